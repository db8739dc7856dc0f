"""The tables on PostgreSQL: ordered by code point, of 64 bits, the same by both ways, and with room for the longest."""

from __future__ import annotations

import random

import pytest
from alembic.autogenerate import compare_metadata
from sqlalchemy import Connection, Integer, Table, insert
from sqlalchemy.exc import IntegrityError

from multibuh_backends.sql import upgrade
from multibuh_backends.sql.schema import METADATA, VERSION
from multibuh_backends.sql.schema.postgresql import postgresql_tables
from multibuh_core.names import MAX_DESCRIPTION, MAX_NAME, MAX_ORGANIZATION_NAME
from tests.multibuh_backends.sql.postgresql.catalog import HOSTILE, a_schema, alembic_of, connected, created, made
from tests.servers.postgresql import Database

MAX_HOST_ID = 128
LENGTHS = {
    "firm_id": MAX_HOST_ID,
    "owner_id": MAX_HOST_ID,
    "private_to": MAX_HOST_ID,
    "name": MAX_ORGANIZATION_NAME,
    "folded": 3 * MAX_ORGANIZATION_NAME,
    "description": MAX_DESCRIPTION,
    "system": MAX_NAME,
    "value": MAX_NAME,
}
"""How many characters the core lets columns have; the others are ids, and may have as many as a host's."""


class TestTables:
    """What is made."""

    def test_types_are_those_of_sqlite(self, database: Database) -> None:
        """Texts are compared by code point, whatever the database's own collation is; integers have 64 bits."""
        with connected(database.url) as connection:
            upgrade(connection)
            columns = [row for row in made(connection, "public") if row[0] == "column"]
        types = {(kind, collation) for _, _, _, kind, _, collation in columns}
        assert types == {("text", "C"), ("character varying(32)", "C"), ("bigint", ""), ("bytea", "")}

    @pytest.mark.parametrize("schema", ["public", HOSTILE])
    def test_migrations_lead_to_the_metadata(self, database: Database, schema: str) -> None:
        """Tables made from the metadata and by the migrations are the same to the last index, in every schema."""
        with connected(database.url) as connection:
            if schema != "public":
                a_schema(connection, schema)
            upgrade(connection, schema=a_schema(connection, "migrated"))
            created(connection, schema)
            assert made(connection, schema) == made(connection, "migrated")
            assert {row[1] for row in made(connection, schema)} == {VERSION.name, *METADATA.tables}

    def test_nothing_is_made_elsewhere(self, database: Database) -> None:
        """Tables for a schema leave the current one empty."""
        with connected(database.url) as connection:
            upgrade(connection, schema=a_schema(connection, "migrated"))
            created(connection, a_schema(connection, HOSTILE))
            assert made(connection, "public") == set()

    @pytest.mark.parametrize("schema", [None, HOSTILE])
    def test_alembic_finds_no_difference(self, database: Database, schema: str | None) -> None:
        """Autogenerate, comparing our metadata with what either way makes, proposes nothing."""
        with connected(database.url) as connection:
            if schema is not None:
                a_schema(connection, schema)
            created(connection, schema)
            _assert_no_difference(connection, schema)
        with connected(database.url) as connection:
            if schema is not None:
                a_schema(connection, schema)
            upgrade(connection, schema=schema)
            _assert_no_difference(connection, schema)

    def test_alembic_would_find_one(self, database: Database) -> None:
        """The comparison sees a missing index, another type and another column: it is not blind."""
        with connected(database.url) as connection:
            created(connection, None)
            connection.exec_driver_sql("DROP INDEX multibuh_directories_card_ix")
            connection.exec_driver_sql("ALTER TABLE multibuh_entries ALTER version TYPE integer, ADD column more text")
            found = compare_metadata(alembic_of(connection, None), postgresql_tables())
        assert len(found) == 3

    def test_indexes_are_partial_there_too(self, database: Database) -> None:
        """Each index with a condition on SQLite has one on PostgreSQL: an archived organization's numbers are free."""
        with connected(database.url) as connection:
            created(connection, None)
            partial = {row[2] for row in made(connection, "public") if row[0] == "index" and " WHERE " in row[3]}
            organizations = METADATA.tables["multibuh_organizations"]
            _add(connection, organizations, id="1", inn="7707083893", archived_at="2026-01-01")
            _add(connection, organizations, id="2", inn="7707083893", archived_at=None)
            with pytest.raises(IntegrityError, match="multibuh_organizations_inn_kpp_ux"):
                _add(connection, organizations, id="3", inn="7707083893", archived_at=None, kpp="")
        indexes = [index for table in METADATA.sorted_tables for index in table.indexes]
        assert partial == {one.name for one in indexes if one.dialect_options["sqlite"]["where"] is not None}


class TestRoom:
    """How long values may be."""

    def test_the_longest_values_fit_every_index(self, database: Database) -> None:
        """A row of the longest values that the core allows, of four bytes each that nothing compresses, is stored."""
        dice = random.Random(1)
        with connected(database.url) as connection:
            created(connection, None)
            connection.exec_driver_sql("SET session_replication_role = replica")  # without foreign keys
            for table in METADATA.sorted_tables:
                _add(connection, table, **{column.name: _longest(dice, table, column.name) for column in table.columns})


def _assert_no_difference(connection: Connection, schema: str | None) -> None:
    def is_of_schema(name: str | None, type_: str, _: object) -> bool:
        return type_ != "schema" or name == schema

    context = alembic_of(connection, schema, include_name=is_of_schema)
    assert compare_metadata(context, postgresql_tables(schema)) == []


def _longest(dice: random.Random, table: Table, column: str) -> object:
    if isinstance(table.c[column].type, Integer):
        return 2**63 - 1
    if column == "digest":
        return bytes(32)
    length = LENGTHS.get(column, MAX_HOST_ID)
    if table.name == "multibuh_directories" and column in {"name", "folded"}:
        length = MAX_NAME if column == "name" else MAX_NAME * 6 // 4  # folding makes at most six bytes of a character
    return "".join(chr(dice.randrange(0x20000, 0x2A6DF)) for _ in range(length))


def _add(connection: Connection, table: Table, **values: object) -> None:
    blank = {
        column.name: 0 if isinstance(column.type, Integer) else "" for column in table.columns if not column.nullable
    }
    connection.execute(insert(table).values({**blank, **values}))
