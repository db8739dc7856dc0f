"""A store inside of a host's own transaction."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, NoReturn

from multibuh_backends.sql.backend import SqlBackend
from multibuh_backends.sql.format import store_id
from multibuh_backends.sql.guard import ALONE
from multibuh_backends.sql.postgresql.driver import PostgresqlDriver
from multibuh_backends.sql.postgresql.errors import translated
from multibuh_backends.sql.postgresql.integrity import integrity_faults
from multibuh_backends.sql.postgresql.locking import Locking
from multibuh_backends.sql.postgresql.locks import lock_alone, lock_beside_others
from multibuh_backends.sql.staging import Staging
from multibuh_backends.sql.unit_of_work import SqlUnit
from multibuh_core.errors import ConflictError, FormatError, MovedError, UnsupportedOperationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from multibuh_backends.sql.driver import Driver, Row
    from multibuh_backends.sql.guard import Guard
    from multibuh_backends.sql.prepared import Query, Statements
    from multibuh_core.actor import Viewer

__all__ = ["JoinedBackend"]

_UNIT: Final = "multibuh_unit"
_SEES_THE_PRESENT: Final = frozenset({"read committed", "read uncommitted"})


class JoinedBackend(SqlBackend):
    """One store as a host's transaction sees it; see `SqlBackend.joined`. One thread's, and one unit at a time."""

    lasting = False

    def __init__(self, store: SqlBackend, connection: Connection, statements: Statements, schema: str | None) -> None:
        """
        Join a transaction.

        Raises:
            FormatError: If the connection's database holds another store.
            UnsupportedOperationError: If it is no PostgreSQL by psycopg, or begins no transactions.
        """
        self.settings = store.settings
        self.store_id = store.store_id
        self._blobs = store._blobs  # noqa: SLF001 - the same store
        self._inside = self._database = JoinedDatabase(connection, statements, schema)
        if store_id(self._inside.driver) != self.store_id:
            message = "Соединение ведёт в другую базу или схему, чем хранилище: возьмите соединение с его базой."
            raise FormatError(message)

    def begin(self, firm: str, *, viewer: Viewer, writes: bool = False) -> SqlUnit:
        """Begin a unit of work: a savepoint, where it writes."""
        transaction = self._inside.begin(firm, writes=writes)
        staging = Staging(transaction.driver, firm, viewer, writes=writes, guard=transaction.guard)
        return SqlUnit(transaction, staging) if transaction.sees_the_present else OldUnit(transaction, staging)

    def joined(self, connection: Connection) -> NoReturn:  # noqa: ARG002 - whatever is given
        """Refuse."""
        message = "Это хранилище уже внутри транзакции: вызывайте joined() у самого хранилища."
        raise UnsupportedOperationError(message)

    def close(self) -> None:
        """Do nothing: the connection is the host's, and the store's own are the store's."""


class OldUnit(SqlUnit):
    """A unit in a transaction that sees one old state: what has moved since has moved for good."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, traceback)
        if isinstance(error, MovedError):
            message = (
                "Данные изменились после начала вашей транзакции: ничего не записано. Начните транзакцию заново "
                "(на уровне READ COMMITTED вызов повторился бы сам)."
            )
            raise ConflictError(message) from None


class Savepoint:
    """A part of a host's transaction that is taken back alone."""

    __slots__ = ("_database", "_is_open", "driver", "guard", "sees_the_present")

    def __init__(self, database: JoinedDatabase, guard: Guard, *, writes: bool, sees_the_present: bool = True) -> None:
        self._database = database
        self._is_open = writes
        self.driver = database.driver
        self.guard = guard
        self.sees_the_present = sees_the_present

    def commit(self) -> None:
        """Leave what was written to the host's commit."""
        self._end(f"RELEASE SAVEPOINT {_UNIT}")

    def discard(self) -> None:
        """Take back what was written, also after an error; the host's transaction goes on."""
        self._end(f"ROLLBACK TO SAVEPOINT {_UNIT}; RELEASE SAVEPOINT {_UNIT}")

    def _end(self, command: str) -> None:
        if self._is_open:
            self._is_open = False
            self._database.writes = False
            self.driver.command(command)


class JoinedDatabase:
    """The database as one transaction of a host sees it."""

    def __init__(self, connection: Connection, statements: Statements, schema: str | None) -> None:
        if (connection.dialect.name, connection.dialect.driver) != ("postgresql", "psycopg"):
            message = (
                f"Соединение с {connection.dialect.name} по драйверу {connection.dialect.driver}: для joined() нужно "
                "соединение SQLAlchemy с PostgreSQL по драйверу psycopg."
            )
            raise UnsupportedOperationError(message)
        raw: Any = connection.connection.driver_connection
        if raw.autocommit:
            message = "Соединение в режиме AUTOCOMMIT не держит транзакции: возьмите для joined() обычное соединение."
            raise UnsupportedOperationError(message)
        self._connection = connection
        self._schema = schema
        self.driver = PostgresqlDriver(raw, statements)
        self.writes = False
        self._begin()

    def read(self, query: Query, *values: Any) -> list[Row]:
        """Return the rows of one statement, of the transaction's state."""
        self._begin()
        return self.driver.rows(query, *values)

    def begin(self, firm: str, *, writes: bool) -> Savepoint:
        """Begin a savepoint, where it writes; what only reads needs none."""
        self._begin()
        return (
            self._savepoint(lock_beside_others("firm", firm), firm) if writes else Savepoint(self, ALONE, writes=False)
        )

    def begin_alone(self, firm: str) -> Savepoint:
        """Begin a savepoint beside which nobody else writes anything of the firm, until the host's transaction ends."""
        self._begin()
        return self._savepoint(lock_alone("firm", firm), firm)

    def begin_checking(self) -> Savepoint:
        """Read in the host's transaction."""
        return self.begin("", writes=False)

    def faults(self, driver: Driver) -> Iterator[str]:
        """Check that indexes and foreign keys are in force."""
        return integrity_faults(driver, self._schema)

    def close(self) -> None:
        """Do nothing: the connection is the host's."""

    def _begin(self) -> None:
        """See that SQLAlchemy knows of the transaction, so that the host's commit is one."""
        if not self._connection.in_transaction():
            self._connection.begin()

    def _savepoint(self, lock: str, firm: str) -> Savepoint:
        if self.writes:
            message = "В этой транзакции уже открыта запись: завершите её, прежде чем начинать новую."
            raise UnsupportedOperationError(message)
        connection: Any = self.driver.connection
        try:
            asked = connection.execute(f"SAVEPOINT {_UNIT}; {lock}; SHOW transaction_isolation")
            while asked.nextset():
                pass
            (level,) = asked.fetchone()
        except self.driver.error as error:
            raise translated(error) from None
        self.writes = True
        sees_the_present = level in _SEES_THE_PRESENT
        return Savepoint(self, Locking(self.driver, firm), writes=True, sees_the_present=sees_the_present)
