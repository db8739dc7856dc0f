"""A unit of work on files: staged in a layer of its own, and committed as one document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from multibuh_backends.files.layers import layered
from multibuh_backends.files.overlap import Touched
from multibuh_backends.files.repositories import FileDirectories, FileEntries, FileOrganizations
from multibuh_backends.memory.unit import MemoryUnit
from multibuh_core.errors import MovedError, MultibuhError

if TYPE_CHECKING:
    from multibuh_backends.files.firm import Firm
    from multibuh_backends.files.rows import Change
    from multibuh_backends.memory.versions import Versions
    from multibuh_core.actor import Viewer

__all__ = ["FileUnit"]

T = TypeVar("T")
Step = tuple[Callable[[], None], Callable[[], None]]
"""What must hold, and what is then staged."""


class FileUnit(MemoryUnit):
    """
    One transaction of one firm that may write.

    It sees the last commit at its beginning and, in a layer over it, what it stages itself. What it did is remembered
    as steps: where another process has committed first, they are gone through again upon the newer state.
    """

    def __init__(self, firm: Firm, viewer: Viewer, *, when_over: Callable[[], None]) -> None:
        self._base = firm
        self._steps: list[Step] = []
        self._is_in_step = False
        self._is_whole = False
        self._touched: Touched | None = None
        self.changes: list[Change] = []
        super().__init__(layered(firm.begun()), viewer, when_over=when_over)
        self._number = self.firm.number + 0.5  # type: ignore[assignment]  # behind its beginning, before the next commit
        self.organizations = FileOrganizations(self)
        self.directories = FileDirectories(self)
        self.entries = FileEntries(self)

    def perform(self, requires: Callable[[], None], stages: Callable[[], None], *, is_whole: bool = False) -> None:
        """
        Take a step that can be taken again, upon another state, where what it rests on has not moved.

        What it changes is what it says, unless it *is_whole*: then it depends on whatever is there.

        What it rests on is looked at only then: the first time the caller has just looked. A step within a step is part
        of it.
        """
        self._is_whole |= is_whole
        if self._is_in_step:
            stages()
            return
        self._is_in_step = True
        try:
            stages()
        finally:
            self._is_in_step = False
        self._steps.append((requires, stages))

    def stage(self, records: dict[str, Versions[T]], record_id: str, value: T) -> None:
        """Add a value to a record of this unit's own layer."""
        super().stage(records, record_id, value)
        self.changes.append((record_id, value))  # type: ignore[arg-type]  # one of the kinds of a change

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Take back what was staged in this context when it is left by an exception."""
        steps, changes = len(self._steps), len(self.changes)
        try:
            with super().savepoint():
                yield
        except BaseException:
            del self._steps[steps:], self.changes[changes:]
            raise

    def commit(self) -> None:
        """Write what was staged as the next commit; where that is nothing, see that what it rests on is lasting."""
        _ = self.number
        self._base.commit(self)
        self._journal.clear()
        self._end()

    def rests_upon(self, others: Sequence[Change]) -> bool:
        """Return whether what was staged rests upon what others have changed."""
        if self._touched is None:
            self._touched = Touched.by(self.changes)
        return self._is_whole or self._touched.rests_upon(Touched.by(others))

    def rebase(self) -> None:
        """
        Go through the steps again, upon the present state.

        Raises:
            MovedError: If something that one rests on has moved.
        """
        steps, self._steps, self.changes = self._steps, [], []
        self._touched = None
        self._journal.clear()
        self._layer()
        for requires, stages in steps:
            try:
                requires()
                self.perform(requires, stages)
            except MovedError:
                raise
            except MultibuhError:
                raise MovedError from None

    def _layer(self) -> None:
        """Lay a new layer over what has been committed by now."""
        below: Any = layered(self._base.state)
        self.firm = below
        self._number = below.number + 0.5
        for repository in (self.organizations, self.directories, self.entries):
            repository._firm = below  # noqa: SLF001 - a repository is a part of its unit
