"""The floors of S9 and S12: the rows of one `entries.write` by hand, in one transaction, through the driver."""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from psycopg.errors import SerializationFailure

from multibuh_backends.sql.sqlite.module import sqlite_module
from tests.benchmarks.servers import connected
from tests.benchmarks.stores import FIRM

__all__ = ["WriteByHand", "WriteByPsycopg", "WriteToSqlite"]

T = TypeVar("T")

_VERSION = "SELECT version FROM multibuh_entries WHERE firm_id = ? AND organization_id = ? AND directory_id = ?"
_COMMIT = (
    "INSERT INTO multibuh_commits (firm_id, id, committed_at, committed_by, channel, digest)"
    " VALUES (?, ?, ?, 'anna', '', ?)"
)
_CHANGE = (
    "UPDATE multibuh_entries SET version = ?, text = ?, updated_at = ?, updated_by = 'anna'"
    " WHERE firm_id = ? AND organization_id = ? AND directory_id = ?"
)
_REVISION = (
    "INSERT INTO multibuh_entry_revisions (firm_id, organization_id, directory_id, version, text, attachments,"
    " action, commit_id, digest) VALUES (?, ?, ?, ?, ?, '[]', 'written', ?, ?)"
)
_AT = "2026-11-24T12:00:00.000000+00:00"


class WriteByHand(ABC):
    """The same rows as one write of ours, by four statements on the driver, between a BEGIN and a COMMIT."""

    _number = itertools.count()

    @abstractmethod
    def write(self, directory_id: str, organization_id: str) -> None:
        """Write one text over whatever stands there; again, for as long as others are in the way."""

    def _rows(self, execute: Callable[..., Any], directory_id: str, organization_id: str) -> None:
        number = next(self._number)
        text, commit = f"Рукой {number}: банк по вторникам", f"by-hand-{os.getpid()}-{number:020d}"
        digest = hashlib.sha256(text.encode()).digest()
        key = (FIRM, organization_id, directory_id)
        (version,) = execute(_VERSION, key).fetchone()
        execute(_COMMIT, (FIRM, commit, _AT, digest))
        execute(_CHANGE, (version + 1, text, _AT, *key))
        execute(_REVISION, (*key, version + 1, text, commit, digest))


class WriteToSqlite(WriteByHand):
    """On SQLite, with the settings of ours."""

    def __init__(self, path: Path, *, sync: str = "FULL") -> None:
        self._module = sqlite_module()
        self._connection = self._module.connect(path, isolation_level=None, timeout=0)
        for pragma in (
            *("journal_mode = WAL", f"synchronous = {sync}", "foreign_keys = ON", "mmap_size = 0"),
            *("cache_size = -16384", "journal_size_limit = 67108864"),
        ):
            _again(lambda pragma=pragma: self._connection.execute(f"PRAGMA {pragma}").fetchall(), self._module.Error)

    def write(self, directory_id: str, organization_id: str) -> None:
        """Write as the only writer; wait for that as ours does, for SQLite's own waiting lets some starve."""
        execute = self._connection.execute
        _again(lambda: execute("BEGIN IMMEDIATE"), self._module.OperationalError)
        self._rows(execute, directory_id, organization_id)
        execute("COMMIT")


class WriteByPsycopg(WriteByHand):
    """On PostgreSQL, upon one state, as ours does."""

    def __init__(self, url: str) -> None:
        self._connection = connected(url)
        self._cursor = self._connection.cursor()

    def write(self, directory_id: str, organization_id: str) -> None:
        """Write what nobody else has written meanwhile, or begin again."""
        _again(lambda: self._unit(directory_id, organization_id), SerializationFailure)

    def _unit(self, directory_id: str, organization_id: str) -> None:
        self._cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        try:
            self._rows(self._execute, directory_id, organization_id)
        except BaseException:
            self._cursor.execute("ROLLBACK")
            raise
        self._cursor.execute("COMMIT")

    def _execute(self, statement: str, values: tuple[Any, ...]) -> Any:
        return self._cursor.execute(statement.replace("?", "%s").encode(), values)


def _again(attempt: Callable[[], T], hindrance: type[Exception]) -> T:
    """Return what an attempt does, made again after short pauses, as ours makes them."""
    until, pause = time.monotonic() + 30, 0.001
    while True:
        try:
            return attempt()
        except hindrance:
            if time.monotonic() > until:
                raise
        time.sleep(random.uniform(0, pause))
        pause = min(2 * pause, 0.016)
