"""S1, S2, S4 and S5: cards on SQLite, in memory and on files, beside one statement and what others would write."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from multibuh_backends import connect
from multibuh_backends.sql.sqlite.module import sqlite_module
from multibuh_core import Actor, Workspace
from multibuh_core.ports import Backend
from tests.benchmarks.card_django import CardByDjango
from tests.benchmarks.card_floor import CardByHand
from tests.benchmarks.card_orm import CardByOrm
from tests.benchmarks.figures import Figure
from tests.benchmarks.many_cards import many_cards
from tests.benchmarks.rounds import medians
from tests.benchmarks.stores import FIRM, filled, with_a_file, with_files

__all__ = ["cards"]

DIRECTORIES = 10


def cards(place: Path, *, quick: bool) -> list[Figure]:
    """Measure `cards.read` in all its sizes, and `cards.read_many`."""
    organizations = 2_000 if quick else 100_000
    rounds, sample = (15, 100) if quick else (41, 400)
    path = place / "cards.db"
    with (
        connect(f"sqlite:///{path}", create=True) as backend,
        connect("memory:") as memory,
        connect(f"file://{place / 'cards'}", create=True) as files,
    ):
        ids = _store(backend, path, organizations)
        mine = filled(memory, organizations=organizations, directories=DIRECTORIES)
        filed = filled(files, organizations=organizations, directories=DIRECTORIES)
        by_hand, orm, django = CardByHand(str(path)), CardByOrm(str(path)), CardByDjango(str(path))
        ours, in_memory, on_files = _anna(backend), _anna(memory), _anna(files)
        assert len(by_hand.read(ids[0])) == 1 + len(ours.cards.read(ids[0]).items) == 7
        assert len(orm.read(ids[0])) == len(django.read(ids[0])[1]) == 6
        paired = list(zip(ids, mine, filed, strict=True))
        times = medians(
            {
                "ours": lambda pair: ours.cards.read(pair[0]),
                "floor": lambda pair: by_hand.read(pair[0]),
                "orm": lambda pair: orm.read(pair[0]),
                "django": lambda pair: django.read(pair[0]),
                "memory": lambda pair: in_memory.cards.read(pair[1]),
                "files": lambda pair: on_files.cards.read(pair[2]),
            },
            paired,
            rounds=rounds,
            sample=sample,
        )
        size = f"{organizations * DIRECTORIES:,} entries"
        many = many_cards("S5 cards.read_many, SQLite", size, ours, by_hand, ids, quick=quick)
    common = {"size": size, "floor": times["floor"]}
    return [
        Figure(work="S1 cards.read, SQLite", ours=times["ours"], goal=1.6, **common),
        Figure(
            work="S1 beside the ORM",
            ours=times["ours"],
            peer=times["orm"],
            goal=4,
            at_least=True,
            note="SQLAlchemy",
            **common,
        ),
        Figure(
            work="S1 beside Django",
            ours=times["ours"],
            peer=times["django"],
            goal=8,
            at_least=True,
            note="two queries",
            **common,
        ),
        Figure(work="S4 cards.read, memory", ours=times["memory"], goal=0.5, note="floor: S1's", **common),
        Figure(work="S4 cards.read, files", ours=times["files"], goal=0.5, note="floor: S1's", **common),
        many,
        *_growing(place, quick=quick, rounds=rounds, sample=sample),
    ]


def _growing(place: Path, *, quick: bool, rounds: int, sample: int) -> list[Figure]:
    """Measure how the card of six items slows down as the store and what is hidden in it grow."""
    most = 40_000 if quick else 1_000_000
    sizes = [(entries // (DIRECTORIES + hidden), hidden) for hidden in (10, 200) for entries in (1_050, most)]
    with ExitStack() as opened:
        readers = {}
        for organizations, hidden in sizes:
            path = place / f"growing-{organizations}-{hidden}.db"
            backend = opened.enter_context(connect(f"sqlite:///{path}", create=True))
            ids = _store(backend, path, organizations, hidden=hidden)
            readers[organizations, hidden] = _reader(_anna(backend), ids)
        times = medians(readers, range(most), rounds=rounds, sample=sample)
    return [
        Figure(
            work="S2 cards.read, growing",
            size=f"{organizations * (DIRECTORIES + hidden):,} entries, {hidden} hidden directories",
            ours=times[organizations, hidden],
            floor=times[sizes[0]],
            goal=1.5,
            note="floor: 1,040 entries, 10 hidden",
        )
        for organizations, hidden in sizes[1:]
    ]


def _reader(workspace: Workspace, ids: list[str]) -> Callable[[int], object]:
    """Return what reads the card of an organization by its number, whatever the size of the store."""
    return lambda number: workspace.cards.read(ids[number % len(ids)])


def _store(backend: Backend, path: Path, organizations: int, *, hidden: int = 0) -> list[str]:
    ids = filled(backend, organizations=organizations, directories=DIRECTORIES, hidden=hidden)
    with_a_file(backend, ids[0])
    with sqlite_module().connect(path, timeout=30) as connection:
        with_files(connection)
    connection.close()
    return ids


def _anna(backend: Backend) -> Workspace:
    return Workspace(backend, firm=FIRM, actor=Actor("anna"))
