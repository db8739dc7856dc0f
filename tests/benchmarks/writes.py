"""S9: one `entries.write` on SQLite, beside the same rows by hand in one transaction, durable and without the sync."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from multibuh_backends import connect
from multibuh_backends.sql.sqlite import settings
from multibuh_core import OVERWRITE, Actor, Workspace
from tests.benchmarks.figures import Figure
from tests.benchmarks.rounds import medians
from tests.benchmarks.stores import FIRM, filled
from tests.benchmarks.write_floor import WriteToSqlite

__all__ = ["writes"]


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
            by_hand = WriteToSqlite(copy, sync=sync)
            times = medians(
                {
                    "ours": lambda one, anna=anna, directory=directory, number=number: anna.entries.write(  # type: ignore[misc]
                        directory, one, f"Через нас {next(number)}: банк по вторникам", expected_version=OVERWRITE
                    ),
                    "floor": lambda one, by_hand=by_hand, directory=directory: by_hand.write(directory, one),  # type: ignore[misc]
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
