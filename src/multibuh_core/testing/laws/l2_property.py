"""L1 and L2 as properties: of any directories and entries, who sees which, and what the card holds."""

from __future__ import annotations

import itertools

import attrs
from hypothesis import given
from hypothesis import strategies as st

from multibuh_core.serialization import dumps
from multibuh_core.testing.adding import new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.profiles import examples, profile
from multibuh_core.testing.world import World
from multibuh_core.visibility import Visibility
from multibuh_core.workspace import Workspace

NAMES = ["Банк", "банк", "ЁЛКА", "ёлка", "Straße", "STRASSE", "Z", "a", "\uffee", "\U0001f600", "Я"]


@attrs.frozen(kw_only=True)
class Drawn:
    """A directory with one entry, as it was drawn."""

    name: str
    owner: str
    visibility: Visibility
    position: int
    shown: bool
    archived: bool
    entry: str

    def made_by(self, owner: Workspace, organization_id: str) -> str:
        """Make it, and return the id of the directory."""
        made = owner.directories.create(
            self.name, visibility=self.visibility, show_in_card=self.shown, position=self.position
        ).id
        if self.entry in {"text", "cleared"}:
            owner.entries.write(made, organization_id, "текст", expected_version=0)
        if self.entry == "cleared":
            owner.entries.clear(made, organization_id, expected_version=1)
        if self.entry == "file":
            owner.attachments.attach(made, organization_id, b"data", name="a.txt")
        if self.archived:
            owner.directories.archive(made)
        return made

    def seen_by(self, viewer: str) -> bool:
        """Tell whether the directory exists for a viewer, by the law."""
        return self.visibility is Visibility.COLLECTIVE or self.owner == viewer

    @property
    def is_in_cards(self) -> bool:
        """Whether whoever sees it has it in the card, by the law."""
        return self.shown and not self.archived and self.entry in {"text", "file"}

    def key(self, directory_id: str) -> tuple[int, str, str]:
        """Return its place in the order, by the law."""
        return self.position, self.name.casefold(), directory_id


STATES = [
    {"shown": shown, "archived": archived, "entry": entry}
    for entry in ("text", "file", "never", "cleared")
    for shown in (True, False)
    for archived in (False, True)
]
"""One choice, the plainest first, and not one for each flag: so many are in the card, and shrinking is short."""
DRAWN = st.builds(
    lambda name, owner, visibility, position, state: Drawn(
        name=name, owner=owner, visibility=visibility, position=position, **state
    ),
    st.sampled_from(NAMES),
    st.sampled_from(["anna", "boris"]),
    st.sampled_from(Visibility),
    st.integers(-1, 1),
    st.sampled_from([*STATES[:1], *STATES[:1], *STATES]),
)


class L2Property(Kit, law="L2"):
    """What the laws say of any state, against what is read."""

    def test_l2_visibility_and_card_are_what_the_law_says(self, world: World) -> None:
        """Of any directories each viewer sees, and has in the card, what the laws say, in their order."""
        firms = itertools.count()

        @examples(profile().examples)
        @given(st.lists(DRAWN, max_size=8))
        def holds(drawn: list[Drawn]) -> None:
            firm = f"firm-{next(firms)}"
            users = {name: world.user(name, firm) for name in ("anna", "boris", "vera")}
            org = new_organization(users["anna"]).id
            made = {one.made_by(users[one.owner], org): one for one in drawn}
            in_order = sorted(made, key=lambda directory_id: made[directory_id].key(directory_id))
            for name, viewer in users.items():
                seen = [one for one in in_order if made[one].seen_by(name)]
                assert [one.id for one in viewer.directories.list(archived=None)] == seen
                card = viewer.cards.read(org)
                assert [item.directory.id for item in card.items] == [one for one in seen if made[one].is_in_cards]
                for item in card.items:
                    assert item.directory == viewer.directories.get(item.directory.id)
                    assert item.entry == viewer.entries.read(item.directory.id, org)
                assert dumps(card) == dumps(viewer.cards.read_many([org])[org])

        holds()
