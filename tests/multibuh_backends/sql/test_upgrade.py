"""Upgrading a store in SQLite: what is missing is run, once, in order, and all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.operations import Operations
from sqlalchemy import create_engine, create_mock_engine

from multibuh_backends.sql import upgrade
from multibuh_backends.sql.migrations import MIGRATIONS
from multibuh_backends.sql.migrations.making import optional
from multibuh_backends.sql.sqlite.engine import sqlite_engine
from multibuh_backends.sql.upgrades import upgrade_tables
from multibuh_core import FormatError, UnsupportedOperationError
from tests.multibuh_backends.sql.stores import a_store, by_hand, fill

Migration = Callable[[Operations, str | None], None]


class TestUpgrade:
    """Running the migrations that are missing."""

    def test_earlier_store_is_brought_up_to_date(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Two later migrations are run, the earlier first, each once; what was stored stays."""
        with a_store(tmp_path) as backend:
            fill(backend)
        before = _rows(tmp_path)
        ran: list[str] = []
        _add_migrations(monkeypatch, {"0002": _adding("second", ran), "0003": _adding("third", ran)})
        for _ in range(2):
            upgrade_tables(sqlite_engine(tmp_path / "firm.db"))
        assert ran == ["second", "third"]
        assert _rows(tmp_path) == before
        with by_hand(tmp_path) as connection:
            columns = [row[1] for row in connection.execute("PRAGMA table_info(multibuh_store)")]
            versions = connection.execute("SELECT version_num FROM multibuh_version").fetchall()
        assert (columns, versions) == (["id", "second", "third"], [("0003",)])

    def test_one_failure_takes_back_all(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the second migration fails, the first has not happened either."""

        def failing(op: Operations, _: str | None) -> None:
            op.execute("DROP TABLE multibuh_entry_revisions")
            raise RuntimeError("after all")

        a_store(tmp_path).close()
        _add_migrations(monkeypatch, {"0002": _adding("second", []), "0003": failing})
        before = _schema(tmp_path)
        with pytest.raises(RuntimeError, match="after all"):
            upgrade_tables(sqlite_engine(tmp_path / "firm.db"))
        assert _schema(tmp_path) == before

    def test_later_store_is_refused(self, tmp_path: Path) -> None:
        """A version that this one does not know is left as it is."""
        a_store(tmp_path).close()
        with by_hand(tmp_path) as connection:
            connection.execute("UPDATE multibuh_version SET version_num = '0999'")
        with pytest.raises(FormatError, match=r"записаны более новой версией \(«0999»\): обновите multibuh"):
            upgrade_tables(sqlite_engine(tmp_path / "firm.db"))


class TestRefused:
    """Connections that are no good."""

    def test_offline_mode_is_refused(self) -> None:
        """Alembic's --sql mode gives a revision no connection, and is told so."""
        with pytest.raises(UnsupportedOperationError) as caught:
            upgrade(None)
        assert str(caught.value) == (
            "Таблицы multibuh нельзя обновить без соединения с базой: выполните миграции не в режиме --sql."
        )

    def test_schema_of_sqlite_is_refused(self) -> None:
        """SQLite has no schemas to put tables in."""
        engine = create_engine("sqlite://")
        with engine.connect() as connection, pytest.raises(UnsupportedOperationError) as caught:
            upgrade(connection, schema="multibuh")
        engine.dispose()
        assert str(caught.value) == (
            "Таблицы multibuh в базе «sqlite», в схеме «multibuh»: поддерживаются PostgreSQL и SQLite без схемы."
        )

    def test_another_database_is_refused(self) -> None:
        """What no test has ever run on is not tried."""
        connection = create_mock_engine("mysql+mysqldb://", executor=lambda *_: None)
        with pytest.raises(UnsupportedOperationError, match="Таблицы multibuh в базе «mysql»: поддерживаются"):
            upgrade(connection)  # type: ignore[arg-type]  # it has a dialect, and more is not looked at


def _adding(name: str, ran: list[str]) -> Migration:
    def run(op: Operations, schema: str | None) -> None:
        op.add_column("multibuh_store", optional(name), schema=schema)
        ran.append(name)

    return run


def _add_migrations(monkeypatch: pytest.MonkeyPatch, later: dict[str, Migration]) -> None:
    for version, migration in later.items():
        monkeypatch.setitem(MIGRATIONS, version, migration)


def _rows(folder: Path) -> list[tuple[object, ...]]:
    with by_hand(folder) as connection, closing(connection.execute("SELECT * FROM multibuh_entry_revisions")) as rows:
        return rows.fetchall() + connection.execute("SELECT id FROM multibuh_store").fetchall()


def _schema(folder: Path) -> list[tuple[str, str]]:
    with by_hand(folder) as connection:
        return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
