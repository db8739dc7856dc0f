"""A unit of work in SQL: one transaction on one connection."""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from multibuh_backends.sql.cards import SqlCards
from multibuh_backends.sql.directories import SqlDirectories
from multibuh_backends.sql.entries import SqlEntries
from multibuh_backends.sql.organizations import SqlOrganizations
from multibuh_backends.sql.savepoints import savepoint
from multibuh_core.errors import UnsupportedOperationError

if TYPE_CHECKING:
    from multibuh_backends.sql.database import Transaction
    from multibuh_backends.sql.staging import Staging

__all__ = ["SqlUnit"]


class SqlUnit:
    """One transaction of one firm."""

    def __init__(self, transaction: Transaction, inside: Staging) -> None:
        """Take a transaction that has begun, and what the repositories share."""
        self._transaction = transaction
        self._inside = inside
        self._is_over = False

    # Each is made when it is asked for: most units need one of them.

    @property
    def organizations(self) -> SqlOrganizations:
        """The organizations."""
        return SqlOrganizations(self._inside)

    @property
    def directories(self) -> SqlDirectories:
        """The directories that the viewer sees."""
        return SqlDirectories(self._inside)

    @property
    def entries(self) -> SqlEntries:
        """The entries of these directories."""
        return SqlEntries(self._inside)

    @property
    def cards(self) -> SqlCards:
        """The cards, as of this unit."""
        inside = self._inside
        # Which driver it is must be seen at each call: a unit that is over has none.
        return SqlCards(inside.firm, inside.viewer, lambda *query: inside.driver.rows(*query))  # noqa: PLW0108

    def savepoint(self) -> AbstractContextManager[None]:
        """Return a context that takes back what was written in it when it is left by an exception."""
        return savepoint(self._inside)

    def commit(self) -> None:
        """Make what was written last, whole; the unit is over."""
        if self._is_over:
            message = "Единица работы уже завершена: откройте новую."
            raise UnsupportedOperationError(message)
        self._is_over = True
        try:
            self._transaction.commit()
        finally:
            self._inside.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if not self._is_over:
            self._is_over = True
            self._inside.end()
            self._transaction.discard()
