"""What else the operators' page of PostgreSQL shows: each command of it is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import make_url

from multibuh_backends.sql.database import PATIENCE
from multibuh_backends.sql.postgresql import connections, engine
from tests.multibuh_backends.sql.postgresql.operating_page import PAGE, Operator, an_operator
from tests.servers.postgresql import SUPERUSER

TRIED_HERE: Final = (" init\n", "--upgrade", "statement_timeout", "sql.distribution")
TRIED_ELSEWHERE: Final = (
    "pip install",
    "CREATE ROLE",
    "REVOKE ALL",
    "GRANT SELECT",
    "pg_dump",
    "pg_restore",
    "pg_basebackup",
)
"""In `test_backups` and `test_least_rights`; what pip says no test can."""


@pytest.fixture
def operator(tmp_path: Path) -> Iterator[Operator]:
    """Give an operator who has set up what the page begins with."""
    with an_operator(tmp_path) as operator:
        yield operator


def test_each_block_is_tried() -> None:
    """A block of commands or of SQL that no test runs does not come to stand there."""
    for block in re.findall(r"```(?:sh|sql|console)\n(.*?)```", PAGE, re.DOTALL):
        assert [part for part in (*TRIED_HERE, *TRIED_ELSEWHERE) if part in block] != []


def test_init_upgrades(operator: Operator) -> None:
    """The owner's `init --upgrade` leaves a store of this version, and says so."""
    assert operator.commands("--upgrade") == "Хранилище есть, его формат — этой версии.\n"


def test_init_makes_the_store(operator: Operator) -> None:
    """In an empty database `init` makes the store, with its attachments."""
    operator.server.run("DROP SCHEMA public CASCADE", database="firm")
    operator.server.run("CREATE SCHEMA public AUTHORIZATION multibuh_owner", database="firm")
    operator.attachments.rename(operator.folder / "old")
    assert operator.commands(" init\n") == "Хранилище создано.\n"


def test_limits_hold_for_the_application(operator: Operator) -> None:
    """The limits of the page are in force in the application's sessions, and not in the owner's."""
    operator.sql("statement_timeout", user=SUPERUSER, database="firm")
    for user, limits in {"multibuh_app": ("1min", "20s"), "multibuh_owner": ("0", "0")}.items():
        shown = "SELECT current_setting('statement_timeout'), current_setting('idle_in_transaction_session_timeout')"
        assert operator.ask(user, shown) == limits


def test_distribution_is_printed(operator: Operator) -> None:
    """The script is made without a server, and names each table of the schema once."""
    printed = operator.commands("sql.distribution")
    assert printed.count('create_reference_table(\'"public"."multibuh_') == 2
    assert printed.count('create_distributed_table(\'"public"."multibuh_') == 9


def test_numbers_are_those_of_the_library() -> None:
    """The pool, and each time limit that the page gives in seconds, is what the library has."""
    assert engine._DEFAULTS == {"pool_size": 20, "max_overflow": 0, "pool_timeout": 30}
    assert (engine._CONNECT["connect_timeout"], connections.RECONNECTING, PATIENCE) == (5, 5, 30)


def test_address_of_several_hosts_is_read() -> None:
    """SQLAlchemy takes the page's address of two servers for what it is."""
    (address,) = re.findall(r"```text\n(.*)\n```", PAGE)
    url = make_url(address)
    assert url.query == {
        "host": ("db1.example.org:5432", "db2.example.org:5432"),
        "target_session_attrs": "read-write",
    }
    assert (url.username, url.database) == ("multibuh_app", "firm")
