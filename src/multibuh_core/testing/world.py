"""A small world to test in: one store, a clock and ids of its own, and the workspaces of the people of its firms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs

from multibuh_core.actor import Actor, Role
from multibuh_core.policy import Policy, StandardPolicy
from multibuh_core.ports import Backend
from multibuh_core.settings import Settings
from multibuh_core.testing.clocks import FixedClock, TickingClock
from multibuh_core.testing.door import Door
from multibuh_core.testing.ids import SequentialIds
from multibuh_core.workspace import Workspace

__all__ = ["FIRM", "World", "open_world"]

FIRM = "fintrust"


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
