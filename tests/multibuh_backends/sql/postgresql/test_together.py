"""Several statements in one round trip: prepared once, and of use after any error."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import psycopg
import pytest

from multibuh_backends.sql.postgresql.together import run_together
from tests.servers.postgresql import Database

FIRST = "INSERT INTO first (id) VALUES (%s)"
SECOND = "INSERT INTO second (id) VALUES (%s)"
OFTEN = 12
"""More often than a statement runs before the driver prepares it by itself."""
TAKEN = -1


@pytest.fixture
def connection(database: Database) -> Iterator[psycopg.Connection[Any]]:
    """Give a connection to a database of two tables."""
    with psycopg.connect(database.url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE TABLE first (id integer PRIMARY KEY); CREATE TABLE second (id integer PRIMARY KEY)")
        yield connection


def both(number: int, other: int | None = None) -> list[tuple[str, tuple[int, ...]]]:
    """Return a row for each table."""
    return [(FIRST, (number,)), (SECOND, (number if other is None else other,))]


def rows(connection: psycopg.Connection[Any]) -> list[tuple[int, int]]:
    """Return how many rows there are in each table."""
    return connection.execute("SELECT (SELECT count(*) FROM first), (SELECT count(*) FROM second)").fetchall()


def prepared(connection: psycopg.Connection[Any]) -> set[str]:
    """Return what the server holds prepared of the inserts."""
    asked = "SELECT statement FROM pg_prepared_statements WHERE statement LIKE 'INSERT%'"
    return {sql for (sql,) in connection.execute(asked, prepare=False)}


class TestRunTogether:
    """Two statements."""

    @pytest.mark.parametrize("threshold", [None, 0, 5])
    @pytest.mark.parametrize("known", [None, set(), {FIRST, SECOND}], ids=["a host's", "new", "forgotten"])
    def test_connection_goes_on_after_an_error(
        self, connection: psycopg.Connection[Any], known: set[str] | None, threshold: int | None
    ) -> None:
        """An error of the first, however often both ran before, leaves a connection on which both run again."""
        connection.prepare_threshold = threshold
        run_together(connection, both(TAKEN), None)
        numbers = count()
        for often in range(OFTEN):
            connection.execute("BEGIN")
            connection.rollback()  # nothing is prepared any more
            here = None if known is None else set(known)
            for _ in range(often):
                run_together(connection, both(next(numbers)), here)
            with pytest.raises(psycopg.errors.UniqueViolation):
                run_together(connection, both(TAKEN), here)
            run_together(connection, both(next(numbers)), here)
        assert rows(connection) == [(1 + next(numbers),) * 2]
        assert connection.prepare_threshold == threshold

    def test_second_is_told_of(self, connection: psycopg.Connection[Any]) -> None:
        """An error of the second is raised, when they run one by one and when they run in one."""
        known: set[str] = set()
        run_together(connection, both(0), known)
        for number in range(1, 3):
            with pytest.raises(psycopg.errors.UniqueViolation), connection.transaction():
                run_together(connection, both(number, 0), known)
            assert rows(connection) == [(1, 1)]

    def test_ours_are_prepared_and_a_hosts_are_not(self, connection: psycopg.Connection[Any]) -> None:
        """What runs on a connection of ours is prepared at once; on a host's, which may be a pooler's, it is not."""
        for times in range(OFTEN):
            run_together(connection, both(times), None)
        assert prepared(connection) == set()
        known: set[str] = set()
        run_together(connection, both(OFTEN), known)
        assert len(prepared(connection)) == len(known) == 2

    def test_nothing_is_prepared_where_the_host_forbids_it(self, connection: psycopg.Connection[Any]) -> None:
        """``prepare_threshold=None``, as a pooler needs it, holds."""
        connection.prepare_threshold = None
        known: set[str] = set()
        for times in range(OFTEN):
            run_together(connection, both(times), known)
        assert prepared(connection) == set()
