"""Which SQLite: the one that the extra brings, or Python's own."""

from __future__ import annotations

import logging
import sqlite3
from functools import cache
from typing import Any, Final

__all__ = ["sqlite_module"]

_LOG = logging.getLogger("multibuh.sql")
_FIRST_AFFECTED: Final = (3, 7, 0)
_LAST_AFFECTED: Final = (3, 51, 2)
_LEAST: Final = (3, 37, 0)
"""The first with STRICT tables."""


@cache
def sqlite_module() -> Any:
    """
    Return the driver's module, always the same one.

    Two copies of SQLite in one process would undo each other's file locks.
    ``pysqlite3`` where it is installed (``multibuh[sqlite]``), for it brings an SQLite without the WAL-reset bug of
    3.7.0 to 3.51.2 (two connections and a checkpoint at the wrong moment could damage the file); else Python's own,
    and an affected one is told of in the log, once.
    """
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        _tell_if_affected(sqlite3.sqlite_version_info)
        return sqlite3
    return dbapi2


def is_too_old(module: Any) -> bool:
    """Tell whether a driver's SQLite has no STRICT tables."""
    return bool(module.sqlite_version_info < _LEAST)


def _tell_if_affected(version: tuple[int, ...]) -> None:
    if _FIRST_AFFECTED <= version <= _LAST_AFFECTED:
        _LOG.warning(
            "SQLite %s может повредить файл при редком совпадении записи и контрольной точки (исправлено в 3.51.3): "
            'установите свежий SQLite: pip install "multibuh[sqlite]"',
            ".".join(map(str, version)),
        )
