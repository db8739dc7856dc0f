"""A history in two worlds: in one a hidden user keeps personal directories beside it, in the other he does not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from multibuh_core.errors import MultibuhError
from multibuh_core.testing.ids import BEGINNING, a_missing_id
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.store import Store
from multibuh_core.testing.worlds.observer import Known, came_to, observe
from multibuh_core.version import OVERWRITE
from multibuh_core.visibility import Visibility
from multibuh_core.workspace import Workspace

__all__ = ["STEPS", "OneWorld", "Step", "renamed"]

VIEWERS, HIDDEN = ("anna", "ada"), ("hanna", "hugo")
SLOTS = 3
"""How many hidden ids a viewer tries."""
NAMES = ["А", "а", "Банк", "Склад"]


@attrs.frozen
class Step:
    """What somebody does: in both worlds, or hidden, in personal directories of his own, in one only."""

    who: str
    verb: str
    one: int
    other: int
    hidden: bool = False


COMMON = ["add", "change", "put away", "take back", "create", "rename", "close", "open", "give"]
ON_ENTRIES = ["write", "write", "attach", "attach", "clear", "restore", "detach"]
NUMBERS = {"one": st.integers(0, 4), "other": st.integers(0, 4)}
PUBLIC = st.builds(
    Step, who=st.sampled_from(["anna", "ada", "hanna"]), verb=st.sampled_from(COMMON + ON_ENTRIES), **NUMBERS
)
OWN = st.builds(Step, who=st.just("anna"), verb=st.sampled_from(["note", "publish"]), **NUMBERS)
LEAVE = st.builds(Step, who=st.just("ada"), verb=st.just("hand over"), **NUMBERS)
SECRET = st.sampled_from(["note", "note", "rename", "close", "open", "give", *ON_ENTRIES])
BEHIND = st.builds(Step, who=st.sampled_from(HIDDEN), verb=SECRET, hidden=st.just(value=True), **NUMBERS)
BEFORE = [
    *(Step(who, "note", number, 1, hidden=True) for number, who in enumerate(HIDDEN)),
    *(Step("anna", "add", number, number) for number in (0, 1)),
    Step("hanna", "create", 2, 1),
    Step("hanna", "write", 0, 0),
    Step("anna", "note", 1, 1),
    Step("hanna", "write", 0, 0, hidden=True),
    Step("hugo", "attach", 1, 1, hidden=True),
]
"""What every history begins with, so that there is something to hide and somewhere to see it."""
STEPS = st.lists(st.one_of(PUBLIC, PUBLIC, OWN, LEAVE, BEHIND, BEHIND), max_size=20).map(lambda steps: BEFORE + steps)


@attrs.define
class OneWorld:
    """One firm, in which the hidden steps are done or not."""

    store: Store
    firm: str
    with_hidden: bool
    organizations: list[str] = attrs.field(factory=list)
    directories: list[str] = attrs.field(factory=list)
    attachments: list[str] = attrs.field(factory=list)
    secret_directories: list[str] = attrs.field(factory=list)
    secret_attachments: list[str] = attrs.field(factory=list)
    told: list[str] = attrs.field(factory=list)

    def run(self, steps: list[Step]) -> list[str]:
        """Go through the history, look at all that the viewers see, and return it in words."""
        for number, step in enumerate(steps):
            if not step.hidden:
                self.store.clock.set(number)
                self.told.append(came_to(self.act, step))
            elif self.with_hidden:
                try:
                    self.act(step)
                except MultibuhError:
                    continue
        self.store.clock.set(len(steps))
        for viewer in VIEWERS:
            self.told += observe(self.store.enter(viewer, self.firm), self.known)
        slotted = [(kind, self.secret_directories if kind == 100 else self.secret_attachments) for kind in (100, 200)]
        names = {one: f"hidden {kind + place}" for kind, many in slotted for place, one in enumerate(slots(many, kind))}
        names |= {a_missing_id(kind + place): f"hidden {kind + place}" for kind in (100, 200) for place in range(SLOTS)}
        return renamed(self.told, self.firm, names)

    @property
    def known(self) -> Known:
        """The ids that the viewers try: what is public, and as many hidden ones, or missing in their place."""
        return Known(
            organizations=[*self.organizations[-3:], a_missing_id(9)],
            directories=[*self.directories[-4:], *slots(self.secret_directories, 100)],
            attachments=[*self.attachments[-4:], *slots(self.secret_attachments, 200)],
        )

    def act(self, step: Step) -> Any:
        """Do one step."""
        who = self.store.enter(step.who, self.firm)
        if step.verb in ON_ENTRIES:
            return self._on_entry(who, step)
        if step.verb in {"add", "change", "put away", "take back"}:
            return self._on_organization(who, step)
        return self._on_directory(who, step)

    def _picked(self, step: Step, public: list[str], secret: list[str], number: int) -> str:
        """Return an id; a viewer who acts in the open may try a hidden one too, which in the other world is missing."""
        if step.hidden:
            choice = secret
        else:
            kind = 100 if secret is self.secret_directories else 200
            choice = [*public[-4:], slots(secret, kind)[0]] if step.who in VIEWERS else public[-4:]
        return choice[number % len(choice)] if choice else a_missing_id(8)

    def _on_organization(self, who: Workspace, step: Step) -> Any:
        keys: list[dict[str, Any]] = [{}, {"inn": an_inn(1)}, {"inn": an_inn(2)}, {"external_ids": {"1c": "1"}}]
        service = who.organizations
        said: dict[str, Any] = {"name": NAMES[step.other % 4], **keys[step.one % 4]}
        if step.verb == "add":
            made = service.add(**said)
            self.organizations.append(made.id)
            return made
        picked = self._picked(step, self.organizations, [], step.one)
        if step.verb == "change":
            return service.update(picked, expected_version=OVERWRITE, **said)
        return service.archive(picked) if step.verb == "put away" else service.unarchive(picked)

    def _on_directory(self, who: Workspace, step: Step) -> Any:
        service, name = who.directories, NAMES[step.one % 4]
        if step.verb in {"create", "note"}:
            visibility = Visibility.COLLECTIVE if step.verb == "create" else Visibility.PERSONAL
            made = service.create(name, visibility=visibility, show_in_card=step.other > 0, position=step.other % 3)
            (self.secret_directories if step.hidden else self.directories).append(made.id)
            return made
        if step.verb == "hand over":
            of, to = HIDDEN if step.one % 2 else HIDDEN[::-1]
            return service.hand_over(of=of, to=to)
        picked = self._picked(step, self.directories, self.secret_directories, step.one)
        if step.verb == "rename":
            return service.update(picked, expected_version=OVERWRITE, name=NAMES[step.other % 4], position=step.other)
        if step.verb == "give":
            return service.transfer(picked, to=(HIDDEN if step.hidden else (*VIEWERS, "hanna"))[step.other % 2])
        return {"close": service.archive, "open": service.unarchive, "publish": service.publish}[step.verb](picked)

    def _on_entry(self, who: Workspace, step: Step) -> Any:
        place = (
            self._picked(step, self.directories, self.secret_directories, step.one),
            self.organizations[step.other % len(self.organizations)] if self.organizations else a_missing_id(7),
        )
        if step.verb == "attach":
            made = who.attachments.attach(*place, b"one" * step.one, name=f"{step.other % 2}.txt", replace=step.one > 2)
            made_by_now = self.secret_attachments if step.hidden else self.attachments
            made_by_now += [made.id] if made.id not in made_by_now else []
            return made
        if step.verb == "detach":
            return who.attachments.detach(self._picked(step, self.attachments, self.secret_attachments, step.one))
        if step.verb == "write":
            return who.entries.write(*place, f"{step.one} {step.other}", expected_version=OVERWRITE)
        if step.verb == "clear":
            return who.entries.clear(*place, expected_version=OVERWRITE)
        return who.entries.restore(*place, 1 + step.one % 3, expected_version=OVERWRITE)


def slots(secret: list[str], kind: int) -> list[str]:
    """Return the first hidden ids, each in its place, with a missing one where there is none."""
    return [secret[place] if place < len(secret) else a_missing_id(kind + place) for place in range(SLOTS)]


def renamed(words: list[str], firm: str, known: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """Return the words with each id named, by its first place in them if not yet, and the firm by one name."""
    names = dict(known)
    pattern = re.compile(f"{BEGINNING}[0-9a-f]{{4}}-[0-9a-f]{{12}}")  # a literal beginning is found quickly
    text = "\n".join(words).replace(firm, "the firm")  # a few great searches, for thousands of small ones
    return pattern.sub(lambda found: names.setdefault(found[0], f"id {len(names) - len(known)}"), text).split("\n")
