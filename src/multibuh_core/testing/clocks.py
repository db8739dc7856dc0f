"""Clocks for tests: `Settings(clock=FixedClock())`."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import attrs

__all__ = ["EPOCH", "FixedClock", "TickingClock"]

EPOCH = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
"""The first time of every clock here: a Monday morning."""


@attrs.define
class FixedClock:
    """A clock that stands still until it is set."""

    at: datetime = EPOCH
    """The time it tells, aware."""

    def __call__(self) -> datetime:
        """Return the time."""
        return self.at

    def set(self, seconds: int) -> None:
        """Set the clock to so many seconds after its first time."""
        self.at = EPOCH + timedelta(seconds=seconds)


class TickingClock:
    """A clock that goes on by one second each time it is asked; safe in threads."""

    def __init__(self) -> None:
        self._seconds = itertools.count(1)

    def __call__(self) -> datetime:
        """Return a time later than all before."""
        return EPOCH + timedelta(seconds=next(self._seconds))
