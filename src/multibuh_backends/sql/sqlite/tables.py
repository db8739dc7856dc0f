"""Which tables a SQLite database has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import column, literal_column, select, table

from multibuh_backends.sql.prepared import Query

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Driver

__all__ = ["tables_of"]

_MASTER = table("sqlite_master", column("name"), column("type"))
_TABLES: Final = Query(
    select(_MASTER.c.name).where(
        _MASTER.c.type == literal_column("'table'"),
        _MASTER.c.name.not_like(literal_column("'sqlite\\_%'"), escape="\\"),
    ),
    (),
)


def tables_of(driver: Driver) -> set[str]:
    """Return the names of all tables but SQLite's own."""
    return {row[0] for row in driver.rows(_TABLES)}
