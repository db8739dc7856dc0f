"""The backend in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from multibuh_backends.blobs import Blobs
from multibuh_backends.sql.cards import SqlCards
from multibuh_backends.sql.create import create_tables
from multibuh_backends.sql.format import require_current, state_of, store_id
from multibuh_backends.sql.prepared import Statements
from multibuh_backends.sql.schema import STORE
from multibuh_backends.sql.sqlite.database import SqliteDatabase
from multibuh_backends.sql.sqlite.patience import PATIENCE
from multibuh_backends.sql.sqlite.tables import tables_of
from multibuh_backends.sql.staging import Staging
from multibuh_backends.sql.unit_of_work import SqlUnit
from multibuh_core.errors import UnsupportedOperationError
from multibuh_core.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Dialect, Engine

    from multibuh_backends.sql.database import Transaction
    from multibuh_core.actor import Viewer
    from multibuh_core.ports import BlobStore, History

__all__ = ["SqlBackend"]


class SqlBackend:
    """All firms in one database, their attachments beside it. Thread-safe; one a process."""

    lasting: Final = True

    def __init__(
        self,
        engine: Engine,
        *,
        attachments: str,
        schema: str | None = None,
        settings: Settings | None = None,
        create: bool = False,
        storage_options: Mapping[str, Any] | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """
        Open a store in a host's database (`connect` is for one of its own); nothing is kept in the engine's pool.

        Args:
            engine: Of SQLite; its connections must not check in which thread they are used.
            attachments: The root of the attachments: a path, or whatever fsspec reads.
            schema: The database's schema that the tables are in; SQLite has none.
            settings: The clock, the ids and the policy.
            create: Make the tables and the root of the attachments where they are missing; other tables stay.
            storage_options: fsspec's, for the attachments.
            patience: How many seconds a unit waits for others.

        Raises:
            FormatError: If the tables are not there, or not of this version; or the attachments are another store's.
            NotFoundError: If the root of the attachments is missing, and *create* does not ask for it.
            UnsupportedOperationError: If the engine is of another database.
            UnavailableError: If one of them is out of reach.
        """
        if engine.dialect.name != "sqlite":
            message = f"База {engine.dialect.name} в этой версии не поддерживается: используйте SQLite."
            raise UnsupportedOperationError(message)
        if schema is not None:
            message = "У SQLite нет схем: не указывайте schema=, для отдельных таблиц возьмите отдельный файл."
            raise UnsupportedOperationError(message)
        self.settings: Final = Settings() if settings is None else settings
        self._database = SqliteDatabase(engine, Statements(engine.dialect, schema), patience=patience)
        try:
            identifier = self._store_id(engine, create=create)
            self._blobs = Blobs.open(attachments, store_id=identifier, create=create, storage_options=storage_options)
        except BaseException:
            self.close()
            raise

    def begin(self, firm: str, *, viewer: Viewer, writes: bool = False) -> SqlUnit:
        """Begin a unit of work of one firm."""
        transaction = self._database.begin(writes=writes)
        return SqlUnit(transaction, Staging(transaction.driver, firm, viewer, writes=writes))

    def cards(self, firm: str, *, viewer: Viewer) -> SqlCards:
        """Return a reader of cards, each of the state at that moment."""
        return SqlCards(firm, viewer.user_id, self._database.read)

    def blobs(self, firm: str) -> BlobStore:
        """Return the bytes of one firm."""
        return self._blobs.firm(firm)

    def verify(self) -> Iterator[str]:
        """Read all that is stored and tell each fault in one line; in one state, and in bounded memory."""
        from multibuh_backends.sql.verify import faults  # the operator's: a card does not wait for it

        return faults(self._database, self._blobs)

    def gc(self, *, older_than: timedelta = timedelta(hours=24)) -> int:
        """Remove the blobs that no revision names and that were last stored over *older_than* ago."""
        from multibuh_backends.sql.gc import remove_unnamed

        return remove_unnamed(self._database, self._blobs, older_than=older_than)

    def read_firm(self, firm: str) -> Iterator[History]:
        """Give all of one firm, whoever may see it, of one state and in bounded memory."""
        from multibuh_backends.sql.copying.reading import read_firm

        return read_firm(self._database, firm)

    def write_firm(self, firm: str, histories: Iterable[History]) -> None:
        """Write all of a firm that has nothing yet, as one transaction."""
        from multibuh_backends.sql.copying.writing import write_firm

        write_firm(self._database, firm, histories)

    def close(self) -> None:
        """Close the connections; those in use when they are done."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _store_id(self, engine: Engine, *, create: bool) -> str:
        if create:
            self._require_tables(engine.dialect)
        transaction = self._database.begin(writes=False)
        try:
            driver = transaction.driver
            require_current(state_of(driver, tables_of(driver)), str(engine.url.database))
            return store_id(driver)
        finally:
            transaction.discard()

    def _require_tables(self, dialect: Dialect) -> None:
        """Make the tables where there are none."""
        if _has_tables(self._database.begin(writes=False)):
            return
        transaction = self._database.begin(writes=True)
        try:
            # Another process may have made them in between.
            if STORE.name not in tables_of(transaction.driver):
                create_tables(transaction.driver, dialect)
        except BaseException:
            transaction.discard()
            raise
        transaction.commit()


def _has_tables(transaction: Transaction) -> bool:
    try:
        return STORE.name in tables_of(transaction.driver)
    finally:
        transaction.discard()
