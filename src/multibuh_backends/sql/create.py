"""A new store: tables made straight from the metadata, as the migrations would leave them (a test holds them equal)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from multibuh_backends.sql.queries import insertion
from multibuh_backends.sql.schema import CURRENT, METADATA, STORE, VERSION
from multibuh_core.identifiers import new_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Dialect, Table

    from multibuh_backends.sql.driver import Driver

__all__ = ["create_tables"]

_ADD_STORE: Final = insertion(STORE)
_ADD_VERSION: Final = insertion(VERSION)


def create_tables(driver: Driver, dialect: Dialect, schema: str | None = None) -> None:
    """
    Make all tables in the transaction that is open; the schema's version and a new store's id with them.

    Args:
        driver: Its statements name the tables in the same *schema*.
        dialect: Of SQLite or PostgreSQL.
        schema: The database's schema, which must exist; None for the current one. SQLite has none.
    """
    for element in _elements(_tables(dialect, schema)):
        driver.command(_sql(element, dialect))
    driver.change(_ADD_VERSION, CURRENT)
    driver.change(_ADD_STORE, new_id())


def _tables(dialect: Dialect, schema: str | None) -> Iterable[Table]:
    if dialect.name == "postgresql":
        from multibuh_backends.sql.schema.postgresql import postgresql_tables

        return postgresql_tables(schema).sorted_tables
    return (VERSION, *METADATA.sorted_tables)


def _elements(tables: Iterable[Table]) -> Iterator[DDLElement]:
    for table in tables:
        yield CreateTable(table)
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            yield CreateIndex(index)


def _sql(element: DDLElement, dialect: Dialect) -> str:
    """Return the statement as `command` runs it: without values, so that a percent sign stands for itself."""
    sql = str(element.compile(dialect=dialect))
    return sql.replace("%%", "%") if dialect.paramstyle in {"format", "pyformat"} else sql
