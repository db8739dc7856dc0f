"""What a backend needs of a database: one statement of one state, and transactions. Each dialect has its own way."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from multibuh_backends.sql.backend import SqlBackend
    from multibuh_backends.sql.driver import Driver, Row
    from multibuh_backends.sql.guard import Guard
    from multibuh_backends.sql.prepared import Query

__all__ = ["PATIENCE", "Database", "OwnDatabase", "Transaction"]

PATIENCE: Final = 30.0
"""How many seconds a unit waits for others, unless a backend is told otherwise."""


class Transaction(Protocol):
    """A transaction that has begun, on a connection that is its own until it ends. It ends once."""

    @property
    @abstractmethod
    def driver(self) -> Driver:
        """The connection."""

    @property
    @abstractmethod
    def guard(self) -> Guard:
        """What keeps it apart from others that write."""

    @abstractmethod
    def commit(self) -> None:
        """Make what was written last; over in any case."""

    @abstractmethod
    def discard(self) -> None:
        """Take back what was written."""


class Database(Protocol):
    """A database, as units use it."""

    @abstractmethod
    def read(self, query: Query, *values: Any) -> list[Row]:
        """Return the rows of one statement, of the state at this moment, without a transaction around it."""

    @abstractmethod
    def begin(self, firm: str, *, writes: bool) -> Transaction:
        """
        Begin a transaction of a firm that sees the state of this moment.

        Raises:
            UnavailableError: If it is busy for longer than its patience, or out of reach.
            UnsupportedOperationError: If this thread has a writing one open already.
        """


class OwnDatabase(Database, Protocol):
    """One to which the backend connects by itself: what an operator asks of it too."""

    @abstractmethod
    def begin_alone(self, firm: str) -> Transaction:
        """Begin a transaction that writes while nobody else writes anything of the firm."""

    @abstractmethod
    def begin_checking(self) -> Transaction:
        """Begin a transaction that reads damaged texts too: bytes that are no UTF-8 come as lone surrogates."""

    @abstractmethod
    def faults(self, driver: Driver) -> Iterator[str]:
        """Check what only the database itself can, and tell each fault in one line."""

    @abstractmethod
    def prepare(self, *, create: bool) -> str:
        """
        Return the id of the store that is there; make the tables first where there are none and *create* asks for it.

        Raises:
            FormatError: If there is no store, or not one of this version.
            UnavailableError: If it is out of reach.
        """

    @abstractmethod
    def joined(self, connection: Connection, store: SqlBackend) -> SqlBackend:
        """
        Return *store* inside of a host's transaction on *connection*.

        Raises:
            UnsupportedOperationError: If the dialect has no such thing.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the connections."""
