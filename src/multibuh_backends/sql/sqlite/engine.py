"""The engine of a SQLite file, for whoever has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, NullPool, create_engine, event

from multibuh_backends.sql.sqlite.module import sqlite_module
from multibuh_backends.sql.sqlite.settings import CONNECT_ARGUMENTS

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

__all__ = ["sqlite_engine"]


def sqlite_engine(path: Path) -> Engine:
    """
    Return an engine whose transactions begin by BEGIN IMMEDIATE; the migrations run on it.

    It keeps no connections: the backend keeps its own (see `connections`).
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=sqlite_module(),
        connect_args=CONNECT_ARGUMENTS,
        poolclass=NullPool,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> Any:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
