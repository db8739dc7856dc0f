"""A store for many histories, each in firms of its own; it can be closed and opened again in between."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import attrs

from multibuh_core.testing.clocks import FixedClock
from multibuh_core.testing.door import Door
from multibuh_core.testing.world import World, open_world
from multibuh_core.workspace import Workspace

__all__ = ["Store", "open_store"]

_HISTORIES: Final = 100
"""In one store; then comes a new one, for what is kept of thousands would slow down the rest."""


@attrs.define
class Store:
    """One store after another, and the clock that a history sets."""

    door: Door
    place: Path
    clock: FixedClock
    world: World
    opened: ExitStack
    _tags: Iterator[int] = attrs.field(factory=itertools.count)

    def new_tag(self) -> str:
        """Return what makes the names of one history's firms its own."""
        tag = next(self._tags)
        if tag and tag % _HISTORIES == 0:
            self.opened.close()
            place = self.place.with_name(f"{self.place.name}-{tag}")
            self.world = self.opened.enter_context(open_world(self.door, place, clock=self.clock))
        return str(tag)

    def enter(self, user: str, firm: str) -> Workspace:
        """Return a workspace; Ada is an administrator."""
        return (self.world.admin if user == "ada" else self.world.user)(user, firm)

    def open_again(self) -> None:
        """Close the store and open it at the same place."""
        self.opened.close()
        self.world = self.opened.enter_context(self.world.opened_again())


@contextmanager
def open_store(door: Door, place: Path) -> Iterator[Store]:
    """Give a new store with a clock that stands still."""
    clock = FixedClock()
    with ExitStack() as opened:
        world = opened.enter_context(open_world(door, place, clock=clock))
        yield Store(door, place, clock, world, opened)
