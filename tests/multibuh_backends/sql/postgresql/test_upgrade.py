"""Upgrading a store in a schema: once, to this version, and by one at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from alembic.operations import Operations
from sqlalchemy import Connection, text

from multibuh_backends.sql import upgrade
from multibuh_backends.sql.migrations import MIGRATIONS
from multibuh_backends.sql.migrations.making import optional
from multibuh_backends.sql.schema import CURRENT
from multibuh_core import FormatError, UnsupportedOperationError
from tests.multibuh_backends.sql.postgresql.catalog import HOSTILE, a_schema, connected, created, made
from tests.servers.postgresql import Database


class TestUpgrade:
    """What a call does."""

    @pytest.mark.parametrize("schema", [None, HOSTILE])
    def test_store_is_made_once(self, database: Database, schema: str | None) -> None:
        """Where nothing is a store is made, with its id; a second call changes nothing."""
        with connected(database.url) as connection:
            name = "public" if schema is None else a_schema(connection, schema)
            upgrade(connection, schema=schema)
            first = made(connection, name), _stores(connection, name), _versions(connection, name)
            upgrade(connection, schema=schema)
            assert (made(connection, name), _stores(connection, name), _versions(connection, name)) == first
        assert len(first[1]) == 1
        assert first[2] == [CURRENT]

    def test_one_made_from_the_metadata_is_up_to_date(self, database: Database) -> None:
        """A store that `connect` made is taken for what it is."""
        with connected(database.url) as connection:
            created(connection, None)
            before = _stores(connection, "public")
            upgrade(connection)
            assert _stores(connection, "public") == before

    def test_none_is_the_current_schema(self, database: Database) -> None:
        """Without a schema the first of the search path is meant, even where a later one has a store."""
        with connected(database.url) as connection:
            upgrade(connection)
            a_schema(connection, "first")
            connection.exec_driver_sql("SET search_path = first, public")
            upgrade(connection)
            assert made(connection, "first") == made(connection, "public")

    def test_earlier_one_is_brought_up_to_date(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        """The migrations that are missing are run, in the schema, and the store stays the same."""
        with connected(database.url) as connection:
            upgrade(connection, schema=a_schema(connection, HOSTILE))
            before = _stores(connection, HOSTILE)
            _add_migrations(monkeypatch)
            upgrade(connection, schema=HOSTILE)
            upgrade(connection, schema=HOSTILE)
            columns = {
                row[2].split()[1] for row in made(connection, HOSTILE) if row[:2] == ("column", "multibuh_store")
            }
            assert _versions(connection, HOSTILE) == ["0003"]
            assert _stores(connection, HOSTILE) == before
        assert columns == {"id", "second", "third"}

    def test_later_one_is_refused(self, database: Database) -> None:
        """Tables of a later version are not touched."""
        with connected(database.url) as connection:
            upgrade(connection)
            connection.execute(text("UPDATE multibuh_version SET version_num = '0999'"))
            with pytest.raises(FormatError) as caught:
                upgrade(connection)
        assert str(caught.value) == (
            "Таблицы multibuh записаны более новой версией («0999»): обновите multibuh, таблицы не изменены."
        )

    def test_lost_version_is_refused(self, database: Database) -> None:
        """A version table without its row is no reason to make tables anew."""
        with connected(database.url) as connection:
            upgrade(connection)
            connection.execute(text("DELETE FROM multibuh_version"))
            with pytest.raises(FormatError, match="В таблице multibuh_version строк: 0, а нужна одна"):
                upgrade(connection)

    def test_missing_schema_is_refused(self, database: Database) -> None:
        """Whoever upgrades has to make the schema first, and is told so."""
        with connected(database.url) as connection:
            with pytest.raises(FormatError) as named:
                upgrade(connection, schema="multibuh")
            connection.exec_driver_sql("SET search_path = nowhere")
            with pytest.raises(FormatError) as current:
                upgrade(connection)
        assert str(named.value) == "Схемы «multibuh» в базе нет: создайте её (CREATE SCHEMA) и повторите."
        assert str(current.value) == (
            "Ни одной схемы из search_path в базе нет: создайте её (CREATE SCHEMA) и повторите."
        )

    def test_without_a_transaction_it_is_refused(self, database: Database) -> None:
        """On a connection that commits each statement a failure would leave half of the tables."""
        with (
            connected(database.url, isolation_level="AUTOCOMMIT") as connection,
            pytest.raises(UnsupportedOperationError, match="само фиксирует каждую команду"),
        ):
            upgrade(connection)


class TestAtOnce:
    """Many processes upgrade one store."""

    @pytest.mark.parametrize("schemas", [(None, "public"), ("multibuh", "multibuh")])
    def test_the_others_wait_and_find_it_done(self, database: Database, schemas: tuple[str | None, ...]) -> None:
        """One makes the tables, the rest wait for its commit, however they name the schema; there is one store."""
        with connected(database.url) as connection:
            a_schema(connection, "multibuh")
            connection.commit()
        failures: list[BaseException] = []

        def make(schema: str | None) -> None:
            try:
                with connected(database.url) as connection:
                    upgrade(connection, schema=schema)
                    connection.commit()
            except BaseException as error:  # noqa: BLE001 - told by the test
                failures.append(error)

        threads = [threading.Thread(target=make, args=(schema,)) for schema in schemas * 3]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        with connected(database.url) as connection:
            assert len(_stores(connection, schemas[1] or "")) == 1


def _add_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    def adding(name: str) -> Callable[[Operations, str | None], None]:
        return lambda op, schema: op.add_column("multibuh_store", optional(name), schema=schema)

    monkeypatch.setitem(MIGRATIONS, "0002", adding("second"))
    monkeypatch.setitem(MIGRATIONS, "0003", adding("third"))


def _stores(connection: Connection, schema: str) -> list[str]:
    return list(connection.scalars(text(f"SELECT id FROM {_quoted(connection, schema)}.multibuh_store")))


def _versions(connection: Connection, schema: str) -> list[str]:
    return list(connection.scalars(text(f"SELECT version_num FROM {_quoted(connection, schema)}.multibuh_version")))


def _quoted(connection: Connection, schema: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(schema).replace("%%", "%")
