"""A PostgreSQL database, as a backend uses it."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import ref

from multibuh_backends.sql.postgresql.connections import Connections
from multibuh_backends.sql.postgresql.driver import PostgresqlDriver
from multibuh_backends.sql.postgresql.integrity import integrity_faults
from multibuh_backends.sql.postgresql.journal import Journal, JournaledDriver
from multibuh_backends.sql.postgresql.statements import statements_of
from multibuh_backends.sql.postgresql.store import find_store
from multibuh_backends.sql.postgresql.transactions import (
    PostgresqlTransaction,
    UnitTransaction,
    begin_alone,
    begin_reading,
    begin_writing,
)
from multibuh_core.errors import UnsupportedOperationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine

    from multibuh_backends.sql.backend import SqlBackend
    from multibuh_backends.sql.driver import Driver, Row
    from multibuh_backends.sql.prepared import Query

__all__ = ["PostgresqlDatabase"]

D = TypeVar("D", bound=PostgresqlDriver)


class PostgresqlDatabase:
    """One database of a server: reading never waits, and writing waits for whoever writes the same record."""

    def __init__(self, engine: Engine, schema: str | None, *, patience: float) -> None:
        """Open nothing yet."""
        self._engine = engine
        self._schema = schema
        self._statements = statements_of(schema)
        self._connections = Connections(engine, self._statements)
        self._patience = patience
        self._thread = threading.local()

    def read(self, query: Query, *values: Any) -> list[Row]:
        """Return the rows of one statement, of the state at this moment."""
        driver, rows = self._connections.first(PostgresqlDriver, lambda driver: driver.rows(query, *values))
        self._connections.give_back(driver)
        return rows

    def begin(self, firm: str, *, writes: bool) -> PostgresqlTransaction:
        """Begin a transaction."""
        if not writes:
            driver, _ = self._connections.first(PostgresqlDriver, begin_reading)
            return PostgresqlTransaction(driver, when_over=self._over)
        driver = self._begin_writing(JournaledDriver, partial(begin_writing, firm=firm, patience=self._patience))
        return UnitTransaction(driver, Journal(driver, firm), firm, patience=self._patience, when_over=self._written)

    def begin_alone(self, firm: str) -> PostgresqlTransaction:
        """Begin a transaction that writes while nobody else writes anything of the firm."""
        driver = self._begin_writing(PostgresqlDriver, partial(begin_alone, firm=firm, patience=self._patience))
        return PostgresqlTransaction(driver, when_over=self._written)

    def begin_checking(self) -> PostgresqlTransaction:
        """Begin a transaction that reads; a text that is no UTF-8 the server itself refuses to keep."""
        return self.begin("", writes=False)

    def faults(self, driver: Driver) -> Iterator[str]:
        """Check that indexes and foreign keys are in force."""
        return integrity_faults(driver, self._schema)

    def prepare(self, *, create: bool) -> str:
        """Return the id of the store in the schema."""
        return find_store(self._connections, self._engine, self._schema, create=create)

    def joined(self, connection: Connection, store: SqlBackend) -> SqlBackend:
        """Return *store* inside of a host's transaction."""
        from multibuh_backends.sql.postgresql.joined import JoinedBackend  # few hosts need it

        return JoinedBackend(store, connection, self._statements)

    def close(self) -> None:
        """Close the connections."""
        self._connections.close()

    def _begin_writing(self, kind: type[D], begin: Callable[[D], None]) -> D:
        self._connections.require_usable()
        writing: Callable[[], PostgresqlDriver | None] = getattr(self._thread, "writing", _nobody)
        if (driver := writing()) is not None and driver.pooled is not None:
            message = "В этом потоке уже открыта запись: завершите её транзакцию, прежде чем начинать новую."
            raise UnsupportedOperationError(message)
        begun, _ = self._connections.first(kind, begin)
        self._thread.writing = ref(begun)  # so that who loses it, interrupted, does not write never again
        return begun

    def _written(self, driver: PostgresqlDriver, *, is_lost: bool) -> None:
        self._thread.writing = _nobody
        self._over(driver, is_lost=is_lost)

    def _over(self, driver: PostgresqlDriver, *, is_lost: bool) -> None:
        self._connections.give_back(driver, is_lost=is_lost)


def _nobody() -> None:
    """Stand for the writer of a thread that has none."""
