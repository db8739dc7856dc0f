"""A unit in memory: it stages, isolates and discards, and is over when it is over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from multibuh_backends.memory import MemoryBackend
from multibuh_backends.memory.unit import MemoryUnit
from multibuh_core import UnsupportedOperationError
from tests.multibuh_backends.memory.builders import names_in, put, reading, writing
from tests.multibuh_core.refusals import refusal

OVER = "Единица работы уже завершена: откройте новую."


def _put_and_fail(work: MemoryUnit, error: BaseException, *names: str) -> None:
    for name in names:
        put(work, name)
    raise error


class TestStaging:
    """Until it commits."""

    def test_staged_is_its_units_alone(self) -> None:
        """A writing unit sees what it stages; no other does, be it begun before or after the staging."""
        backend = MemoryBackend()
        before = reading(backend)
        with writing(backend) as work:
            put(work, "А")
            assert names_in(work) == ["А"]
            assert names_in(before) == names_in(reading(backend)) == []
            work.commit()
        assert names_in(before) == []
        assert names_in(reading(backend)) == ["А"]

    def test_uncommitted_is_discarded(self) -> None:
        """Left without a commit, by an exception or not, a unit has changed nothing; the next one starts clean."""
        backend = MemoryBackend()
        with writing(backend) as work:
            put(work, "А")
        with pytest.raises(KeyError), writing(backend) as work:
            _put_and_fail(work, KeyError("Б"), "Б")
        with writing(backend) as work:
            assert names_in(work) == []
            put(work, "В")
            work.commit()
        assert names_in(reading(backend)) == ["В"]

    def test_many_changes_of_one_record_are_discarded_whole(self) -> None:
        """Three versions staged of a record are taken back to the one that was there."""
        backend = MemoryBackend()
        with writing(backend) as work:
            put(work, "А")
            work.commit()
        with writing(backend) as work:
            for version in (2, 3, 4):
                put(work, "А", version)
            assert [one.version for one in work.organizations.history("А")] == [1, 2, 3, 4]
        assert [one.version for one in reading(backend).organizations.history("А")] == [1]

    def test_unit_that_reads_stages_nothing(self) -> None:
        """A unit begun for reading refuses to stage."""
        error = refusal(UnsupportedOperationError, put, reading(MemoryBackend()), "А")
        assert str(error) == "Единица работы открыта для чтения: откройте новую с writes=True."

    def test_commit_that_staged_nothing_is_none(self) -> None:
        """An empty commit moves no number, so that what was begun before it sees the same as what is begun after."""
        backend = MemoryBackend()
        with writing(backend) as work:
            work.commit()
        assert reading(backend).number == 0


class TestSavepoint:
    """A call that raises stages nothing."""

    def test_what_was_staged_in_it_is_taken_back(self) -> None:
        """Left by an exception, a savepoint takes back its own and keeps what was before; left well, it keeps all."""
        backend = MemoryBackend()
        with writing(backend) as work:
            put(work, "А")
            with pytest.raises(KeyboardInterrupt), work.savepoint():
                _put_and_fail(work, KeyboardInterrupt(), "Б", "В", "Г")
            assert names_in(work) == ["А"]
            with work.savepoint():
                put(work, "А", 2)
                put(work, "В")
            work.commit()
        assert names_in(reading(backend)) == ["А", "В"]

    def test_savepoint_after_savepoint(self) -> None:
        """One taken back does not disturb the next."""
        backend = MemoryBackend()
        with writing(backend) as work:
            for name in ("А", "Б"):
                with pytest.raises(ZeroDivisionError), work.savepoint():
                    _put_and_fail(work, ZeroDivisionError(), name)
                with work.savepoint():
                    put(work, name)
            work.commit()
        assert names_in(reading(backend)) == ["А", "Б"]


def _committed(backend: MemoryBackend) -> MemoryUnit:
    with writing(backend) as work:
        put(work, "А")
        work.commit()
    return work


def _discarded(backend: MemoryBackend) -> MemoryUnit:
    with writing(backend) as work:
        put(work, "Б")
    return work


def _read(backend: MemoryBackend) -> MemoryUnit:
    with reading(backend) as work:
        names_in(work)
    return work


class TestOver:
    """After its end."""

    @pytest.mark.parametrize("make", [_committed, _discarded, _read], ids=["committed", "discarded", "read"])
    def test_unit_that_is_over_serves_no_more(self, make: Callable[[MemoryBackend], MemoryUnit]) -> None:
        """It neither reads, nor stages, nor commits: it would read what the next unit has not committed yet."""
        backend = MemoryBackend()
        work = make(backend)
        with writing(backend) as following:
            put(following, "В")
            for call in (
                lambda: names_in(work),
                lambda: put(work, "Г"),
                lambda: work.cards.read("А"),
                lambda: work.organizations.get("В"),
                work.commit,
            ):
                assert str(refusal(UnsupportedOperationError, call)) == OVER

    def test_unit_that_is_over_holds_nobody_up(self) -> None:
        """Leaving after a commit, or twice, lets the next one write, once."""
        backend = MemoryBackend(patience=0.01)
        work = _committed(backend)
        work.__exit__(None, None, None)
        with writing(backend):
            work.__exit__(None, None, None)
            with pytest.raises(UnsupportedOperationError):
                writing(backend)
        assert names_in(reading(backend)) == ["А"]
