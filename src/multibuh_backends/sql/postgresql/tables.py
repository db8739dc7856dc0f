"""Which tables of ours a schema has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.schema import METADATA, VERSION

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Driver

__all__ = ["SCHEMA", "schema_called", "tables_of"]

SCHEMA: Final = "coalesce(CAST(:schema AS text), current_schema())"
"""The schema that a backend's tables are in; None: the first of the search path."""
_TABLES: Final = Query(
    text(f"SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = {SCHEMA}"),  # noqa: S608 - of constants
    ("schema",),
)
_SCHEMAS: Final = Query(
    text(f"SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = {SCHEMA}"),  # noqa: S608 - of constants
    ("schema",),
)


def tables_of(driver: Driver, schema: str | None) -> set[str]:
    """Return the names of all tables of ours; a host's are none of our business."""
    ours = {*METADATA.tables, VERSION.name}
    return {row[0] for row in driver.rows(_TABLES, schema)} & ours


def schema_called(driver: Driver, schema: str | None) -> str | None:
    """Return the name of a schema that is there, for None of the one that the search path leads to; None without."""
    row = driver.row(_SCHEMAS, schema)
    return None if row is None else row[0]
