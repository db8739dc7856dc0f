"""The database as one transaction of a host sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from multibuh_backends.sql.format import store_id
from multibuh_backends.sql.guard import ALONE
from multibuh_backends.sql.postgresql.driver import PostgresqlDriver
from multibuh_backends.sql.postgresql.errors import DeadlockError, translated
from multibuh_backends.sql.postgresql.joined.savepoint import UNIT, OldLocking, Savepoint, overtaken, take_back
from multibuh_backends.sql.postgresql.locking import Locking
from multibuh_backends.sql.postgresql.locks import lock_beside_others
from multibuh_core.errors import UnsupportedOperationError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from multibuh_backends.sql.driver import Row
    from multibuh_backends.sql.prepared import Query, Statements

__all__ = ["JoinedDatabase"]

_SEE_THE_PRESENT = frozenset({"read committed", "read uncommitted"})


class JoinedDatabase:
    """What the units of a host's transaction use."""

    def __init__(self, connection: Connection, statements: Statements) -> None:
        """
        Join the transaction of a connection.

        Raises:
            UnsupportedOperationError: If it is no PostgreSQL by psycopg, or begins no transactions.
        """
        dialect = connection.dialect
        if (dialect.name, dialect.driver) != ("postgresql", "psycopg"):
            message = (
                f"Соединение с {dialect.name} по драйверу {dialect.driver}: для joined() нужно соединение SQLAlchemy с "
                "PostgreSQL по драйверу psycopg."
            )
            raise UnsupportedOperationError(message)
        raw: Any = connection.connection.driver_connection
        if raw.autocommit:
            message = "Соединение в режиме AUTOCOMMIT не держит транзакции: возьмите для joined() обычное соединение."
            raise UnsupportedOperationError(message)
        self._connection = connection
        self.driver = PostgresqlDriver(raw, statements)
        self._writes = False
        self._begin()

    def store_id(self) -> str:
        """Return the id of the store that the transaction sees; where there is none, the transaction goes on."""
        self.driver.command(f"SAVEPOINT {UNIT}")
        try:
            return store_id(self.driver)
        finally:
            take_back(self.driver)

    def read(self, query: Query, *values: Any) -> list[Row]:
        """Return the rows of one statement, of the transaction's state."""
        self._begin()
        return self.driver.rows(query, *values)

    def begin(self, firm: str, *, writes: bool) -> Savepoint:
        """Begin a savepoint, where it writes; what only reads needs none."""
        self._begin()
        return self._savepoint(firm) if writes else Savepoint(self.driver, ALONE, when_over=None)

    def _begin(self) -> None:
        """See that SQLAlchemy knows of the transaction, so that the host's commit is one."""
        if not self._connection.in_transaction():
            self._connection.begin()

    def _savepoint(self, firm: str) -> Savepoint:
        if self._writes:
            message = "В этой транзакции уже открыта запись: завершите её, прежде чем начинать новую."
            raise UnsupportedOperationError(message)
        connection: Any = self.driver.connection
        try:
            lock = lock_beside_others("firm", firm)
            asked = connection.execute(f"SAVEPOINT {UNIT}; {lock}; SHOW transaction_isolation")
            while asked.nextset():
                pass
            (level,) = asked.fetchone()
        except self.driver.error as error:
            take_back(self.driver)
            failure = translated(error)
            raise (overtaken() if isinstance(failure, DeadlockError) else failure) from None
        self._writes = True
        guard = Locking if level in _SEE_THE_PRESENT else OldLocking
        return Savepoint(self.driver, guard(self.driver, firm), when_over=self._over)

    def _over(self) -> None:
        self._writes = False
