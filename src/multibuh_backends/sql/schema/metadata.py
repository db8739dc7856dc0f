"""
What all tables share: names, types and the firm.

The tables may live in a host's own database, so everything is called `multibuh_…`. Every primary key and every foreign
key begins with ``firm_id``: no row of one firm can name one of another (L8), and the tables could be spread over
servers by firm without a change. Columns are text, integers or bytes in every dialect, so that a value needs no
conversion on its way to the driver: a time is ISO 8601 text in UTC, always with microseconds; a boolean 0 or 1; an
enumeration its value; a list JSON. On PostgreSQL too integers have 64 bits, and text is ordered by code point.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy.schema import SchemaItem

__all__ = ["METADATA", "STORE", "VERSION", "blob", "in_schema", "integer", "references", "table", "text"]

METADATA = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "fk": "%(table_name)s_%(referred_table_name)s_fk",
        "ix": "%(table_name)s_%(column_0_N_name)s_ix",
    }
)

_TEXT: Final = Text().with_variant(Text(collation="C"), "postgresql")
_INTEGER: Final = Integer().with_variant(BigInteger(), "postgresql")
_VERSION_NUMBER: Final = String(32).with_variant(String(32, collation="C"), "postgresql")


def text(name: str, *, key: bool = False, optional: bool = False) -> Column[str]:
    """Return a column of text, which is compared by code point."""
    return Column(name, _TEXT, primary_key=key, nullable=optional)


def integer(name: str, *, key: bool = False, optional: bool = False) -> Column[int]:
    """Return a column of integers of 64 bits."""
    return Column(name, _INTEGER, primary_key=key, nullable=optional, autoincrement=False)


def blob(name: str) -> Column[bytes]:
    """Return a column of bytes."""
    return Column(name, LargeBinary, nullable=False)


def references(target: Table, *columns: str) -> ForeignKeyConstraint:
    """Return the foreign key by which *columns*, behind the firm's id, name a row of *target*."""
    mine = ("firm_id", *columns)
    return ForeignKeyConstraint(mine, [*target.primary_key.columns][: len(mine)])


def table(name: str, *items: SchemaItem, **options: Any) -> Table:
    """
    Return a table whose rows belong to a firm.

    On SQLite it is STRICT, and clustered by its primary key (WITHOUT ROWID): looking a row up is one descent, not two.
    """
    return Table(
        f"multibuh_{name}",
        METADATA,
        text("firm_id", key=True),
        *items,
        sqlite_strict=True,
        sqlite_with_rowid=False,
        **options,
    )


STORE = Table("multibuh_store", METADATA, text("id", key=True), sqlite_strict=True)
"""One row: the store's id, which its attachments carry too. It belongs to no firm."""

VERSION = Table(
    "multibuh_version",
    MetaData(),
    Column("version_num", _VERSION_NUMBER, nullable=False),
    PrimaryKeyConstraint("version_num", name="multibuh_version_pkc"),
)
"""The version of the tables, in the form that Alembic keeps such versions in."""


def in_schema(table: Table, schema: str | None, *, metadata: MetaData | None = None) -> Table:
    """Return a copy of a table in a schema of the database, in *metadata* or alone."""
    into = MetaData() if metadata is None else metadata
    return table.to_metadata(into) if schema is None else table.to_metadata(into, schema=schema)
