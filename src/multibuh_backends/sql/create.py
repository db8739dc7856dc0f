"""A new store: tables made straight from the metadata, as the migrations would leave them (a test holds them equal)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from multibuh_backends.sql.queries import insertion
from multibuh_backends.sql.schema import CURRENT, METADATA, STORE, VERSION
from multibuh_core.identifiers import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Dialect

    from multibuh_backends.sql.driver import Driver

__all__ = ["create_tables"]

_VERSION_TABLE: Final = (
    f"CREATE TABLE {VERSION.name} (\n\tversion_num VARCHAR(32) NOT NULL, \n"
    f"\tCONSTRAINT {VERSION.name}_pkc PRIMARY KEY (version_num)\n)"
)
"""As Alembic makes it."""
_ADD_STORE: Final = insertion(STORE)
_ADD_VERSION: Final = insertion(VERSION)


def create_tables(driver: Driver, dialect: Dialect) -> None:
    """Make all tables in the transaction that is open; the schema's version and a new store's id with them."""
    driver.command(_VERSION_TABLE)
    for element in _elements():
        driver.command(str(element.compile(dialect=dialect)))
    driver.change(_ADD_VERSION, CURRENT)
    driver.change(_ADD_STORE, new_id())


def _elements() -> Iterator[DDLElement]:
    for table in METADATA.sorted_tables:
        yield CreateTable(table)
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            yield CreateIndex(index)
