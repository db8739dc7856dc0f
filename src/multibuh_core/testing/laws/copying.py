"""Results of copying: a firm is the same in another store, or is not there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import attrs
import pytest

from multibuh_core.copying import copy_firm
from multibuh_core.errors import AlreadyExistsError, NotFoundError, UnsupportedOperationError
from multibuh_core.ports import History
from multibuh_core.testing.adding import new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.whole_firm import PEOPLE, a_whole_firm, all_seen_in, workspace
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.reference import reference_backend
from multibuh_core.testing.world import FIRM, World

ALIKE = "Fintrust"
"""Another firm."""


class Copying(Kit, law="Results"):
    """From the backend to the reference, and back into a new store."""

    def test_copying_takes_all_that_anybody_sees(self, world: World, tmp_path: Path) -> None:
        """A copy, and a copy of it, show everybody the same: records, cards, each revision and file, and no more."""
        a_whole_firm(world.backend)
        expected, histories = all_seen_in(world.backend), list(world.backend.read_firm(FIRM))
        with (
            reference_backend(world.settings) as between,
            self.open_backend(tmp_path / "other", world.settings) as back,
        ):
            copy_firm(world.backend, between, FIRM)
            copy_firm(between, back, FIRM)
            for copy in (between, back):
                seen = all_seen_in(copy)
                for user in PEOPLE:
                    assert seen[user] == expected[user]
                assert list(copy.read_firm(FIRM)) == histories
                assert list(copy.verify()) == []
                assert copy.gc(older_than=timedelta(0)) == 0
        assert list(world.backend.read_firm(FIRM)) == histories

    def test_copying_lasts(self, world: World) -> None:
        """What was copied into a lasting store is there when it is opened again."""
        with reference_backend(world.settings) as source:
            a_whole_firm(source)
            copy_firm(source, world.backend, FIRM)
            world.backend.close()
            if self.lasting:
                with world.opened_again() as again:
                    assert all_seen_in(again.backend) == all_seen_in(source)

    @pytest.mark.parametrize("owner", ["anna", "boris"])
    def test_copying_refuses_a_store_that_has_the_firm(self, world: World, owner: str) -> None:
        """Where the target has anything of the firm, be it hidden, the copy is refused and not a byte is written."""
        new_notes(workspace(world.backend, owner))
        before = list(world.backend.read_firm(FIRM))
        with reference_backend(world.settings) as source:
            a_whole_firm(source)
            error = refused(AlreadyExistsError, copy_firm, source, world.backend, FIRM)
            again = refused(AlreadyExistsError, world.backend.write_firm, FIRM, source.read_firm(FIRM))
        assert (error.what, error.other_id) == (again.what, again.other_id) == ("firm", FIRM)
        assert str(error) == str(again)
        assert list(world.backend.read_firm(FIRM)) == before
        assert world.backend.gc(older_than=timedelta(0)) == 0

    def test_copying_of_nothing_is_refused(self, world: World) -> None:
        """A firm that the source does not have is not found; and to write nothing writes nothing."""
        assert list(world.backend.read_firm(FIRM)) == []
        with reference_backend(world.settings) as other:
            for source, target in ((world.backend, other), (other, world.backend)):
                error = refused(NotFoundError, copy_firm, source, target, FIRM)
                assert (error.what, error.id) == ("firm", FIRM)
            a_whole_firm(other)
            world.backend.write_firm(FIRM, [])
            copy_firm(other, world.backend, FIRM)

    @pytest.mark.parametrize("share", [0.0, 0.4, 0.9, 1.0])
    def test_copying_that_breaks_off_writes_nothing(self, world: World, share: float) -> None:
        """Where the source fails on the way its error passes through, nothing is written, and it can be begun again."""

        def breaking_off(histories: list[History]) -> Iterator[History]:
            yield from itertools.islice(histories, int(len(histories) * share))
            raise ZeroDivisionError

        with reference_backend(world.settings) as source:
            a_whole_firm(source)
            histories = list(source.read_firm(FIRM))
            with pytest.raises(ZeroDivisionError):
                world.backend.write_firm(FIRM, breaking_off(histories))
            assert list(world.backend.read_firm(FIRM)) == []
            assert workspace(world.backend, "anna").organizations.list(archived=None) == ()
            copy_firm(source, world.backend, FIRM)
        assert list(world.backend.read_firm(FIRM)) == histories
        assert list(world.backend.verify()) == []

    def test_copying_keeps_firms_apart(self, world: World) -> None:
        """Of two firms, alike by name, one is copied; of the other nothing is read, written or changed."""
        with reference_backend(world.settings) as source:
            for firm in (FIRM, ALIKE):
                a_whole_firm(source, firm)
            new_organization(workspace(world.backend, "anna", ALIKE))
            before = all_seen_in(world.backend, ALIKE)
            copy_firm(source, world.backend, FIRM)
            assert list(world.backend.read_firm(FIRM)) == list(source.read_firm(FIRM)) != list(source.read_firm(ALIKE))
        assert all_seen_in(world.backend, ALIKE) == before
        assert [len(one.revisions) for one in world.backend.read_firm(ALIKE)] == [1]

    def test_copying_reads_one_state(self, world: World) -> None:
        """What is written while a firm is read is all in it or not at all; what is dropped half-read is let go."""
        a_whole_firm(world.backend)
        anna = workspace(world.backend, "anna")
        (guide,) = (one for one in anna.directories.list() if one.name == "Карта")
        before = list(world.backend.read_firm(FIRM))
        reading = world.backend.read_firm(FIRM)
        begun = [next(reading)]
        later = new_organization(anna, "Пришла позже").id
        for org in (anna.entries.list(directory_id=guide.id)[0].organization_id, later):
            version = anna.entries.read(guide.id, org).version
            anna.entries.write(guide.id, org, "позже", expected_version=version)
        assert begun + list(reading) == before
        half = world.backend.read_firm(FIRM)
        next(half)
        del half
        assert len(list(world.backend.read_firm(FIRM))) == len(before) + 2

    def test_copying_does_not_nest(self, world: World) -> None:
        """Within a unit that writes a firm is read as it was committed, and none is written."""
        anna = workspace(world.backend, "anna")
        org = new_organization(anna)
        with anna.transaction() as tx:
            new_organization(tx, "Ещё нет")
            (history,) = world.backend.read_firm(FIRM)
            refused(UnsupportedOperationError, world.backend.write_firm, ALIKE, [history])
        assert [attrs.asdict(one.organization) for one in history.revisions] == [attrs.asdict(org)]  # type: ignore[union-attr]
