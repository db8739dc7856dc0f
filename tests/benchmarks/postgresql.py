"""S3 and S5 on PostgreSQL: cards beside one statement by hand, and the round trips that the calls take."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

from multibuh_backends import connect
from multibuh_core import OVERWRITE, Actor, Workspace
from multibuh_core.ports import Backend
from tests.benchmarks.card_floor import CardByPsycopg
from tests.benchmarks.figures import Figure
from tests.benchmarks.many_cards import AT_ONCE, many_cards
from tests.benchmarks.rounds import medians
from tests.benchmarks.servers import a_durable_server, connected
from tests.benchmarks.stores import FIRM, filled, with_a_file, with_files
from tests.servers.postgresql import Server
from tests.servers.round_trips import RoundTrips

__all__ = ["postgresql", "round_trips"]

DIRECTORIES = 10
DATABASE = "cards"
UNTIL_PREPARED = 10
"""So many times a statement is run before it is sure to be prepared: psycopg prepares what it has run five times."""


def postgresql(place: Path, *, quick: bool) -> list[Figure]:
    """Measure `cards.read` and `cards.read_many` by a socket, and count the round trips of calls."""
    organizations = AT_ONCE if quick else 100_000
    rounds, sample = (15, 100) if quick else (41, 400)
    size = f"{organizations * DIRECTORIES:,} entries"
    attachments = str(place / "attachments")
    with a_durable_server() as server:
        server.run(f"CREATE DATABASE {DATABASE} TEMPLATE template0")
        with connect(server.url(DATABASE), create=True, attachments=attachments) as backend:
            ids = _store(backend, server, organizations)
            ours, by_hand = Workspace(backend, firm=FIRM, actor=Actor("anna")), CardByPsycopg(server.url(DATABASE))
            assert len(by_hand.read(ids[0])) == 1 + len(ours.cards.read(ids[0]).items) == 7
            times = medians({"ours": ours.cards.read, "floor": by_hand.read}, ids, rounds=rounds, sample=sample)
            many = many_cards("S5 cards.read_many, PostgreSQL", size, ours, by_hand, ids, quick=quick)
            by_hand.close()
        trips = round_trips(server, DATABASE, attachments, ids)
    counted = ", ".join(f"{name} {number}" for name, number in trips.items())
    return [
        Figure(
            work="S3 cards.read, PostgreSQL",
            size=size,
            ours=times["ours"],
            floor=times["floor"],
            goal=1.4,
            note=f"round trips: {counted}",
        ),
        many,
    ]


def round_trips(server: Server, database: str, attachments: str, ids: list[str]) -> dict[str, int]:
    """Return how often each call waits for the server, once its statements are prepared; of a filled store."""
    number = itertools.count()
    with RoundTrips(server) as counter, connect(counter.url(database), attachments=attachments) as backend:
        anna = Workspace(backend, firm=FIRM, actor=Actor("anna"))
        directory = anna.directories.list()[-1].id

        def write() -> None:
            anna.entries.write(directory, ids[0], f"Раз {next(number)}", expected_version=OVERWRITE)

        calls: dict[str, Callable[[], object]] = {
            "a card": lambda: anna.cards.read(ids[0]),
            f"{AT_ONCE:,} cards": lambda: anna.cards.read_many(ids[:AT_ONCE]),
            "an entry read": lambda: anna.entries.read(directory, ids[0]),
            "an entry written": write,
        }
        for call in calls.values():
            for _ in range(UNTIL_PREPARED):
                call()
        return {name: len(counter.of(call)) for name, call in calls.items()}


def _store(backend: Backend, server: Server, organizations: int) -> list[str]:
    ids = filled(backend, organizations=organizations, directories=DIRECTORIES)
    with_a_file(backend, ids[0])
    with connected(server.url(DATABASE)) as connection:
        with_files(connection, mark="%s")
        connection.execute("VACUUM ANALYZE")  # else the server would do it by itself, in the middle of the rounds
    return ids
