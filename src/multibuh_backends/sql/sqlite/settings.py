"""The settings of every connection: SQLite's own defaults lose updates and tear reads."""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from multibuh_backends.sql.sqlite.patience import patiently

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Driver

__all__ = ["CONNECT_ARGUMENTS", "prepare"]

CONNECT_ARGUMENTS: Final[dict[str, Any]] = {
    "isolation_level": None,  # the driver never begins by itself
    "check_same_thread": False,  # one thread at a time, but not always the same
    "timeout": 0.0,  # waiting is ours, see `patience`
}

_PRAGMAS: Final = (
    "PRAGMA busy_timeout=0",
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",  # with NORMAL a power cut takes back what was acknowledged
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",  # a fault of the disk is then an error, not the end of the process
    "PRAGMA cache_size=-16384",  # at most 16 MiB a connection
    "PRAGMA journal_size_limit=67108864",  # a great import leaves no great log behind
    "PRAGMA journal_mode=WAL",
)


def prepare(driver: Driver, *, patience: float) -> None:
    """
    Put the settings in force on a connection, whoever made it.

    Switching to WAL needs the file for itself and does not heed SQLite's own timeout; and while another process
    switches, some settings cannot read the file. So each is asked for again and again.
    """
    connection: Any = driver.connection
    connection.isolation_level = None
    if hasattr(sqlite3, "LEGACY_TRANSACTION_CONTROL") and hasattr(connection, "autocommit"):
        connection.autocommit = sqlite3.LEGACY_TRANSACTION_CONTROL
    connection.row_factory = None
    connection.text_factory = str
    for pragma in _PRAGMAS:
        patiently(partial(driver.command, pragma), patience=patience)
