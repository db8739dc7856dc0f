"""Clocks for tests: `Settings(clock=FixedClock())`."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import attrs

__all__ = ["EPOCH", "FixedClock", "TickingClock"]

EPOCH = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
"""The first time of every clock here unless another is given: a Monday morning."""


@attrs.define(eq=False)
class FixedClock:
    """A clock that stands still until it is set: by ``clock.at = …``, or by `set`."""

    at: datetime = EPOCH
    """The time it tells, with a zone; assign another to set the clock."""
    _first: datetime = attrs.field(init=False, repr=False, default=attrs.Factory(lambda self: self.at, takes_self=True))

    def __call__(self) -> datetime:
        """Return the time."""
        return self.at

    def set(self, seconds: float) -> None:
        """Set the clock to so many seconds after its first time, wherever it stands now."""
        self.at = self._first + timedelta(seconds=seconds)


class TickingClock:
    """A clock that goes on by one second each time it is asked; safe in threads."""

    def __init__(self, first: datetime = EPOCH) -> None:
        """Begin at *first*, which has a zone."""
        self._first = first
        self._seconds = itertools.count()

    def __call__(self) -> datetime:
        """Return a time later than all before."""
        return self._first + timedelta(seconds=next(self._seconds))
