"""Patience: asking again for what somebody else holds."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Final, TypeVar

from multibuh_backends.sql.database import PATIENCE
from multibuh_backends.sql.sqlite.errors import BusyError
from multibuh_core.errors import UnavailableError

__all__ = ["PATIENCE", "held_too_long", "patiently"]

T = TypeVar("T")

_FIRST_PAUSE: Final = 0.001
_LONGEST_PAUSE: Final = 0.016


def patiently(attempt: Callable[[], T], *, patience: float) -> T:
    """
    Return what *attempt* returns, made again while the database is busy.

    Short pauses of random length: SQLite's own waiting grows to steps of 100 ms and lets some writers starve.

    Raises:
        UnavailableError: If it was busy for all of *patience* seconds.
    """
    try:
        return attempt()
    except BusyError:
        until, pause = time.monotonic() + patience, _FIRST_PAUSE
    while time.monotonic() < until:
        time.sleep(random.uniform(0, pause))  # noqa: S311 - a pause, no secret
        pause = min(pause * 2, _LONGEST_PAUSE)
        try:
            return attempt()
        except BusyError:
            continue
    raise held_too_long(patience)


def held_too_long(patience: float) -> UnavailableError:
    """Return the error for a store that others held for all of *patience* seconds."""
    return UnavailableError(f"База занята другой записью дольше {patience:g} с: ничего не записано, повторите.")
