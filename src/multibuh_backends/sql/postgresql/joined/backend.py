"""The backend that a host's transaction is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn

from multibuh_backends.sql.backend import SqlBackend
from multibuh_backends.sql.postgresql.errors import DeadlockError
from multibuh_backends.sql.postgresql.joined.database import JoinedDatabase
from multibuh_backends.sql.postgresql.joined.savepoint import Savepoint, overtaken
from multibuh_backends.sql.staging import Staging
from multibuh_backends.sql.unit_of_work import SqlUnit
from multibuh_core.errors import FormatError, MovedError, UnsupportedOperationError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from multibuh_backends.sql.prepared import Statements
    from multibuh_core.actor import Viewer
    from multibuh_core.ports import History

__all__ = ["JoinedBackend"]


class JoinedBackend(SqlBackend):
    """One store as a host's transaction sees it; see `SqlBackend.joined`. One thread's, and one unit at a time."""

    lasting = False

    def __init__(self, store: SqlBackend, connection: Connection, statements: Statements) -> None:
        """
        Join a transaction.

        Raises:
            FormatError: If the connection's database holds another store.
            UnsupportedOperationError: If it is no PostgreSQL by psycopg, or begins no transactions.
        """
        self.settings = store.settings
        self.store_id = store.store_id
        self._blobs = store._blobs  # noqa: SLF001 - the same store
        self._inside = self._database = JoinedDatabase(connection, statements)
        if connection.engine is not store.engine and self._inside.store_id() != self.store_id:
            message = "Соединение ведёт в другую базу или схему, чем хранилище: возьмите соединение с его базой."
            raise FormatError(message)

    def begin(self, firm: str, *, viewer: Viewer, writes: bool = False) -> SqlUnit:
        """Begin a unit of work: a savepoint, where it writes."""
        transaction = self._inside.begin(firm, writes=writes)
        staging = Staging(transaction.driver, firm, viewer, writes=writes, guard=transaction.guard)
        return JoinedUnit(transaction, staging)

    def joined(self, connection: Connection) -> NoReturn:  # noqa: ARG002 - whatever is given
        """Refuse."""
        message = "Это хранилище уже внутри транзакции: вызывайте joined() у самого хранилища."
        raise UnsupportedOperationError(message)

    def verify(self) -> Iterator[str]:
        """Refuse."""
        raise _of_the_store("verify")

    def gc(self, *, older_than: timedelta = timedelta(hours=24)) -> int:  # noqa: ARG002 - whatever is given
        """Refuse."""
        raise _of_the_store("gc")

    def read_firm(self, firm: str) -> Iterator[History]:  # noqa: ARG002 - whatever is given
        """Refuse."""
        raise _of_the_store("read_firm")

    def write_firm(self, firm: str, histories: Iterable[History]) -> None:  # noqa: ARG002 - whatever is given
        """Refuse."""
        raise _of_the_store("write_firm")

    def close(self) -> None:
        """Do nothing: the connection is the host's, and the store's own are the store's."""


class JoinedUnit(SqlUnit):
    """A unit in a host's transaction: where only a new transaction can help, none is made again in this one."""

    _transaction: Savepoint

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, traceback)
        is_old = isinstance(error, MovedError) and not self._transaction.sees_the_present
        if is_old or isinstance(error, DeadlockError):
            raise overtaken() from None


def _of_the_store(call: str) -> UnsupportedOperationError:
    return UnsupportedOperationError(
        f"{call} смотрит на всё хранилище сразу, а транзакция видит в каждом запросе своё: вызывайте {call} у самого "
        "хранилища, вне транзакции."
    )
