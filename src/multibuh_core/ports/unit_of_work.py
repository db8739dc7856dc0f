"""The port of one transaction of one firm."""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from multibuh_core.ports.card_reader import CardReader
    from multibuh_core.ports.directory_repository import DirectoryRepository
    from multibuh_core.ports.entry_repository import EntryRepository
    from multibuh_core.ports.organization_repository import OrganizationRepository

__all__ = ["UnitOfWork"]


class UnitOfWork(Protocol):
    """
    One transaction of one firm, begun for a viewer.

    Laws: whole or not at all, to everybody (L10); one state, that of its beginning, plus its own writes; discarded
    unless `commit` was called. Its repositories hold only what its viewer may see (L1), so no caller filters
    afterwards; an id that is malformed, or no text at all, is a missing one. A unit that is over, by `commit` or by
    leaving it, raises UnsupportedOperationError whatever is asked of it, and so does staging in one that only reads.

    A ``put`` may trust that the services have read the record in this unit and checked who may, what is archived, the
    version and the keys; what has moved since the unit began is for `commit` to tell.
    """

    @property
    def organizations(self) -> OrganizationRepository:
        """The firm's organizations."""

    @property
    def directories(self) -> DirectoryRepository:
        """The directories that the viewer may see."""

    @property
    def entries(self) -> EntryRepository:
        """The entries in them."""

    @property
    def cards(self) -> CardReader:
        """The cards, of this unit's state."""

    def savepoint(self) -> AbstractContextManager[None]:
        """Return a context that takes back what was staged in it when it is left by an exception; nobody nests it."""

    def commit(self) -> None:
        """
        Write what was staged, whole, or nothing where nothing was or the unit only reads; the unit is over.

        Raises:
            MovedError: If something that it rests on has moved; nothing was written, and a service repeats its call.
            UnavailableError: If nothing was written.
            OutcomeUnknownError: If the answer was lost: the unit is whole or absent.
        """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
