"""A unit of work: one transaction of one firm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Self

from multibuh_core.actor import Viewer
from multibuh_shelf.cards import ShelfCards
from multibuh_shelf.desk import Desk
from multibuh_shelf.directories import ShelfDirectories
from multibuh_shelf.entries import ShelfEntries
from multibuh_shelf.firm_file import FirmFile
from multibuh_shelf.organizations import ShelfOrganizations
from multibuh_shelf.state import State

__all__ = ["ShelfUnit"]


class ShelfUnit:
    """
    What `multibuh_core.ports.UnitOfWork` asks for.

    A unit that writes has the turn to write from its beginning, so nothing that it rests on can move; it changes a copy
    of the state. One that reads takes no turn: its state is never changed by anybody.
    """

    def __init__(self, file: FirmFile, state: State, *, viewer: Viewer, writes: bool, turn: ExitStack) -> None:
        self._file = file
        self._turn = turn
        self._before = state
        self._desk = Desk(viewer, state.copy() if writes else state, writes)
        self.organizations = ShelfOrganizations(self._desk)
        self.directories = ShelfDirectories(self._desk)
        self.entries = ShelfEntries(self._desk)
        self.cards = ShelfCards(lambda: self._desk)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Take back what was staged inside when it is left by an exception."""
        before = self._desk.state.copy()
        try:
            yield
        except BaseException:
            self._desk.put_back(before)
            raise

    def commit(self) -> None:
        """Write what was staged; where nothing was, nothing is written."""
        state = self._desk.state
        try:
            if state != self._before:
                self._file.replace(state)
        finally:
            self._end()

    def _end(self) -> None:
        self._desk.close()
        self._turn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Give the turn back; what was not committed is discarded."""
        self._end()
