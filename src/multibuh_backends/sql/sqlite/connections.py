"""The connections of one backend to its SQLite file."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from multibuh_backends.sql.driver import Driver
from multibuh_backends.sql.forks import FORKING, CutConnection, heed_forks
from multibuh_backends.sql.sqlite.errors import translated
from multibuh_backends.sql.sqlite.settings import prepare
from multibuh_core.errors import UnsupportedOperationError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from multibuh_backends.sql.prepared import Statements

__all__ = ["Connections"]


class Connections:
    """
    Connections that rest between their uses, each used by one thread at a time.

    A pool of its own: an engine's costs a card a third of its time, resets by a ROLLBACK that nobody needs, and does
    not know of forks. A connection never crosses a fork: SQLite keeps its file locks by process, and a child that goes
    on with what it inherited believes to hold locks that it does not hold. So whatever rests is closed before each
    fork, and a child forked while something was in use is refused.
    """

    def __init__(self, engine: Engine, statements: Statements, *, patience: float) -> None:
        """Open nothing yet."""
        self._engine = engine
        self._statements = statements
        self._patience = patience
        self._resting: list[Driver] = []
        self._open: set[Driver] = set()
        self._is_closed = False
        self._is_cut = False
        heed_forks(self)

    def take(self) -> Driver:
        """
        Return a connection for the caller alone, until it is given back.

        Raises:
            UnavailableError: If the file cannot be opened, or is held by others for longer than the patience.
            UnsupportedOperationError: If the backend was closed, or was in use when this process was forked.
        """
        try:
            return self._resting.pop()
        except IndexError:
            return self._new()

    def require_usable(self) -> None:
        """
        Refuse a backend that was closed or cut.

        Raises:
            UnsupportedOperationError: If it was.
        """
        if self._is_closed:
            message = "Хранилище закрыто: откройте его снова (connect)."
            raise UnsupportedOperationError(message)
        if self._is_cut:
            CutConnection().execute("")

    def give_back(self, driver: Driver) -> None:
        """Let a connection rest, in no transaction."""
        if self._is_closed or self._is_cut:
            self._close(driver)
        else:
            self._resting.append(driver)

    def close(self) -> None:
        """Close what rests now, and what is in use when it is given back."""
        self._is_closed = True
        self.close_resting()

    def close_resting(self) -> None:
        """Close what rests."""
        while self._resting:
            with contextlib.suppress(IndexError):  # another thread was quicker
                self._close(self._resting.pop())

    def cut(self) -> list[Any]:
        """Make all that is open unusable, in a child that must not even close it; return what to keep unclosed."""
        kept = [driver.connection for driver in self._open]
        self._is_cut = bool(kept)
        for driver in self._open:
            driver.connection = CutConnection()
        self._open.clear()
        self._resting.clear()
        return kept

    def _new(self) -> Driver:
        self.require_usable()
        driver_error = self._engine.dialect.loaded_dbapi.Error
        try:
            with FORKING:  # nothing is opened while the process is being forked
                pooled = self._engine.raw_connection()
                connection: Any = pooled.driver_connection
                pooled.detach()
                driver = Driver(connection, self._statements, error=driver_error, translated=translated)
                self._open.add(driver)
            try:
                prepare(driver, patience=self._patience)
            except BaseException:
                self._close(driver)
                raise
        except driver_error as error:
            raise translated(error) from None
        return driver

    def _close(self, driver: Driver) -> None:
        self._open.discard(driver)
        driver.connection.close()
