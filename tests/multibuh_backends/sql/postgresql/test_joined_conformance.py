"""Laws that a store obeys also where each unit of work is joined to a transaction of a host, which commits it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest
from sqlalchemy import Connection, Engine, create_engine

from multibuh_backends.sql import SqlBackend
from multibuh_core import Settings
from multibuh_core.actor import Viewer
from multibuh_core.ports import Backend, BlobStore, CardReader, History, UnitOfWork
from multibuh_core.testing.laws.l1_hidden import L1Hidden
from multibuh_core.testing.laws.l3_one_entry import L3OneEntry
from multibuh_core.testing.laws.l4_history_exact import L4HistoryExact
from multibuh_core.testing.laws.l4_imports import L4Imports
from multibuh_core.testing.laws.l5_no_lost_update import L5NoLostUpdate, L5WithoutVersion
from multibuh_core.testing.laws.l6_hand_over import L6HandOver
from multibuh_core.testing.laws.l6_succession import L6Succession
from multibuh_core.testing.laws.l7_past_and_present import L7PastAndPresent
from multibuh_core.testing.laws.l7_publishing import L7Publishing
from multibuh_core.testing.laws.l10_savepoints import L10Savepoints
from multibuh_core.testing.laws.l10_transactions import L10Transactions
from multibuh_core.testing.laws.results_which_error_first import ResultsWhichErrorFirst
from multibuh_core.testing.laws.uniqueness import Uniqueness
from multibuh_core.testing.races.writers import L5Writers
from tests.multibuh_backends.sql.postgresql.stores import a_new_place
from tests.servers.postgresql import Database, Databases


class JoiningUnit:
    """A unit inside of a transaction of its own, which is committed behind it."""

    def __init__(self, connection: Connection, unit: UnitOfWork) -> None:
        self._connection = connection
        self._unit = unit

    def __getattr__(self, name: str) -> Any:
        return getattr(self._unit, name)

    def commit(self) -> None:
        """Commit the unit, and the host's transaction."""
        self._unit.commit()
        self._connection.commit()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._connection:
            self._unit.__exit__(kind, error, traceback)


class Joining:
    """A backend as a host would make of a store: each unit in a transaction of the host's."""

    lasting = False

    def __init__(self, engine: Engine, store: SqlBackend) -> None:
        self._engine = engine
        self._store = store
        self.settings = store.settings

    def begin(self, firm: str, *, viewer: Viewer, writes: bool = False) -> JoiningUnit:
        """Begin a transaction, and a unit in it."""
        connection = self._engine.connect()
        try:
            return JoiningUnit(connection, self._store.joined(connection).begin(firm, viewer=viewer, writes=writes))
        except BaseException:
            connection.close()
            raise

    def cards(self, firm: str, *, viewer: Viewer) -> CardReader:
        """Read as the plain store does."""
        return self._store.cards(firm, viewer=viewer)

    def blobs(self, firm: str) -> BlobStore:
        """Return the bytes."""
        return self._store.blobs(firm)

    def verify(self) -> Iterator[str]:
        """Verify the plain store."""
        return self._store.verify()

    def gc(self, *, older_than: timedelta = timedelta(hours=24)) -> int:
        """Remove what nothing names."""
        return self._store.gc(older_than=older_than)

    def read_firm(self, firm: str) -> Iterator[History]:
        """Read a firm of the plain store."""
        return self._store.read_firm(firm)

    def write_firm(self, firm: str, histories: Iterable[History]) -> None:
        """Write a firm in a transaction of the host's."""
        with self._engine.begin() as connection:
            self._store.joined(connection).write_firm(firm, histories)

    def close(self) -> None:
        """Leave it to whoever opened it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.mark.sampled
class TestJoined(
    L1Hidden,
    L3OneEntry,
    L4HistoryExact,
    L4Imports,
    L5NoLostUpdate,
    L5WithoutVersion,
    L5Writers,
    L6HandOver,
    L6Succession,
    L7PastAndPresent,
    L7Publishing,
    L10Savepoints,
    L10Transactions,
    ResultsWhichErrorFirst,
    Uniqueness,
):
    """Laws that need one opening, and no state but that of each statement."""

    lasting = False

    @pytest.fixture(autouse=True)
    def _on_a_server(self, databases: Databases) -> Iterator[None]:
        """Let stores be made on the server of this test run, and remove them."""
        self._databases = databases
        self._made: list[Database] = []
        yield
        for database in self._made:
            database.drop()

    @contextmanager
    def open_backend(self, place: Path, settings: Settings) -> Iterator[Backend]:
        """Open a new store, and a host's engine to its database."""
        made = a_new_place(self._databases, place)
        self._made.append(made.database)
        engine = create_engine(made.url)
        try:
            with made.open(settings=settings) as store:
                yield Joining(engine, store)
        finally:
            engine.dispose()
