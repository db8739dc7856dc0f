"""Whose turn it is to write: one unit of a firm at a time, in all processes, and one of a store in a thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from multibuh_core.errors import UnavailableError, UnsupportedOperationError
from multibuh_shelf.disk import translated

__all__ = ["turn_to_write"]

PATIENCE: Final = 30.0
"""How long a unit waits for its turn, in seconds."""
_PAUSE: Final = 0.005
"""Between two looks whether the turn has come."""

_mine = threading.local()


@contextmanager
def turn_to_write(store: Path, file: Path) -> Iterator[None]:
    """
    Hold the lock beside the file of a firm.

    Raises:
        UnsupportedOperationError: If this thread is writing to the store already: it would wait for itself.
        UnavailableError: If the turn does not come.
    """
    writing: set[Path] = _mine.__dict__.setdefault("stores", set())
    if store in writing:
        message = (
            "В этом потоке уже идёт запись в хранилище, а транзакции не вкладываются: "
            "пишите через рабочее пространство, которое дала transaction(), или завершите её."
        )
        raise UnsupportedOperationError(message)
    lock = FileLock(file.with_suffix(".lock"), mode=0o600)
    with translated():
        _acquire(lock)
    writing.add(store)
    try:
        yield
    finally:
        writing.discard(store)
        lock.release()


def _acquire(lock: FileLock) -> None:
    try:
        lock.acquire(timeout=PATIENCE, poll_interval=_PAUSE)
    except Timeout:
        message = f"Хранилище занято другой записью дольше {PATIENCE:.0f} секунд: повторите позже."
        raise UnavailableError(message) from None
