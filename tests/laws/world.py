"""A small world to test in: one store, a clock and ids of its own, and the workspaces of the people of its firms."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs

from multibuh_core import Actor, Role, Settings, Workspace
from multibuh_core.policy import Policy, StandardPolicy
from multibuh_core.ports import Backend
from tests.laws.door import Door

__all__ = ["FIRM", "FixedClock", "SequentialIds", "TickingClock", "World", "open_world"]

FIRM = "fintrust"
EPOCH = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)


@attrs.define
class FixedClock:
    """A clock that stands still until it is set."""

    at: datetime = EPOCH

    def __call__(self) -> datetime:
        """Return the time."""
        return self.at

    def set(self, seconds: int) -> None:
        """Set the clock to so many seconds after its first time."""
        self.at = EPOCH + timedelta(seconds=seconds)


class TickingClock:
    """A clock that goes on by one second each time it is asked."""

    def __init__(self) -> None:
        self._seconds = itertools.count(1)

    def __call__(self) -> datetime:
        """Return a time later than all before."""
        return EPOCH + timedelta(seconds=next(self._seconds))


class SequentialIds:
    """Ids in the shape of a UUIDv7 that rise by one: their order is the order of making; safe in threads."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def __call__(self) -> str:
        """Return an id greater than all before."""
        number = f"{next(self._numbers):016x}"
        return f"0190abcd-0000-7000-8{number[1:4]}-{number[4:]}"


@attrs.frozen
class World:
    """One store and those who use it."""

    door: Door
    place: Path
    settings: Settings
    backend: Backend

    def user(self, name: str, firm: str = FIRM) -> Workspace:
        """Return the workspace of a member of a firm."""
        return Workspace(self.backend, firm=firm, actor=Actor(name))

    def admin(self, name: str, firm: str = FIRM) -> Workspace:
        """Return the workspace of an administrator of a firm."""
        return Workspace(self.backend, firm=firm, actor=Actor(name, roles=[Role.ADMIN]))

    @contextmanager
    def opened_again(self) -> Iterator[World]:
        """Give the same place, opened a second time beside the first."""
        with self.door.open_backend(self.place, self.settings) as backend:
            yield attrs.evolve(self, backend=backend)


@contextmanager
def open_world(
    door: Door, place: Path, *, policy: Policy | None = None, clock: FixedClock | TickingClock | None = None
) -> Iterator[World]:
    """Give a new world whose clock ticks unless another is given."""
    settings = Settings(
        policy=StandardPolicy() if policy is None else policy,
        clock=TickingClock() if clock is None else clock,
        new_id=SequentialIds(),
    )
    with door.open_backend(place, settings) as backend:
        yield World(door=door, place=place, settings=settings, backend=backend)
