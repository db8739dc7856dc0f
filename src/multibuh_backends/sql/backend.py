"""The backend in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from multibuh_backends.blobs import Blobs
from multibuh_backends.sql.cards import SqlCards
from multibuh_backends.sql.database import PATIENCE
from multibuh_backends.sql.dialects import database_of
from multibuh_backends.sql.staging import Staging
from multibuh_backends.sql.unit_of_work import SqlUnit
from multibuh_core.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from multibuh_backends.sql.database import Database
    from multibuh_core.actor import Viewer
    from multibuh_core.ports import BlobStore, History

__all__ = ["SqlBackend"]


class SqlBackend:
    """All firms in one database, their attachments beside it. Thread-safe; one a process."""

    lasting: bool = True

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
        Open a store in a host's database (`connect` is for one of its own).

        The engine says how to connect; its pool is the host's, the backend's own is made by the same settings.

        Args:
            engine: Of PostgreSQL by psycopg, or of SQLite, whose connections must not check in which thread they are
                used.
            attachments: The root of the attachments: a path, or whatever fsspec reads.
            schema: The database's schema that the tables are in, which must exist; None for the first of the search
                path. SQLite has none.
            settings: The clock, the ids and the policy.
            create: Make the tables and the root of the attachments where they are missing; other tables stay.
            storage_options: fsspec's, for the attachments.
            patience: How many seconds a unit waits for others.

        Raises:
            FormatError: If the tables are not there, or not of this version; or the attachments are another store's.
            NotFoundError: If the root of the attachments is missing, and *create* does not ask for it.
            UnsupportedOperationError: If the engine is of another database, or of a PostgreSQL before 14.
            UnavailableError: If one of them is out of reach, or refuses.
        """
        self.settings: Settings = Settings() if settings is None else settings
        self.engine = engine
        self._own = database_of(engine, schema, patience=patience)
        self._database: Database = self._own
        try:
            self.store_id = self._own.prepare(create=create)
            self._blobs = Blobs.open(
                attachments, store_id=self.store_id, create=create, storage_options=storage_options
            )
        except BaseException:
            self.close()
            raise

    def begin(self, firm: str, *, viewer: Viewer, writes: bool = False) -> SqlUnit:
        """Begin a unit of work of one firm."""
        transaction = self._database.begin(firm, writes=writes)
        return SqlUnit(transaction, Staging(transaction.driver, firm, viewer, writes=writes, guard=transaction.guard))

    def cards(self, firm: str, *, viewer: Viewer) -> SqlCards:
        """Return a reader of cards, each of the state at that moment."""
        return SqlCards(firm, viewer.user_id, self._database.read)

    def blobs(self, firm: str) -> BlobStore:
        """Return the bytes of one firm."""
        return self._blobs.firm(firm)

    def joined(self, connection: Connection) -> SqlBackend:
        """
        Return this store inside of a host's own PostgreSQL transaction, for as long as that lasts.

        Units are savepoints in it: a call that is refused leaves the transaction usable, the host's commit is the
        commit, and its rollback takes all back. The bytes of attachments are no part of it: what a rollback leaves
        behind `gc` removes. One thread, one unit at a time.

        What L10 no longer promises there: nothing is lasting or seen by others before the host commits. A unit sees
        the host's own state, which in READ COMMITTED, the usual level, is of each statement and not of the unit's
        beginning. Under REPEATABLE READ and above, where the host's state is old, what others have overtaken is a
        ConflictError that no call repeats by itself, for there is no later state; the host begins its transaction
        again. `publish` and `hand_over` are refused there, for they could not see all that they change. So is a
        deadlock with another transaction a ConflictError: the locks are the host's. What waits for others waits as
        long as the host's ``lock_timeout`` says. `verify`, `gc`, `read_firm` and `write_firm` are the store's own.

        Args:
            connection: SQLAlchemy's, of the same database; what it has begun, or begins by this, stays the host's.

        Raises:
            UnsupportedOperationError: If the database is SQLite: it has one writer, and savepoints of a driver that
                begins by itself are not to be trusted.
        """
        return self._own.joined(connection, self)

    def verify(self) -> Iterator[str]:
        """Read all that is stored and tell each fault in one line; in one state, and in bounded memory."""
        from multibuh_backends.sql.verify import faults  # the operator's: a card does not wait for it

        return faults(self._own, self._blobs)

    def gc(self, *, older_than: timedelta = timedelta(hours=24)) -> int:
        """Remove the blobs that no revision names and that were last stored over *older_than* ago."""
        from multibuh_backends.sql.gc import remove_unnamed

        return remove_unnamed(self._own, self._blobs, older_than=older_than)

    def read_firm(self, firm: str) -> Iterator[History]:
        """Give all of one firm, whoever may see it, of one state and in bounded memory."""
        from multibuh_backends.sql.copying.reading import read_firm

        return read_firm(self._own, firm)

    def write_firm(self, firm: str, histories: Iterable[History]) -> None:
        """Write all of a firm that has nothing yet, as one transaction."""
        from multibuh_backends.sql.copying.writing import write_firm

        write_firm(self._own, firm, histories)

    def close(self) -> None:
        """Close the connections; those in use when they are done."""
        self._own.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
