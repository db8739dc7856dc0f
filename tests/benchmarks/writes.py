"""S9: one `entries.write` on SQLite, beside the same rows by hand in one transaction, durable and without the sync."""

from __future__ import annotations

import hashlib
import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from multibuh_backends import connect
from multibuh_backends.sql.sqlite import settings
from multibuh_backends.sql.sqlite.module import sqlite_module
from multibuh_core import OVERWRITE, Actor, Workspace
from tests.benchmarks.figures import Figure
from tests.benchmarks.rounds import medians
from tests.benchmarks.stores import FIRM, filled

__all__ = ["writes"]


class WriteByHand:
    """The same rows as one write of ours, by five statements on the driver."""

    def __init__(self, path: Path, *, sync: str) -> None:
        self._connection = sqlite_module().connect(path, isolation_level=None, timeout=30)
        for pragma in ("journal_mode = WAL", f"synchronous = {sync}", "foreign_keys = ON", "mmap_size = 0"):
            self._connection.execute(f"PRAGMA {pragma}").fetchall()
        (self._directory,) = self._connection.execute("SELECT min(id) FROM multibuh_directories").fetchone()
        self._number = itertools.count()

    def write(self, organization_id: str) -> None:
        """Write one text over whatever stands there."""
        execute, number = self._connection.execute, next(self._number)
        text, commit, at = (
            f"Рукой {number}: банк по вторникам",
            f"by-hand-{number:028d}",
            "2026-11-24T12:00:00.000000+00:00",
        )
        digest = hashlib.sha256(text.encode()).digest()
        key = (FIRM, organization_id, self._directory)
        execute("BEGIN IMMEDIATE")
        (version,) = execute(
            "SELECT version FROM multibuh_entries WHERE firm_id = ? AND organization_id = ? AND directory_id = ?", key
        ).fetchone()
        execute(
            "INSERT INTO multibuh_commits (firm_id, id, committed_at, committed_by, channel, digest)"
            " VALUES (?, ?, ?, 'anna', '', ?)",
            (FIRM, commit, at, digest),
        )
        execute(
            "UPDATE multibuh_entries SET version = ?, text = ?, updated_at = ?, updated_by = 'anna'"
            " WHERE firm_id = ? AND organization_id = ? AND directory_id = ?",
            (version + 1, text, at, *key),
        )
        execute(
            "INSERT INTO multibuh_entry_revisions (firm_id, organization_id, directory_id, version, text, attachments,"
            " action, commit_id, digest) VALUES (?, ?, ?, ?, ?, '[]', 'written', ?, ?)",
            (*key, version + 1, text, commit, digest),
        )
        execute("COMMIT")


def writes(place: Path, *, quick: bool) -> list[Figure]:
    """Measure one write at the store's own durability, and at none."""
    organizations = 500 if quick else 20_000
    figures = []
    for sync, goal in (("FULL", 1.3), ("OFF", 1.5)):
        path, copy = place / f"writes-{sync}.db", place / f"writes-{sync}-by-hand.db"
        with connect(f"sqlite:///{path}", create=True) as backend:
            ids = filled(backend, organizations=organizations, directories=2)
        # Each writes to a file of its own: two connections to one file would empty each other's caches.
        shutil.copyfile(path, copy)
        with _synchronous(sync), connect(f"sqlite:///{path}") as backend:
            anna = Workspace(backend, firm=FIRM, actor=Actor("anna"))
            directory, number = anna.directories.list()[0].id, itertools.count()
            by_hand = WriteByHand(copy, sync=sync)
            times = medians(
                {
                    "ours": lambda one, anna=anna, directory=directory, number=number: anna.entries.write(  # type: ignore[misc]
                        directory, one, f"Через нас {next(number)}: банк по вторникам", expected_version=OVERWRITE
                    ),
                    "floor": by_hand.write,
                },
                ids,
                rounds=11 if quick else 41,
                sample=50,
            )
        figures.append(
            Figure(
                work=f"S9 entries.write, sync {sync}",
                size=f"{organizations * 2:,} entries",
                ours=times["ours"],
                floor=times["floor"],
                goal=goal,
            )
        )
    return figures


@contextmanager
def _synchronous(sync: str) -> Iterator[None]:
    """Let the connections that are opened inside have this durability; OFF shows the CPU alone."""
    pragmas = settings._PRAGMAS
    settings._PRAGMAS = tuple(one.replace("synchronous=FULL", f"synchronous={sync}") for one in pragmas)  # type: ignore[misc]
    yield
    settings._PRAGMAS = pragmas  # type: ignore[misc]
