"""The rights that the operators' page gives: enough for all that the library does, each of them needed, and no more."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final

import psycopg
import pytest

from multibuh_backends.memory import MemoryBackend
from multibuh_backends.sql import SqlBackend
from multibuh_backends.sql.schema.postgresql import postgresql_tables
from multibuh_core import UnavailableError
from multibuh_core.copying import copy_firm
from multibuh_core.identifiers import new_id
from multibuh_core.services.attachments import Attachments
from multibuh_core.services.cards import Cards
from multibuh_core.services.directories import Directories
from multibuh_core.services.entries import Entries
from multibuh_core.services.imports import Imports
from multibuh_core.services.organizations import Organizations
from multibuh_core.testing.laws.whole_firm import ADMIN, a_whole_firm, all_seen_in, workspace
from tests.multibuh_backends.sql.postgresql.operating_page import APPLICATION, OWNER, Operator, an_operator, block
from tests.multibuh_backends.sql.postgresql.stores import open_at

SERVICES: Final = (Attachments, Cards, Directories, Entries, Imports, Organizations)
GRANT: Final = re.compile(r"GRANT (.+) ON (.+)\s+TO multibuh_app;")
RIGHTS: Final = sorted(
    (right, table)
    for rights, tables in GRANT.findall(block("GRANT SELECT"))
    for right in rights.split(", ")
    for table in tables.split(", ")
)
"""Each right on each table, as the page gives them."""
TABLES: Final = {table.name for table in postgresql_tables().tables.values()}
REFUSED: Final = (
    "Пользователю базы не хватает прав: дайте ему права на таблицы multibuh_* и их схему (GRANT) и повторите."
)
DESTROYING: Final = (
    *(f"{what} multibuh_{name}" for what in ("DROP TABLE", "TRUNCATE") for name in ("entries", "entry_revisions")),
    *(f"DELETE FROM {table}" for table in sorted(TABLES - {"multibuh_external_ids"})),
    *(
        f"UPDATE multibuh_{name} SET {column} = {column}"
        for name, columns in {
            "commits": ("committed_by", "committed_at", "digest"),
            "organization_revisions": ("name", "digest", "commit_id"),
            "directory_revisions": ("name", "owner_id", "digest"),
            "entry_revisions": ("text", "attachments", "digest", "version"),
            "attachments": ("name", "sha256", "added_by"),
            "store": ("id",),
            "version": ("version_num",),
        }.items()
        for column in columns
    ),
    "INSERT INTO multibuh_version VALUES ('0999')",
    "INSERT INTO multibuh_store VALUES ('another')",
    "ALTER TABLE multibuh_entry_revisions DISABLE TRIGGER ALL",
    "ALTER TABLE multibuh_entries ADD COLUMN more text",
    "DROP INDEX multibuh_attachments_sha256_ix",
    "CREATE TABLE more (id text)",
    "CREATE TEMPORARY TABLE more (id text)",
    "DROP SCHEMA public CASCADE",
    "DROP DATABASE firm",
    "SET ROLE multibuh_owner",
)


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    """Give an operator who has done what the page says."""
    with an_operator(tmp_path_factory.mktemp("srv")) as operator:
        yield operator


@pytest.fixture
def store(operator: Operator) -> Iterator[SqlBackend]:
    """Give the store as the application has it."""
    with operator.open() as backend:
        yield backend


def test_page_speaks_of_every_table() -> None:
    """A table that is not on the page would not be usable."""
    assert {table for _, table in RIGHTS} == TABLES


def test_rights_are_enough(store: SqlBackend) -> None:
    """Every call of every service, copying in and out, `verify` and `gc` do with the rights of the page."""
    called = called_by(lambda: all_calls(store, new_id()))
    public = {
        f"{service.__name__}.{name}"
        for service in SERVICES
        for name, method in vars(service).items()
        if callable(method) and not name.startswith("_")
    }
    assert public - called == set()
    assert list(store.verify()) == []


@pytest.mark.parametrize(("right", "table"), RIGHTS)
def test_each_right_is_needed(operator: Operator, right: str, table: str) -> None:
    """Without any one of them something is refused, by an error that says what to do."""
    operator.ask(OWNER, f"REVOKE {right} ON {table} FROM {APPLICATION}")
    try:
        with pytest.raises(UnavailableError) as caught, operator.open() as store:
            all_calls(store, new_id())
        assert str(caught.value) == REFUSED
    finally:
        operator.ask(OWNER, f"GRANT {right} ON {table} TO {APPLICATION}")


def test_call_that_was_refused_has_written_nothing(operator: Operator, store: SqlBackend) -> None:
    """Where a right is missing for the last step of a call, its first ones are taken back."""
    firm = new_id()
    operator.ask(OWNER, f"REVOKE INSERT ON multibuh_external_ids FROM {APPLICATION}")
    try:
        with pytest.raises(UnavailableError):
            workspace(store, ADMIN, firm).organizations.add("ООО «Ромашка»", external_ids={"1c": "1"})
    finally:
        operator.ask(OWNER, f"GRANT INSERT ON multibuh_external_ids TO {APPLICATION}")
    assert workspace(store, ADMIN, firm).organizations.list() == ()
    assert list(store.verify()) == []


@pytest.mark.parametrize("statement", DESTROYING)
def test_application_can_destroy_nothing(operator: Operator, statement: str) -> None:
    """Whoever has its password can neither remove or change tables nor delete or rewrite history."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        operator.ask(APPLICATION, statement)


def test_application_makes_no_store(operator: Operator, tmp_path: Path) -> None:
    """In an empty database it is told that it may not, and leaves nothing there; an existing store it opens."""
    operator.open(create=True).close()
    operator.server.run(f"CREATE DATABASE empty OWNER {OWNER} TEMPLATE template0")
    with pytest.raises(UnavailableError) as caught:
        open_at(operator.url(APPLICATION, "empty"), tmp_path / "attachments", create=True)
    assert str(caught.value) == REFUSED
    assert operator.server.run("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", database="empty") == [(0,)]


def all_calls(store: SqlBackend, firm: str) -> None:
    """Do all that can be done with a firm, by hand and by copying."""
    a_whole_firm(store, firm)
    all_seen_in(store, firm)
    _remaining_calls(store, firm)
    copy_firm(store, MemoryBackend(), firm)
    source = MemoryBackend()
    a_whole_firm(source, f"{firm} too")
    copy_firm(source, store, f"{firm} too")
    assert list(store.verify()) == []
    store.gc()


def _remaining_calls(store: SqlBackend, firm: str) -> None:
    """Call what the others do not."""
    ada = workspace(store, ADMIN, firm)
    (org, *_) = ada.organizations.list()
    ada.organizations.get(org.id)
    ada.organizations.find(name=org.name)
    ada.cards.read_many([org.id])
    (put_away, *_) = ada.directories.list(archived=True)
    ada.directories.get(put_away.id)
    ada.directories.unarchive(put_away.id)
    ada.entries.list(directory_id=put_away.id)


def called_by(run: Callable[[], None]) -> set[str]:
    """Return the names of all that is called while something runs."""
    names = set()

    def heed(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            names.add(frame.f_code.co_qualname)

    sys.setprofile(heed)
    try:
        run()
    finally:
        sys.setprofile(None)
    return names
