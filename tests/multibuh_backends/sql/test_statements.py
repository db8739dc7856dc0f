"""What is compiled of SQL is shared by backends that take it alike, and by no others."""

from __future__ import annotations

import sqlite3
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from multibuh_backends.sql.organization_queries import GET
from multibuh_backends.sql.postgresql import statements as of_postgresql
from multibuh_backends.sql.sqlite import statements as of_sqlite


def a_dialect(module: Any = sqlite3, paramstyle: str = "qmark") -> SQLiteDialect_pysqlite:
    """Return a dialect as an engine of a store's own has it."""
    return SQLiteDialect_pysqlite(dbapi=module, paramstyle=paramstyle)  # type: ignore[arg-type]


def another_driver() -> ModuleType:
    """Return a driver that is no other but by name."""
    module = ModuleType("another")
    vars(module).update(vars(sqlite3))
    return module


def test_databases_of_one_kind_share() -> None:
    """A second backend compiles nothing that the first has compiled."""
    first, second = (of_sqlite.statements_of(a_dialect()) for _ in range(2))
    assert first[GET] is second[GET]
    assert of_postgresql.statements_of("firm")[GET] is of_postgresql.statements_of("firm")[GET]


@pytest.mark.parametrize("other", [a_dialect(paramstyle="named"), a_dialect(another_driver())])
def test_what_is_taken_otherwise_is_not_shared(other: SQLiteDialect_pysqlite) -> None:
    """A driver that takes values by name, or is another one, has statements of its own."""
    assert of_sqlite.statements_of(other) is not of_sqlite.statements_of(a_dialect())


def test_each_schema_has_its_own() -> None:
    """A statement names the tables of its own schema, whichever was asked for first."""
    for schema in ("one", "two", "one"):
        assert f"FROM {schema}.multibuh_organization" in of_postgresql.statements_of(schema)[GET].sql
    assert (
        ".multibuh_organization"
        not in of_postgresql.statements_of(None)[GET]
        .sql.replace("multibuh_organization.", "")
        .split("FROM")[1]
        .split("WHERE")[0]
    )
