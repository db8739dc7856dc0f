"""The card is one statement, and reads no more than it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from multibuh_backends.sql import bulk_queries, directory_queries, entry_queries, organization_queries
from multibuh_backends.sql.cards import CARD, CARDS
from multibuh_backends.sql.driver import Driver
from multibuh_backends.sql.prepared import Query
from multibuh_core import Workspace
from multibuh_core.actor import Viewer
from tests.multibuh_backends.sql.stores import FIRM, a_driver, a_store, anna, fill

# What may be read whole: the parameter's own list, and the two rows of which a card is made of.
HARMLESS = ("SCAN json_each", "SCAN anon", "SCAN CONSTANT ROW", "SCAN (join-", "SCAN VIRTUAL")

STATEMENTS = {
    "card": CARD,
    "cards": CARDS,
    "organization": organization_queries.GET,
    "twin": organization_queries.TWIN,
    "bearer": organization_queries.BEARER,
    "organizations": organization_queries.listing(archived=False),
    "by inn": organization_queries.find(("inn",)),
    "by name": organization_queries.find(("folded",)),
    "by external id": organization_queries.find(("system", "value")),
    "organization's history": organization_queries.HISTORY,
    "directory": directory_queries.GET,
    "directories": directory_queries.listing(archived=False),
    "directory's history": directory_queries.HISTORY,
    "owned": directory_queries.OWNED,
    "hide entry revisions": directory_queries.HIDE_ENTRY_REVISIONS,
    "entries of a directory": directory_queries.ENTRIES_OF,
    **{f"pass on {number}": query for number, query in enumerate(directory_queries.PASS_ON)},
    "place": entry_queries.PLACE,
    "history": entry_queries.HISTORY,
    "revision": entry_queries.REVISION_AT,
    "entries by organization": entry_queries.listing(of_organization=True, of_directory=False),
    "entries by directory": entry_queries.listing(of_organization=False, of_directory=True),
    "entry": entry_queries.listing(of_organization=True, of_directory=True),
    "texts": bulk_queries.TEXTS,
    "kept": bulk_queries.KEPT,
    "imported": bulk_queries.IMPORTED,
}


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """Give a connection to a new store, which planning does not change."""
    with a_store(tmp_path_factory.mktemp("plans")) as backend:
        yield a_driver(backend)


class TestPlans:
    """How SQLite finds the rows."""

    @pytest.mark.parametrize("name", STATEMENTS)
    def test_no_statement_scans_a_table(self, driver: Driver, name: str) -> None:
        """Every statement of the services finds its rows by a key or an index that begins with the firm."""
        plan = _plan(driver, STATEMENTS[name])
        scans = [line for line in plan if line.startswith("SCAN") and not line.startswith(HARMLESS)]
        assert scans == [], plan
        searches = [line for line in plan if line.startswith("SEARCH multibuh_")]
        assert all("(firm_id=?" in line for line in searches), plan

    def test_card_needs_no_sorting(self, driver: Driver) -> None:
        """The card's rows come by the entries' own key; nothing is gathered and sorted by the database."""
        plan = _plan(driver, CARD)
        assert [line for line in plan if "TEMP B-TREE" in line or "MATERIALIZE" in line] == []


class TestStatements:
    """What is run for a call."""

    def test_card_is_one_statement(self, tmp_path: Path) -> None:
        """Reading a card is one statement without a transaction around it, however many directories there are."""
        assert len(_run(tmp_path, lambda workspace, client: workspace.cards.read(client))) == 1

    def test_missing_card_is_one_statement(self, tmp_path: Path) -> None:
        """A missing organization is told by the same one statement."""
        assert len(_run(tmp_path, lambda workspace, _: workspace._session.cards().read("no such id"))) == 1

    def test_many_cards_are_one_statement(self, tmp_path: Path) -> None:
        """Many cards are of one state, since they are one statement."""
        assert len(_run(tmp_path, lambda workspace, client: workspace.cards.read_many([client, "no such id"]))) == 1

    def test_write_is_six_statements(self, tmp_path: Path) -> None:
        """A write is one place read and three rows written, between BEGIN IMMEDIATE and COMMIT."""

        def write(workspace: Workspace, client: str) -> None:
            (guide, *_) = workspace.directories.list()
            statements.clear()
            workspace.entries.write(guide.id, client, "Новый текст", expected_version=2)

        statements: list[str] = []
        _run(tmp_path, write, statements)
        verbs = [statement.split()[0] for statement in statements]
        assert verbs == ["BEGIN", "SELECT", "INSERT", "UPDATE", "INSERT", "COMMIT"]

    def test_reading_unit_sees_the_state_of_its_beginning(self, tmp_path: Path) -> None:
        """What is committed after a reading unit began, and before its first read, is not seen by it."""
        with a_store(tmp_path) as backend:
            user = anna(backend)
            with backend.begin(FIRM, viewer=Viewer("anna")) as work:
                user.organizations.add("ООО «Позже»")
                assert work.organizations.list() == ()


def _plan(driver: Driver, query: Query) -> list[str]:
    prepared = driver.statements[query]
    values = prepared.arrange(tuple("[]" for _ in query.parameters))
    return [row[3] for row in driver.connection.execute(f"EXPLAIN QUERY PLAN {prepared.sql}", values)]


def _run(folder: Path, call: Callable[[Workspace, str], object], statements: list[str] | None = None) -> list[str]:
    """Return the statements that a call runs on a filled store."""
    seen: list[str] = [] if statements is None else statements
    with a_store(folder) as backend:
        fill(backend)
        user = anna(backend)
        client = user.organizations.list()[0].id
        for driver in backend._database._connections._resting:
            driver.connection.set_trace_callback(seen.append)  # type: ignore[attr-defined]
        call(user, client)
    return seen
