"""What the tests on a PostgreSQL server share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from multibuh_backends.sql import SqlBackend
from tests.multibuh_backends.sql.postgresql.colleagues import Colleague, a_colleague
from tests.multibuh_backends.sql.postgresql.hosts import Host, a_host
from tests.multibuh_backends.sql.postgresql.stores import Place, a_new_place
from tests.servers.postgresql import Databases


@pytest.fixture
def place(databases: Databases, tmp_path: Path) -> Iterator[Place]:
    """Give a new store, of a database and a folder, that nobody has opened."""
    place = a_new_place(databases, tmp_path)
    yield place
    place.database.drop()


@pytest.fixture
def store(place: Place) -> Iterator[SqlBackend]:
    """Give a new store, opened."""
    with place.open() as backend:
        yield backend


@pytest.fixture
def colleague() -> Iterator[Colleague]:
    """Give somebody who works at the same time."""
    with a_colleague() as one:
        yield one


@pytest.fixture
def host(place: Place, store: SqlBackend) -> Iterator[Host]:
    """Give a program in whose database the store is."""
    with a_host(place, store) as one:
        yield one
