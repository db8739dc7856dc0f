"""S12: eight processes that write to one SQLite file, and to one PostgreSQL, beside eight that do it by hand."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from multibuh_backends import connect
from multibuh_backends.sql.sqlite.module import sqlite_module
from multibuh_core import Actor, Workspace
from multibuh_core.ports import Backend
from tests.benchmarks import writing_process
from tests.benchmarks.figures import Figure
from tests.benchmarks.rounds import medians
from tests.benchmarks.servers import a_durable_server
from tests.benchmarks.stores import FIRM, filled
from tests.benchmarks.writing_process import (
    PATIENCE,
    Signals,
    Way,
    by_psycopg,
    through_us,
    to_sqlite,
    write_in_rounds,
)

__all__ = ["writers"]

PROCESSES = 8
_COUNT = "SELECT count(*) FROM multibuh_entry_revisions WHERE version > 1"


class Team(AbstractContextManager["Team"]):
    """Eight processes that write in the same way, when they are told to; their start is in no round."""

    def __init__(self, way: Way, directories: Sequence[str], organizations: Sequence[str], *, times: int) -> None:
        """Start them; in each round each of them writes so many *times*."""
        context: Any = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
        if context.get_start_method() == "forkserver":
            context.set_forkserver_preload([writing_process.__name__])  # what they import is imported once
        self._signals = Signals(context.Barrier(PROCESSES + 1), context.Barrier(PROCESSES + 1), context.Event())
        self._processes = [
            context.Process(
                target=write_in_rounds,
                args=(way, number, self._signals),
                kwargs={"directories": directories, "organizations": organizations, "times": times},
                daemon=True,
            )
            for number in range(PROCESSES)
        ]
        for process in self._processes:
            process.start()
        self.rounds = 0

    def write(self, _: object = None) -> None:
        """
        Let all write, and return when the last is done.

        Raises:
            threading.BrokenBarrierError: If an error has reached one of them.
        """
        self._signals.start.wait(PATIENCE)
        self._signals.done.wait(PATIENCE)
        self.rounds += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._signals.over.set()
        if kind is None:
            self._signals.start.wait(PATIENCE)
        else:
            self._signals.start.abort()
        for process in self._processes:
            process.join()


def writers(place: Path, *, quick: bool) -> list[Figure]:
    """Measure the throughput of eight processes at the stores' own durability."""
    times = 10 if quick else 100
    organizations = 500 if quick else 20_000
    rounds = 5 if quick else 15
    return [
        _on_sqlite(place, organizations=organizations, times=times, rounds=rounds),
        _on_postgresql(place, organizations=organizations, times=times, rounds=rounds),
    ]


def _on_sqlite(place: Path, *, organizations: int, times: int, rounds: int) -> Figure:
    path, copy = place / "writers.db", place / "writers-by-hand.db"
    with connect(f"sqlite:///{path}", create=True) as backend:
        directories, ids = _filled(backend, organizations)
    shutil.copyfile(path, copy)
    with (
        Team(partial(through_us, url=f"sqlite:///{path}"), directories, ids, times=times) as ours,
        Team(partial(to_sqlite, path=copy), directories, ids, times=times) as by_hand,
    ):
        figure = _figure("S12 writing, SQLite", len(ids), ours, by_hand, times=times, rounds=rounds)
    for written, team in ((path, ours), (copy, by_hand)):
        connection = sqlite_module().connect(written)
        assert connection.execute(_COUNT).fetchone() == (team.rounds * PROCESSES * times,)
        connection.close()
    return figure


def _on_postgresql(place: Path, *, organizations: int, times: int, rounds: int) -> Figure:
    attachments = str(place / "attachments")
    with a_durable_server() as server:
        server.run("CREATE DATABASE ours TEMPLATE template0")
        with connect(server.url("ours"), create=True, attachments=attachments) as backend:
            directories, ids = _filled(backend, organizations)
        server.run("VACUUM ANALYZE", database="ours")
        server.run("CREATE DATABASE by_hand TEMPLATE ours")
        way = partial(through_us, url=server.url("ours"), attachments=attachments)
        with (
            Team(way, directories, ids, times=times) as ours,
            Team(partial(by_psycopg, url=server.url("by_hand")), directories, ids, times=times) as by_hand,
        ):
            figure = _figure("S12 writing, PostgreSQL", len(ids), ours, by_hand, times=times, rounds=rounds)
        for database, team in (("ours", ours), ("by_hand", by_hand)):
            assert server.run(_COUNT, database=database) == [(team.rounds * PROCESSES * times,)]
    return figure


def _figure(work: str, organizations: int, ours: Team, by_hand: Team, *, times: int, rounds: int) -> Figure:
    """Measure the teams in turn; a time is that of one write, of all processes together."""
    found = medians({"ours": ours.write, "floor": by_hand.write}, [None], rounds=rounds, sample=1)
    each = {name: time / PROCESSES / times for name, time in found.items()}
    return Figure(
        work=work,
        size=f"{organizations * (PROCESSES + 1):,} entries",
        ours=each["ours"],
        floor=each["floor"],
        goal=0.7,
        at_least=True,
        note=f"{PROCESSES} processes, {1e6 / each['ours']:,.0f} writes a second",
    )


def _filled(backend: Backend, organizations: int) -> tuple[list[str], list[str]]:
    """Fill a store with a directory for all and one for each process; return the ids of these, and of organizations."""
    ids = filled(backend, organizations=organizations, directories=PROCESSES + 1)
    anna = Workspace(backend, firm=FIRM, actor=Actor("anna"))
    return [directory.id for directory in anna.directories.list()], ids
