"""A SQLite file, as a backend uses it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, NoReturn

from multibuh_backends.sql.create import create_tables
from multibuh_backends.sql.format import require_current, state_of, store_id
from multibuh_backends.sql.schema import STORE
from multibuh_backends.sql.sqlite.connections import Connections
from multibuh_backends.sql.sqlite.errors import BusyError
from multibuh_backends.sql.sqlite.integrity import integrity_faults, undamaged
from multibuh_backends.sql.sqlite.patience import held_too_long, patiently
from multibuh_backends.sql.sqlite.tables import tables_of
from multibuh_backends.sql.sqlite.transactions import SqliteTransaction, begin_reading, begin_writing
from multibuh_core.errors import UnsupportedOperationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from multibuh_backends.sql.backend import SqlBackend
    from multibuh_backends.sql.driver import Driver, Row
    from multibuh_backends.sql.prepared import Query, Statements

__all__ = ["SqliteDatabase"]


class SqliteDatabase:
    """One file in WAL mode: reading never waits, writing transactions follow one another, over all processes."""

    def __init__(self, engine: Engine, statements: Statements, *, patience: float) -> None:
        """Open nothing yet."""
        self._engine = engine
        self._connections = Connections(engine, statements, patience=patience)
        self._patience = patience
        # Writers of this process queue here, in order; those of other processes are met at the file.
        self._writing = threading.Lock()
        self._thread = threading.local()

    def read(self, query: Query, *values: Any) -> list[Row]:
        """Return the rows of one statement, of the state at this moment."""
        connections = self._connections
        driver = connections.take()
        try:
            return driver.rows(query, *values)
        except BusyError:
            return patiently(lambda: driver.rows(query, *values), patience=self._patience)
        finally:
            connections.give_back(driver)

    def begin(self, firm: str = "", *, writes: bool) -> SqliteTransaction:  # noqa: ARG002 - a file is as one
        """Begin a transaction."""
        if writes:
            return self._begin_writing()
        driver = self._connections.take()
        try:
            begin_reading(driver, patience=self._patience)
        except BaseException:
            self._connections.give_back(driver)
            raise
        return SqliteTransaction(driver, when_over=self._connections.give_back)

    def begin_alone(self, firm: str) -> SqliteTransaction:
        """Begin a transaction that writes: each does so alone."""
        return self.begin(firm, writes=True)

    def begin_checking(self) -> SqliteTransaction:
        """Begin a transaction that reads damaged texts too."""
        transaction = self.begin(writes=False)
        connection: Any = transaction.driver.connection
        connection.text_factory = undamaged
        return SqliteTransaction(transaction.driver, when_over=self._checked)

    def faults(self, driver: Driver) -> Iterator[str]:
        """Check pages, indexes, types and foreign keys."""
        return integrity_faults(driver)

    def prepare(self, *, create: bool) -> str:
        """Return the id of the store in the file."""
        if create:
            self._require_tables()
        transaction = self.begin(writes=False)
        try:
            driver = transaction.driver
            require_current(state_of(driver, tables_of(driver)), str(self._engine.url.database))
            return store_id(driver)
        finally:
            transaction.discard()

    def joined(self, connection: Connection, store: SqlBackend) -> NoReturn:  # noqa: ARG002 - whatever is given
        """Refuse."""
        message = (
            "joined() есть только у PostgreSQL: у SQLite пишет кто-то один. Работайте с хранилищем SQLite в отдельном "
            "файле, вне транзакции вашей программы."
        )
        raise UnsupportedOperationError(message)

    def close(self) -> None:
        """Close the connections."""
        self._connections.close()

    def _require_tables(self) -> None:
        """Make the tables where there are none."""
        reading = self.begin(writes=False)
        try:
            if STORE.name in tables_of(reading.driver):
                return
        finally:
            reading.discard()
        transaction = self.begin(writes=True)
        try:
            # Another process may have made them in between.
            if STORE.name not in tables_of(transaction.driver):
                create_tables(transaction.driver, self._engine.dialect)
        except BaseException:
            transaction.discard()
            raise
        transaction.commit()

    def _begin_writing(self) -> SqliteTransaction:
        self._connections.require_usable()
        if getattr(self._thread, "writes", False):
            message = "В этом потоке уже открыта запись: завершите её транзакцию, прежде чем начинать новую."
            raise UnsupportedOperationError(message)
        if not self._writing.acquire(timeout=self._patience):
            raise held_too_long(self._patience)
        try:
            driver = self._connections.take()
            try:
                begin_writing(driver, patience=self._patience)
            except BaseException:
                self._connections.give_back(driver)
                raise
        except BaseException:
            self._writing.release()
            raise
        self._thread.writes = True
        return SqliteTransaction(driver, when_over=self._written)

    def _written(self, driver: Driver) -> None:
        self._thread.writes = False
        self._writing.release()
        self._connections.give_back(driver)

    def _checked(self, driver: Driver) -> None:
        connection: Any = driver.connection
        connection.text_factory = str
        self._connections.give_back(driver)
