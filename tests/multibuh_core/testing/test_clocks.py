"""Clocks for tests: one that stands still and is set, one that goes on by itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest

from multibuh_core import InvalidInputError, Settings
from multibuh_core.testing import FixedClock, TickingClock
from tests.multibuh_core.refusals import refusal

MOSCOW = datetime(2025, 4, 28, 12, 30, tzinfo=timezone(timedelta(hours=3)))


class TestFixedClock:
    """It stands still."""

    def test_it_tells_one_time_until_it_is_set(self) -> None:
        """However often it is asked, it says the same, with a zone, on any day the tests are run."""
        clock = FixedClock()
        assert {Settings(clock=clock).now() for _ in range(5)} == {datetime(2026, 1, 12, 9, tzinfo=UTC)}

    @pytest.mark.parametrize("first", [FixedClock().at, MOSCOW], ids=["its own", "a given one"])
    def test_set_counts_from_the_first_time(self, first: datetime) -> None:
        """Seconds are counted from the time it began at, given or not, wherever it stands now; back is a way too."""
        clock = FixedClock(first)
        for seconds in (3600, 5, 0.25, 0, -60):
            clock.set(seconds)
            assert clock() == first + timedelta(seconds=seconds)

    def test_any_time_can_be_assigned(self) -> None:
        """A test may put it at a date of its own, or on from where it stands."""
        clock = FixedClock()
        clock.at = MOSCOW
        assert clock() == MOSCOW
        clock.at += timedelta(days=1)
        assert clock() == MOSCOW + timedelta(days=1)

    def test_time_without_a_zone_is_refused_as_from_any_clock(self) -> None:
        """A naive time given by mistake is told where the library asks for the time."""
        naive = FixedClock(datetime(2026, 1, 12))  # noqa: DTZ001 - that is what is refused
        assert refusal(InvalidInputError, Settings(clock=naive).now).field == "clock"

    def test_two_clocks_are_two(self) -> None:
        """Setting one sets no other, and settings that hold one can be a key."""
        one, other = FixedClock(), FixedClock()
        one.set(1)
        assert other() == FixedClock().at
        assert len({Settings(clock=one), Settings(clock=other)}) == 2


class TestTickingClock:
    """It goes on."""

    @pytest.mark.parametrize("first", [FixedClock().at, MOSCOW], ids=["its own", "a given one"])
    def test_it_goes_on_by_a_second(self, first: datetime) -> None:
        """The first time is the one it began at, and each later one is a second later."""
        clock = TickingClock() if first == FixedClock().at else TickingClock(first)
        assert [clock() for _ in range(3)] == [first + timedelta(seconds=number) for number in range(3)]

    def test_threads_get_no_time_twice(self) -> None:
        """Threads that ask at once get different times, each later than the one before in its thread."""
        clock = TickingClock()
        with ThreadPoolExecutor(8) as threads:
            told = list(threads.map(lambda _: [clock() for _ in range(2000)], range(8)))
        assert all(times == sorted(times) for times in told)
        assert len({time for times in told for time in times}) == 16_000
