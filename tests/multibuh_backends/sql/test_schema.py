"""The tables: the firm comes first, the types are plain, and the migrations lead to them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import ForeignKeyConstraint, PrimaryKeyConstraint

from multibuh_backends.sql.migrations import MIGRATIONS
from multibuh_backends.sql.schema import CURRENT, KNOWN, METADATA, STORE, VERSION
from multibuh_backends.sql.sqlite.engine import sqlite_engine
from multibuh_backends.sql.sqlite.module import sqlite_module
from multibuh_backends.sql.upgrades import upgrade_tables
from tests.multibuh_backends.sql.stores import a_store, by_hand, fill

STORED = Path(__file__).parents[2] / "stored" / "sqlite-0.1.0"
OF_FIRMS = [table for table in METADATA.sorted_tables if table is not STORE]


class TestSchema:
    """The tables."""

    def test_every_key_begins_with_the_firm(self) -> None:
        """No primary or foreign key of a table of firms begins with anything but the firm's id (L8)."""
        for table in OF_FIRMS:
            for constraint in table.constraints:
                if isinstance(constraint, PrimaryKeyConstraint | ForeignKeyConstraint):
                    assert next(iter(constraint.columns)).name == "firm_id", constraint
                if isinstance(constraint, ForeignKeyConstraint):
                    assert constraint.elements[0].column.name == "firm_id", constraint

    def test_every_index_begins_with_the_firm(self) -> None:
        """No index mixes the rows of firms."""
        assert all(next(iter(index.columns)).name == "firm_id" for table in OF_FIRMS for index in table.indexes)

    def test_all_is_called_by_our_name(self, tmp_path: Path) -> None:
        """Tables, indexes and constraints are named, and begin with multibuh_: they may live in a host's database."""
        a_store(tmp_path).close()
        with by_hand(tmp_path) as connection:
            made = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL")}
        named = {str(constraint.name) for table in METADATA.sorted_tables for constraint in table.constraints}
        assert {name for name in made | named if not name.startswith("multibuh_")} == set()

    def test_values_need_no_conversion(self, tmp_path: Path) -> None:
        """Every column is TEXT, INTEGER or BLOB, in a STRICT table."""
        a_store(tmp_path).close()
        with by_hand(tmp_path) as connection:
            tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE name LIKE 'multibuh%'")
            strict = dict(tables.fetchall())
            types = {
                kind
                for table in METADATA.tables
                for _, _, kind, *_ in connection.execute(f"PRAGMA table_info({table})")
            }
        assert {table: strict[table] for table in METADATA.tables} == dict.fromkeys(METADATA.tables, 1)
        assert types == {"TEXT", "INTEGER", "BLOB"}

    def test_migrations_lead_to_the_metadata(self, tmp_path: Path) -> None:
        """A store made from the metadata has the very tables that the migrations make."""
        a_store(tmp_path).close()
        migrated = tmp_path / "migrated"
        migrated.mkdir()
        upgrade_tables(sqlite_engine(migrated / "firm.db"))
        assert _schema(tmp_path) == _schema(migrated)

    def test_first_migration_makes_what_it_ever_made(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Its tables are to the letter those of the store that version 0.1.0 left."""
        monkeypatch.setattr("multibuh_backends.sql.migrations.MIGRATIONS", {"0001": MIGRATIONS["0001"]})
        upgrade_tables(sqlite_engine(tmp_path / "firm.db"))
        (tmp_path / "stored").mkdir()
        shutil.copy(STORED / "firm.db", tmp_path / "stored")
        assert _schema(tmp_path) == _schema(tmp_path / "stored")

    def test_migrations_lead_to_the_same_rows(self, tmp_path: Path) -> None:
        """Both ways a store has one id and one version."""
        a_store(tmp_path).close()
        upgrade_tables(sqlite_engine(tmp_path / "migrated.db"))
        for name in ("firm.db", "migrated.db"):
            with closing(sqlite_module().connect(tmp_path / name)) as connection:
                assert connection.execute("SELECT version_num FROM multibuh_version").fetchall() == [(CURRENT,)]
                assert connection.execute("SELECT count(*) FROM multibuh_store WHERE id <> ''").fetchall() == [(1,)]

    @pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
    @pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
    def test_alembic_finds_no_difference(self, tmp_path: Path) -> None:
        """Autogenerate, comparing the metadata with a new store, proposes nothing."""
        a_store(tmp_path).close()
        options = {"compare_type": True, "version_table": VERSION.name}
        with sqlite_engine(tmp_path / "firm.db").connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []

    def test_versions_are_those_of_the_migrations(self) -> None:
        """The list of versions that readers go by is that of the migrations, oldest first."""
        assert tuple(MIGRATIONS) == KNOWN
        assert KNOWN[-1] == CURRENT

    def test_another_dialect_is_not_loaded(self) -> None:
        """Opening a store in SQLite does not load PostgreSQL's dialect, a fifth of the time of importing SQLAlchemy."""
        script = (
            "import sys\n"
            "from multibuh_backends.sql import SqlBackend, owns_table, upgrade\n"
            "from multibuh_backends.sql.sqlite.open import open_sqlite\n"
            "assert not {'sqlalchemy.dialects.postgresql', 'psycopg', 'alembic'} & set(sys.modules)\n"
        )
        subprocess.run([sys.executable, "-c", script], check=True)

    def test_reading_does_not_load_alembic(self, tmp_path: Path) -> None:
        """Making a store, opening it, even with upgrade=True, and reading a card load no Alembic."""
        with a_store(tmp_path) as backend:
            fill(backend)
        script = (
            "import sys\n"
            "from multibuh_backends import connect\n"
            "from multibuh_core import Actor, Workspace\n"
            f"with connect({f'sqlite:///{tmp_path}/firm.db'!r}, create=True, upgrade=True) as backend:\n"
            "    workspace = Workspace(backend, firm='fintrust', actor=Actor('anna'))\n"
            "    for client in workspace.organizations.list():\n"
            "        assert workspace.cards.read(client.id).items\n"
            "assert not {'alembic', 'fsspec', 'pytest', 'mako'} & set(sys.modules), sorted(sys.modules)\n"
        )
        subprocess.run([sys.executable, "-c", script], check=True)


def _schema(folder: Path) -> dict[str, str]:
    with by_hand(folder) as connection:
        return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall())
