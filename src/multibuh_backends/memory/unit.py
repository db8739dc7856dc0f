"""A unit of work in memory: staged under a number that nobody reads yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from multibuh_backends.memory.cards import MemoryCards
from multibuh_backends.memory.directories import MemoryDirectories
from multibuh_backends.memory.entries import MemoryEntries
from multibuh_backends.memory.organizations import MemoryOrganizations
from multibuh_backends.memory.versions import Versions
from multibuh_core.errors import UnsupportedOperationError

if TYPE_CHECKING:
    from multibuh_backends.memory.firm import FirmState
    from multibuh_core.actor import Viewer

__all__ = ["MemoryUnit"]

T = TypeVar("T")


class MemoryUnit:
    """
    One transaction of one firm.

    A reading unit sees the state of the last commit at its beginning. A writing one, of which there is one at a
    time, sees the next: the last commit and what it stages itself. Committing publishes that number; discarding takes
    back what was staged.
    """

    def __init__(self, firm: FirmState, viewer: Viewer, *, when_over: Callable[[], None] | None) -> None:
        self.firm = firm
        self.viewer = viewer
        self._number = firm.number if when_over is None else firm.number + 1
        self._is_over = False
        self._when_over = when_over
        self._journal: list[tuple[dict[str, Versions[object]], str]] = []
        self.organizations = MemoryOrganizations(self)
        self.directories = MemoryDirectories(self)
        self.entries = MemoryEntries(self)

    @property
    def number(self) -> int:
        """The commit whose state the unit sees; the next unit bears it too, so one that is over sees nothing more."""
        if self._is_over:
            message = "Единица работы уже завершена: откройте новую."
            raise UnsupportedOperationError(message)
        return self._number

    @property
    def cards(self) -> MemoryCards:
        """The cards, of this unit's state."""
        return MemoryCards(self.firm, self.viewer, self.number)

    def stage(self, records: dict[str, Versions[T]], record_id: str, value: T) -> None:
        """Add a value to a record, for this unit alone until it commits."""
        number = self.number
        if self._when_over is None:
            message = "Единица работы открыта для чтения: откройте новую с writes=True."
            raise UnsupportedOperationError(message)
        records.setdefault(record_id, Versions()).add(number, value)
        self._journal.append((records, record_id))  # type: ignore[arg-type]  # which values is of no matter here

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Take back what was staged in this context when it is left by an exception."""
        _ = self.number
        length = len(self._journal)
        try:
            yield
        except BaseException:
            self._take_back(length)
            raise

    def commit(self) -> None:
        """Let everybody see what was staged."""
        number = self.number
        if self._journal:
            self.firm.number = number
            self._journal.clear()
        self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._take_back(0)
        self._end()

    def _take_back(self, length: int) -> None:
        while len(self._journal) > length:
            records, record_id = self._journal.pop()
            records[record_id].take_back()

    def _end(self) -> None:
        self._is_over = True
        if self._when_over is not None:
            when_over, self._when_over = self._when_over, None
            when_over()
