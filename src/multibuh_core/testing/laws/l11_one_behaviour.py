"""L11: the same calls, with the same clock and ids, come to the same on every backend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from multibuh_core.actor import Viewer
from multibuh_core.errors import MultibuhError
from multibuh_core.ports import Backend
from multibuh_core.settings import Settings
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.calls import ON_ATTACHMENT, ON_DIRECTORY, ON_ENTRY, ON_ORGANIZATION
from multibuh_core.testing.clocks import EPOCH, FixedClock
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.plans import a_plan
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import all_seen_by
from multibuh_core.testing.reference import reference_backend
from multibuh_core.testing.world import FIRM, World, open_world
from multibuh_core.version import OVERWRITE
from multibuh_core.workspace import Workspace


def came_to(call: Callable[[], object]) -> Any:
    """Return what the call returns, or the class, text and fields of its error."""
    try:
        result = call()
    except MultibuhError as error:
        return type(error).__name__, str(error), {name: repr(value) for name, value in vars(error).items()}
    return result.read() if hasattr(result, "read") else result


def a_day_at_work(world: World) -> Iterator[Any]:
    """Go through a long history of a firm, told call by call."""
    anna, boris, ada = world.user("anna"), world.user("boris"), world.admin("ada")
    yield [
        new_organization(anna, name, inn=an_inn(7 + len(name)), external_ids={"1c": name})
        for name in ("я", "Бб", "ааа")
    ]
    orgs = [one.id for one in anna.organizations.list()]
    guides = [new_directory(boris, "Банк"), new_notes(anna, "банк"), new_directory(ada, "Склад", position=-1)]
    yield guides
    places = [(guide.id, org) for guide in guides for org in orgs]
    for who in (anna, boris, ada):
        for number, (guide, org) in enumerate(places):
            yield came_to(partial(who.entries.write, guide, org, f"{number}", expected_version=number % 3))
            yield came_to(partial(who.attachments.attach, guide, org, b"data", name="a.txt"))
    yield came_to(lambda: anna.directories.publish(guides[1].id))
    yield came_to(lambda: new_organization(anna, "Двойник", inn=an_inn(8)))
    yield came_to(lambda: ada.organizations.archive(orgs[1]))
    yield came_to(lambda: ada.directories.hand_over(of="boris", to="anna"))
    for who in (anna, boris, ada, world.user("anna", "other")):
        yield all_seen_by(who)
        yield from every_call(who, [guides[0].id, guides[1].id, a_missing_id(), "\0"], [*orgs, a_missing_id()])
        yield all_seen_by(who)


def attachments_at(who: Workspace, guide: str, org: str) -> list[str]:
    """Return the ids of the files of an entry, if the user sees any."""
    try:
        return [file.id for file in who.entries.read(guide, org).attachments]
    except MultibuhError:
        return []


def every_call(who: Workspace, guides: list[str], orgs: list[str]) -> Iterator[Any]:
    """Try every call on what there is and what there is not."""
    yield came_to(lambda: who.organizations.find(inn=an_inn(8)))
    yield came_to(lambda: dict(who.cards.read_many(orgs)))
    for guide in guides:
        for org in orgs:
            yield from (came_to(partial(call, who, guide, org)) for call in ON_ENTRY.values())
            yield came_to(partial(who.entries.restore, guide, org, 2, expected_version=OVERWRITE))
            for attachment in (*attachments_at(who, guide, org), a_missing_id(7)):
                yield from (came_to(partial(call, who, attachment)) for call in ON_ATTACHMENT.values())
    for org in orgs:
        yield from (came_to(partial(call, who, org)) for call in ON_ORGANIZATION.values())
    for guide in guides:
        yield from (came_to(partial(call, who, guide)) for call in ON_DIRECTORY.values())


class Reference:
    """The door to the memory backend."""

    lasting = False

    def open_backend(self, _place: Path, settings: Settings, /) -> Backend:
        """Open a new one."""
        return reference_backend(settings)


class L11OneBehaviour(Kit, law="L11"):
    """Results, errors and order, call by call."""

    def test_l11_a_long_history_is_told_as_by_memory(self, tmp_path: Path) -> None:
        """A history of some hundreds of calls is told as the memory backend tells it, ids, times and texts included."""
        with open_world(self, tmp_path / "store", clock=FixedClock()) as world:
            story = [repr(told) for told in a_day_at_work(world)]
        with open_world(Reference(), tmp_path / "reference", clock=FixedClock()) as world:
            expected = [repr(told) for told in a_day_at_work(world)]
        for number, (here, there) in enumerate(zip(story, expected, strict=True)):
            assert here == there, number

    def test_l11_base_of_an_import_is_what_its_source_wrote_last(self, world: World) -> None:
        """Whatever was written since, the base is the text that the last import of its source wrote."""
        anna = world.user("anna")
        org, guide = new_organization(anna, "А").id, new_directory(anna).id
        for source, text in (("клиенты", "раз"), ("клиенты", "два"), ("банк", "три")):
            anna.imports.apply(a_plan(anna, guide, {"А": text}, source=source, overwrite=True))
        anna.entries.write(guide, org, "от руки", expected_version=3)
        with world.backend.begin(FIRM, viewer=Viewer("boris")) as work:
            pairs = [(org, guide)]
            for source, texts in {"клиенты": ["два"], "банк": ["три"], "Клиенты": [], "": []}.items():
                assert list(work.entries.imported_texts(source, pairs).values()) == texts

    def test_l11_clock_and_ids_are_those_of_the_settings(self, tmp_path: Path) -> None:
        """Every id and every time in a store comes from the settings that it was opened with, to the microsecond."""
        clock = FixedClock(EPOCH + timedelta(microseconds=123_457))
        with open_world(self, tmp_path / "store", clock=clock) as world:
            anna = world.user("anna")
            org, guide = new_organization(anna), new_directory(anna)
            assert (anna.organizations.get(org.id), anna.directories.get(guide.id)) == (org, guide)
            clock.at += timedelta(seconds=60, microseconds=1)
            entry = anna.entries.write(guide.id, org.id, "текст", expected_version=0)
            file = anna.attachments.attach(guide.id, org.id, b"data", name="a.txt")
            assert entry.updated_at == file.added_at == clock()
            assert (clock() - org.updated_at).total_seconds() == 60.000001
            assert {one.commit.at for one in anna.entries.history(guide.id, org.id)} == {clock()}
            ids = [org.id, guide.id, file.id, *(one.commit.id for one in anna.entries.history(guide.id, org.id))]
            assert len(set(ids)) == len(ids)
            assert all(one.startswith("0190abcd-0000-7000-") for one in ids)
            assert attrs.evolve(entry, version=2, attachments=(file,)) == anna.entries.read(guide.id, org.id)
            assert anna.firm == FIRM
