"""L10 at the port: a savepoint takes back what was staged in it and nothing else: a refused call stages nothing."""

from __future__ import annotations

import pytest

from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.at_the_port import (
    WRITES,
    Write,
    a_commit,
    all_read,
    an_imported_place,
    place_of,
    unit_of,
)
from multibuh_core.testing.world import World

EACH_WRITE = pytest.mark.parametrize("name", WRITES)


class TakenBackError(Exception):
    """Leaves a savepoint."""


def another_than(name: str) -> Write:
    """Return a way to write that touches something else."""
    return WRITES["directories.put" if name.startswith("organizations.") else "organizations.put_many"]


class L10Savepoints(Kit, law="L10"):
    """Each way to write, taken back or kept."""

    @EACH_WRITE
    def test_l10_savepoint_takes_back_what_was_staged_in_it(self, world: World, name: str) -> None:
        """What was staged in a savepoint left by an exception is nowhere: not in the unit, and not in its commit."""
        asked = an_imported_place(world, world.user("anna"))
        place = place_of(world, asked)
        with unit_of(world, "anna", writes=True) as work:
            before = all_read(work, asked)
            with pytest.raises(TakenBackError), work.savepoint():  # noqa: PT012 - it is what is taken back
                WRITES[name](work, place, a_commit(world))
                assert all_read(work, asked) != before
                raise TakenBackError
            assert all_read(work, asked) == before
            work.commit()
        with unit_of(world, "anna") as work:
            assert all_read(work, asked) == before

    @EACH_WRITE
    def test_l10_savepoint_takes_back_nothing_else(self, world: World, name: str) -> None:
        """What was staged before a savepoint that is taken back stays, be it in one that was left cleanly."""
        asked = an_imported_place(world, world.user("anna"))
        place = place_of(world, asked)
        with unit_of(world, "anna", writes=True) as work:
            with work.savepoint():
                WRITES[name](work, place, a_commit(world))
            staged = all_read(work, asked)
            with pytest.raises(TakenBackError), work.savepoint():  # noqa: PT012 - it is what is taken back
                another_than(name)(work, place, a_commit(world))
                raise TakenBackError
            assert all_read(work, asked) == staged
            work.commit()
        with unit_of(world, "anna") as work:
            assert all_read(work, asked) == staged

    @EACH_WRITE
    def test_l10_what_was_taken_back_can_be_staged_again(self, world: World, name: str) -> None:
        """After a savepoint was taken back the same can be staged, and is committed, as if for the first time."""
        asked = an_imported_place(world, world.user("anna"))
        place = place_of(world, asked)
        commit = a_commit(world)
        with unit_of(world, "anna", writes=True) as work:
            with pytest.raises(TakenBackError), work.savepoint():  # noqa: PT012 - it is what is taken back
                WRITES[name](work, place, commit)
                staged = all_read(work, asked)
                raise TakenBackError
            with work.savepoint():
                WRITES[name](work, place, commit)
            assert all_read(work, asked) == staged
            work.commit()
        with unit_of(world, "anna") as work:
            assert all_read(work, asked) == staged
