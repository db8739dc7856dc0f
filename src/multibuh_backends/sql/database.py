"""What a backend needs of a database: one statement of one state, and transactions. Each dialect has its own way."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multibuh_backends.sql.driver import Driver, Row
    from multibuh_backends.sql.prepared import Query

__all__ = ["Database", "Transaction"]


class Transaction(Protocol):
    """A transaction that has begun, on a connection that is its own until it ends. It ends once."""

    @property
    @abstractmethod
    def driver(self) -> Driver:
        """The connection."""

    @abstractmethod
    def commit(self) -> None:
        """Make what was written last; over in any case."""

    @abstractmethod
    def discard(self) -> None:
        """Take back what was written."""


class Database(Protocol):
    """A database, thread-safe."""

    @abstractmethod
    def read(self, query: Query, *values: Any) -> list[Row]:
        """Return the rows of one statement, of the state at this moment, without a transaction around it."""

    @abstractmethod
    def begin(self, *, writes: bool) -> Transaction:
        """
        Begin a transaction that sees the state of this moment.

        Raises:
            UnavailableError: If it is busy for longer than its patience, or out of reach.
            UnsupportedOperationError: If this thread has a writing one open already.
        """

    @abstractmethod
    def begin_checking(self) -> Transaction:
        """Begin a transaction that reads damaged texts too: bytes that are no UTF-8 come as lone surrogates."""

    @abstractmethod
    def faults(self, driver: Driver) -> Iterator[str]:
        """Check what only the database itself can, and tell each fault in one line."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the connections."""
