"""L10 at the port: what a unit stages is its own until it commits, whole, and then everybody's."""

from __future__ import annotations

import attrs
import pytest

from multibuh_core.actor import Viewer
from multibuh_core.errors import UnsupportedOperationError
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.at_the_port import (
    NOT_YET,
    READS,
    SOURCE,
    WRITES,
    Write,
    a_commit,
    all_read,
    an_imported_place,
    place_of,
    unit_of,
)
from multibuh_core.testing.outcomes import outcome, refused
from multibuh_core.testing.world import FIRM, World
from multibuh_core.version import OVERWRITE

EACH_WRITE = pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())


class LeftError(Exception):
    """Leaves a unit."""


class L10PortUnits(Kit, law="L10"):
    """Staged, committed, discarded, over."""

    @pytest.mark.parametrize("name", sorted(READS.keys() - {"entries.list behind"}))
    def test_l10_unit_reads_its_own_writes_as_all_will(self, world: World, name: str) -> None:
        """What a unit gives of what it has staged is what every unit gives after its commit, and none before."""
        asked = attrs.evolve(an_imported_place(world, world.user("anna")), version=4, attachment=NOT_YET)
        place, read = place_of(world, asked), READS[name]
        with unit_of(world, "anna", writes=True) as work:
            before = outcome(read, work, asked)
            for write in ("organizations.put", "directories.put", "entries.write_many"):
                WRITES[write](work, place, a_commit(world, source=SOURCE))
            place = work.entries.place(asked.directory, asked.organization)
            WRITES["entries.put"](work, place, a_commit(world))
            within = outcome(read, work, asked)
            with unit_of(world, "anna") as beside:
                assert outcome(read, beside, asked) == before
            work.commit()
        with unit_of(world, "anna") as work:
            assert outcome(read, work, asked) == within != before

    @EACH_WRITE
    def test_l10_unit_left_by_an_exception_is_discarded(self, world: World, write: Write) -> None:
        """Whatever a unit had staged, where it is left without a commit nothing of it is read by anybody."""
        asked = an_imported_place(world, world.user("anna"))
        place = place_of(world, asked)
        with unit_of(world, "anna") as work:
            before = all_read(work, asked)
        with pytest.raises(LeftError), unit_of(world, "anna", writes=True) as work:  # noqa: PT012 - what is discarded
            write(work, place, a_commit(world))
            assert all_read(work, asked) != before
            raise LeftError
        with unit_of(world, "anna") as work:
            assert all_read(work, asked) == before

    @EACH_WRITE
    def test_l10_reading_unit_takes_no_writes(self, world: World, write: Write) -> None:
        """A unit that was begun to read refuses to write, goes on reading, and its commit writes nothing."""
        asked = an_imported_place(world, world.user("anna"))
        place = place_of(world, asked)
        with unit_of(world, "anna") as work:
            before = all_read(work, asked)
            refused(UnsupportedOperationError, write, work, place, a_commit(world))
            assert all_read(work, asked) == before
            work.commit()
        with unit_of(world, "anna") as work:
            assert all_read(work, asked) == before

    @pytest.mark.parametrize("end", ["committed", "discarded", "read"])
    def test_l10_unit_that_is_over_serves_no_more(self, world: World, end: str) -> None:
        """A unit that was committed or left, to read or to write, refuses whatever it is asked, and writes nothing."""
        asked = an_imported_place(world, world.user("anna"))
        place = place_of(world, asked)
        with unit_of(world, "anna", writes=end != "read") as over:
            before = all_read(over, asked)
            if end == "committed":
                over.commit()
                refused(UnsupportedOperationError, over.commit)
        for read in READS.values():
            refused(UnsupportedOperationError, read, over, asked)
        for write in WRITES.values():
            refused(UnsupportedOperationError, write, over, place, a_commit(world))
        refused(UnsupportedOperationError, over.commit)
        with unit_of(world, "anna") as work:
            assert all_read(work, asked) == before

    def test_l10_unit_to_read_that_is_dropped_holds_nothing(self, world: World) -> None:
        """Units that were begun to read and never entered stand in nobody's way, however many."""
        anna = world.user("anna")
        asked = an_imported_place(world, anna)
        for number in range(50):
            world.backend.begin(FIRM, viewer=Viewer("anna"))
            if number % 10 == 0:
                anna.entries.write(asked.directory, asked.organization, f"{number}", expected_version=OVERWRITE)
        assert place_of(world, asked).entry.text == "40"
        assert list(world.backend.verify()) == []
