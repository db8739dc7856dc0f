"""One process of S12: it opens a store in its own way, and writes when a round begins."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from threading import BrokenBarrierError

import attrs

from multibuh_backends import connect
from multibuh_core import OVERWRITE, Actor, Workspace
from tests.benchmarks.stores import FIRM
from tests.benchmarks.write_floor import WriteByPsycopg, WriteToSqlite

__all__ = ["PATIENCE", "Signals", "Way", "by_psycopg", "through_us", "to_sqlite", "write_in_rounds"]

Write = Callable[[str, str], object]
"""Writes into a directory, about an organization."""
Way = Callable[[str], AbstractContextManager[Write]]
"""How a user's process writes."""

PATIENCE = 300
"""Seconds after which a round is given up: a process has died."""
SHARED = 4
"""Every fourth entry is one of the directory that all write in; the others are of a directory of one's own."""


@attrs.frozen
class Signals:
    """What the processes of a team wait for, and for each other."""

    start: Barrier
    done: Barrier
    over: Event


@contextmanager
def through_us(user: str, *, url: str, attachments: str | None = None) -> Iterator[Write]:
    """Write by `entries.write`."""
    numbers = itertools.count()
    with connect(url, attachments=attachments) as backend:
        entries = Workspace(backend, firm=FIRM, actor=Actor(user)).entries

        def write(directory_id: str, organization_id: str) -> None:
            text = f"{user} {next(numbers)}: банк по вторникам"
            entries.write(directory_id, organization_id, text, expected_version=OVERWRITE)

        yield write


@contextmanager
def to_sqlite(_: str, *, path: Path) -> Iterator[Write]:
    """Write by hand on SQLite."""
    yield WriteToSqlite(path).write


@contextmanager
def by_psycopg(_: str, *, url: str) -> Iterator[Write]:
    """Write by hand on PostgreSQL."""
    yield WriteByPsycopg(url).write


def write_in_rounds(
    way: Way,
    number: int,
    signals: Signals,
    *,
    directories: Sequence[str],
    organizations: Sequence[str],
    times: int,
) -> None:
    """Write so many *times* in each round, until there is none; an error that reaches us ends it for all."""
    try:
        with way(f"user-{number}") as write:
            places = _places(number, directories, organizations)
            while True:
                signals.start.wait(PATIENCE)
                if signals.over.is_set():
                    return
                for directory_id, organization_id in itertools.islice(places, times):
                    write(directory_id, organization_id)
                signals.done.wait(PATIENCE)
    except BrokenBarrierError:  # it has reached another, who tells of it
        return
    except BaseException:
        signals.start.abort()
        signals.done.abort()
        raise


def _places(number: int, directories: Sequence[str], organizations: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the places of entries, the same for the same number."""
    chance = random.Random(number)
    shared, own = directories[0], directories[1 + number]
    for turn in itertools.count():
        yield shared if turn % SHARED == 0 else own, chance.choice(organizations)
