"""L1 at the port: a unit's repositories hold nothing that its viewer may not see, whatever is asked of them."""

from __future__ import annotations

from typing import Any

import pytest

from multibuh_core.actor import Viewer
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.at_the_port import OF_DIRECTORY, READS, SOURCE, Asked, Read, an_imported_place, unit_of
from multibuh_core.testing.outcomes import outcome
from multibuh_core.testing.world import FIRM, World


def read_by(world: World, user: str, read: Read, asked: Asked) -> Any:
    """Return what a unit of this user gives, or all that its error tells."""
    with unit_of(world, user) as work:
        return outcome(read, work, asked)


class L1PortReads(Kit, law="L1"):
    """No caller filters afterwards what a unit gave: so it must give nothing hidden."""

    @pytest.mark.parametrize("read", OF_DIRECTORY.values(), ids=OF_DIRECTORY.keys())
    def test_l1_unit_gives_of_a_hidden_directory_what_it_gives_of_a_missing_one(self, world: World, read: Read) -> None:
        """A unit's repositories give of a hidden directory, and of a file in it, what they give of missing ones."""
        hidden = an_imported_place(world, world.user("anna"))
        missing = Asked(organization=hidden.organization)
        at_hidden = repr(read_by(world, "boris", read, hidden)).replace(hidden.directory, missing.directory)
        assert at_hidden == repr(read_by(world, "boris", read, missing))
        assert repr(read_by(world, "anna", read, hidden)) != repr(read_by(world, "anna", read, missing))

    @pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
    def test_l1_unit_reads_the_same_with_hidden_directories_and_without(self, world: World, read: Read) -> None:
        """Whatever a unit reads is the same before and after another's personal directories come to stand beside it."""
        anna, boris = world.user("anna"), world.user("boris")
        org = new_organization(anna)
        guide = new_directory(anna)
        anna.entries.write(guide.id, org.id, "явное", expected_version=0)
        file = anna.attachments.attach(guide.id, org.id, b"data", name="a.txt")
        asked = Asked(directory=guide.id, organization=org.id, attachment=file.id)
        before = read_by(world, "vera", read, asked)
        for user in (anna, boris):
            for position in (-1, 0):
                hidden = new_notes(user, position=position)
                user.entries.write(hidden.id, org.id, "тайное", expected_version=0)
                user.attachments.attach(hidden.id, org.id, b"data", name="a.txt")
        assert read_by(world, "vera", read, asked) == before

    def test_l1_hidden_directories_take_no_place_in_pages_of_a_unit(self, world: World) -> None:
        """The limit of a list counts what the unit's viewer sees, and a mark set by him goes on behind it."""
        anna = world.user("anna")
        org = new_organization(anna).id
        seen = []
        for number in range(3):
            for made in (new_notes(anna, f"{number}"), new_directory(anna, f"{number}")):
                anna.entries.write(made.id, org, "текст", expected_version=0)
            seen.append(made)
        with unit_of(world, "boris") as work:
            assert work.directories.list(limit=2) == tuple(seen[:2])
            assert work.directories.list(limit=2, after=seen[1].sort_key) == tuple(seen[2:])
            (first,) = work.entries.list(organization_id=org, limit=1)
            rest = work.entries.list(organization_id=org, limit=9, after=(org, first.directory_id))
            assert [first.directory_id, *(one.directory_id for one in rest)] == [one.id for one in seen]

    def test_l1_many_texts_are_those_of_visible_directories(self, world: World) -> None:
        """Of visible, hidden and missing directories asked for together a unit gives the texts of the visible ones."""
        hidden = an_imported_place(world, world.user("anna"))
        vera = world.user("vera")
        guide = new_directory(vera).id
        vera.entries.write(guide, hidden.organization, "явное", expected_version=0)
        asked = [hidden.directory, guide, a_missing_id()]
        pairs = [(hidden.organization, directory) for directory in asked]
        with unit_of(world, "boris") as work:
            assert [(one.directory_id, one.text) for one in work.entries.texts(asked)] == [(guide, "явное")]
            assert dict(work.entries.imported_texts(SOURCE, pairs)) == {}
        with unit_of(world, "anna") as work:
            assert len(list(work.entries.texts(asked))) == 2
            assert dict(work.entries.imported_texts(SOURCE, pairs)) == {pairs[0]: "по вторникам"}

    def test_l1_roles_are_no_part_of_a_viewer(self, world: World) -> None:
        """The cards that the backend gives to an administrator, in a unit or not, hold nothing of others' notes."""
        hidden = an_imported_place(world, world.user("anna"))
        viewer = Viewer(world.admin("ada").actor.user_id)
        with world.backend.begin(FIRM, viewer=viewer) as work:
            for cards in (work.cards, world.backend.cards(FIRM, viewer=viewer)):
                card = cards.read(hidden.organization)
                assert card is not None
                assert card.items == ()
                assert dict(cards.read_many([hidden.organization])) == {hidden.organization: card}
