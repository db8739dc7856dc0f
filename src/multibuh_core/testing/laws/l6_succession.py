"""L6: a directory always has an owner, and nothing but its owner's own act shows it to others."""

from __future__ import annotations

from typing import Any

import pytest

from multibuh_core.errors import InvalidInputError, NotAllowedError, NotFoundError
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.world import World
from multibuh_core.visibility import Visibility


class L6Succession(Kit, law="L6"):
    """Whose a directory is, and how it changes hands."""

    def test_l6_creator_is_the_first_owner(self, world: World) -> None:
        """Who creates a directory owns it."""
        anna = world.user("anna")
        assert new_directory(anna).owner_id == new_notes(anna).owner_id == "anna"

    def test_l6_owner_gives_a_personal_directory_away(self, world: World) -> None:
        """After a transfer a personal directory exists for its new owner, and no more for the one who gave it."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes = new_organization(anna).id, new_notes(anna).id
        anna.entries.write(notes, org, "тайное", expected_version=0)
        assert anna.directories.transfer(notes, to="boris") is None
        refused(NotFoundError, anna.directories.get, notes)
        assert boris.directories.get(notes).owner_id == "boris"
        assert boris.directories.get(notes).visibility is Visibility.PERSONAL
        assert boris.entries.read(notes, org).text == "тайное"
        assert [one.version for one in boris.directories.history(notes)] == [1, 2]

    def test_l6_administrator_transfers_a_collective_directory(self, world: World) -> None:
        """A collective directory is transferred by its owner and by an administrator, not by another."""
        anna, boris, ada = world.user("anna"), world.user("boris"), world.admin("ada")
        guide = new_directory(anna).id
        refused(NotAllowedError, boris.directories.transfer, guide, to="boris")
        ada.directories.transfer(guide, to="vera")
        assert boris.directories.get(guide).owner_id == "vera"
        refused(NotAllowedError, anna.directories.transfer, guide, to="anna")
        world.user("vera").directories.transfer(guide, to="anna")
        assert boris.directories.get(guide).owner_id == "anna"

    def test_l6_administrator_transfers_no_personal_directory(self, world: World) -> None:
        """To an administrator another's personal directory is missing, for a transfer too."""
        notes = new_notes(world.user("anna")).id
        refused(NotFoundError, world.admin("ada").directories.transfer, notes, to="ada")
        assert world.user("anna").directories.get(notes).owner_id == "anna"

    def test_l6_user_whom_nobody_knows_is_no_error(self, world: World) -> None:
        """Users are the host's: a directory can be given to one who was never seen."""
        anna = world.user("anna")
        notes = new_notes(anna).id
        anna.directories.transfer(notes, to="новый сотрудник")
        assert world.user("новый сотрудник").directories.get(notes).version == 2

    @pytest.mark.parametrize("unfit", ["", " anna", "a\u0301nna", "an\nna", "a" * 129, None])
    def test_l6_directory_is_given_to_no_unfit_user(self, world: World, unfit: Any) -> None:
        """What can be no user's id is refused, and the owner stays."""
        anna = world.user("anna")
        notes = new_notes(anna).id
        refused(InvalidInputError, anna.directories.transfer, notes, to=unfit)
        assert anna.directories.get(notes).owner_id == "anna"

    def test_l6_update_knows_neither_visibility_nor_owner(self, world: World) -> None:
        """Visibility and owner are no arguments of update."""
        directories: Any = world.user("anna").directories
        notes = new_notes(world.user("anna")).id
        for given in ({"visibility": Visibility.COLLECTIVE}, {"owner_id": "boris"}):
            with pytest.raises(TypeError, match="unexpected keyword"):
                directories.update(notes, expected_version=1, **given)

    def test_l6_archiving_and_giving_away_show_nothing_to_others(self, world: World) -> None:
        """Nothing that an owner does to a personal directory but publishing shows it to others."""
        anna, boris = world.user("anna"), world.admin("boris")
        org, notes = new_organization(anna).id, new_notes(anna).id
        anna.entries.write(notes, org, "тайное", expected_version=0)
        anna.directories.update(notes, expected_version=1, name="Иначе", show_in_card=True)
        anna.directories.archive(notes)
        anna.directories.unarchive(notes)
        anna.directories.transfer(notes, to="vera")
        refused(NotFoundError, boris.directories.get, notes)
        assert boris.directories.list(archived=None) == ()
        assert boris.cards.read(org).items == ()
