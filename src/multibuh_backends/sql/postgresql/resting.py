"""Connections that rest between their uses, taken out of their pool."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy.pool import QueuePool

if TYPE_CHECKING:
    from sqlalchemy import Pool, PoolProxiedConnection

__all__ = ["Resting"]


class Resting:
    """
    The connections of a pool that nobody uses, at hand.

    Giving one back to the pool and asking for it again costs a card a third of its time. So it stays out of the pool,
    unless somebody waits there for one, or the pool keeps none, or is to look at how old they are.
    """

    def __init__(self, pool: Pool) -> None:
        """Begin with none."""
        self._pool = pool
        self._resting: list[PoolProxiedConnection] = []
        self._keeps = isinstance(pool, QueuePool) and pool._recycle == -1  # noqa: SLF001 - it tells nobody
        self._waiting = 0
        self._lock = threading.Lock()

    def take(self) -> PoolProxiedConnection:
        """
        Return one that rests, or one of the pool, which waits for it as long as it is told to.

        Raises:
            sqlalchemy.exc.TimeoutError: If all were in use for too long.
        """
        with suppress(IndexError):
            return self._resting.pop()
        self._wait(1)
        try:
            # Whoever has put one back meanwhile has not seen that somebody waits.
            with suppress(IndexError):
                return self._resting.pop()
            return self._pool.connect()
        finally:
            self._wait(-1)

    def put(self, pooled: PoolProxiedConnection) -> None:
        """Let one rest, on which no transaction is open."""
        if not self._keeps:
            pooled.close()
            return
        self._resting.append(pooled)
        if self._waiting:
            with suppress(IndexError):
                self._resting.pop().close()

    def emptied(self) -> list[PoolProxiedConnection]:
        """Return all that rest, and keep none."""
        emptied, self._resting = self._resting, []
        return emptied

    def _wait(self, change: int) -> None:
        with self._lock:
            self._waiting += change
