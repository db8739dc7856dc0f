"""A host's autogenerate leaves our tables alone, and sees its own beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from alembic.autogenerate import produce_migrations
from sqlalchemy import Column, Integer, MetaData, Table

from multibuh_backends.sql import owns_table, upgrade
from tests.multibuh_backends.sql.postgresql.catalog import HOSTILE, a_schema, alembic_of, connected
from tests.servers.postgresql import Database


class TestOwnership:
    """What autogenerate proposes in a host's database that has our tables."""

    @pytest.mark.parametrize("schema", [None, "public", HOSTILE])
    @pytest.mark.parametrize("include_schemas", [False, True])
    def test_nothing_is_proposed_about_ours(
        self, database: Database, schema: str | None, *, include_schemas: bool
    ) -> None:
        """Wherever the store is, and whether Alembic looks into other schemas or not, ours are not to be dropped."""
        assert _proposed(database, schema, include_schemas=include_schemas) == {"remove_table": {"multibuh_notes"}}

    def test_without_it_they_would_be_dropped(self, database: Database) -> None:
        """Autogenerate does look at the tables: the filter is what keeps them."""
        proposed = _proposed(database, "multibuh", include_schemas=True, filtered=None)
        assert "multibuh_entries" in proposed["remove_table"]


def _proposed(
    database: Database, schema: str | None, *, include_schemas: bool, filtered: str | None = "yes"
) -> dict[str, set[str]]:
    """Return what autogenerate proposes to a host with one table of its own, known, and another, forgotten."""
    host = MetaData()
    Table("host_clients", host, Column("id", Integer, primary_key=True))

    def include_name(name: str | None, type_: str, parents: Mapping[str, Any]) -> bool:
        if type_ == "schema":
            return name != "pg_catalog"
        return filtered is None or not owns_table(name, type_, parents, schema=schema)

    with connected(database.url) as connection:
        if schema not in {None, "public"}:
            a_schema(connection, str(schema))
        upgrade(connection, schema=schema)
        host.create_all(connection)
        connection.exec_driver_sql("CREATE TABLE multibuh_notes (id integer)")
        context = alembic_of(connection, None, include_schemas=include_schemas, include_name=include_name)
        operations = produce_migrations(context, host).upgrade_ops
        assert operations is not None
        found: dict[str, set[str]] = {}
        for kind, thing, *_ in operations.as_diffs():
            found.setdefault(kind, set()).add(thing.name)
    return found
