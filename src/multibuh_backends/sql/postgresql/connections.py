"""The connections of one backend to its server."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar
from weakref import WeakSet

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from multibuh_backends.sql.forks import CutConnection, heed_forks
from multibuh_backends.sql.postgresql.driver import PostgresqlDriver
from multibuh_backends.sql.postgresql.errors import LostConnectionError, translated
from multibuh_backends.sql.postgresql.refusals import refused
from multibuh_backends.sql.postgresql.resting import Resting
from multibuh_core.errors import UnavailableError, UnsupportedOperationError

if TYPE_CHECKING:
    from sqlalchemy import Engine, Pool
    from sqlalchemy.pool import ConnectionPoolEntry

    from multibuh_backends.sql.prepared import Statements

__all__ = ["RECONNECTING", "Connections"]

T = TypeVar("T")
D = TypeVar("D", bound=PostgresqlDriver)

RECONNECTING: Final = 5.0
"""How many seconds a lost server is looked for before it is told to be away; trying to connect has its own limit."""
_LONGEST_PAUSE: Final = 0.25
_HAS_SERVED: Final = "multibuh_has_served"
"""Stands in what the pool knows of a connection, for as long as that lasts, once it has answered."""


class Connections:
    """
    Connections in a pool of the engine's kind, each used by one thread at a time.

    The pool is the backend's own: on its connections no transaction begins by itself, and a host that found such a one
    in its pool would write without one. Nothing is asked before a connection is used: one that was lost meanwhile is
    noticed by what is asked, which is then asked again on another. A connection never crosses a fork.
    """

    def __init__(self, engine: Engine, statements: Statements) -> None:
        """Open nothing yet."""
        self._engine = engine
        self._statements = statements
        self._pool = engine.pool.recreate()
        self._resting = Resting(self._pool)
        self._in_use: WeakSet[PostgresqlDriver] = WeakSet()
        self._closed = threading.Event()
        _close_what_comes_late(self._pool, self._closed)
        heed_forks(self)

    def first(self, kind: type[D], ask: Callable[[D], T]) -> tuple[D, T]:
        """
        Take a connection, as a *kind*, *ask* the first thing on it, and return both; on another one if it is lost.

        So a server that was restarted since costs its caller nothing: nothing had been written.

        Raises:
            UnavailableError: If the server is away, refuses, or all connections are in use for too long.
            UnsupportedOperationError: If the backend was closed.
        """
        until, longest = time.monotonic() + RECONNECTING, 0.001
        while True:
            known: dict[Any, Any] = {}
            try:
                driver = self._take(kind)
                try:
                    known = driver.pooled.info if driver.pooled else known
                    answer = ask(driver)
                    known[_HAS_SERVED] = True
                    return driver, answer  # noqa: TRY300 - else the one who interrupts it would come between
                except BaseException as error:
                    self.give_back(driver, is_lost=isinstance(error, LostConnectionError))
                    raise
            except LostConnectionError:
                if time.monotonic() > until:
                    raise
                if _HAS_SERVED in known:
                    continue  # it was lost while it rested: that says nothing of the server of now
                time.sleep(random.uniform(0, longest))  # noqa: S311 - a pause, no secret
                longest = min(2 * longest, _LONGEST_PAUSE)

    def give_back(self, driver: PostgresqlDriver, *, is_lost: bool = False) -> None:
        """Let a connection rest, in no transaction; one that *is_lost* is closed."""
        pooled, driver.pooled = driver.pooled, None
        if pooled is None:
            return
        if is_lost:
            pooled.invalidate()
        if is_lost or self._closed.is_set() or not driver.is_idle:
            pooled.close()
        else:
            self._resting.put(pooled)
            if self._closed.is_set():
                self._close_resting()

    def require_usable(self) -> None:
        """
        Refuse a backend that was closed.

        Raises:
            UnsupportedOperationError: If it was.
        """
        if self._closed.is_set():
            message = "Хранилище закрыто: откройте его снова (connect)."
            raise UnsupportedOperationError(message)

    def close(self) -> None:
        """Close what rests now, and what is in use when it is given back."""
        self._closed.set()
        self._close_resting()
        self._pool.dispose()

    def _close_resting(self) -> None:
        for pooled in self._resting.emptied():
            pooled.close()

    def close_resting(self) -> None:
        """Leave what rests: it is the parent's, and the child takes none of it."""

    def cut(self) -> list[Any]:
        """Leave all to the parent, in a child: what is in use is of no use there, and the pool a new one."""
        kept = [self._pool, *self._resting.emptied(), *(driver.pooled for driver in self._in_use)]
        for driver in self._in_use:
            driver.connection, driver.pooled = CutConnection(), None
        self._in_use.clear()
        self._pool = self._pool.recreate()
        self._resting = Resting(self._pool)
        return kept

    def _take(self, kind: type[D]) -> D:
        self.require_usable()
        try:
            pooled = self._resting.take()
        except PoolTimeoutError:
            raise self._all_in_use() from None
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise refused(error, self._engine.url) from None
        except DBAPIError as error:  # of what SQLAlchemy asks on the first connection
            raise translated(error.orig if isinstance(error.orig, Exception) else error) from None
        connection: Any = pooled.driver_connection
        if not connection.autocommit:
            connection.autocommit = True
        driver = kind(connection, self._statements, pooled=pooled)
        self._in_use.add(driver)
        return driver

    def _all_in_use(self) -> UnavailableError:
        pool: Any = self._pool
        there_are = pool.size() + pool.overflow()
        return UnavailableError(
            f"Все соединения с базой ({there_are}) заняты: ничего не записано. Закрывайте единицы работы и "
            "транзакции сразу или увеличьте пул: engine_options={'pool_size': …} у connect, pool_size у create_engine."
        )


def _close_what_comes_late(pool: Pool, closed: threading.Event) -> None:
    """Let a *closed* backend's pool keep nothing, not even of a unit that nobody ended."""

    def close(_: object, record: ConnectionPoolEntry) -> None:
        if closed.is_set():
            record.invalidate()

    event.listen(pool, "checkin", close)
