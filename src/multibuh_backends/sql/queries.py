"""What the statements are built of: parameters, constants, the common shapes of writing."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, Table, bindparam, insert, literal_column, update

from multibuh_backends.sql.prepared import Query

__all__ = ["FIRM", "FROM_THE_FIRST", "LIMIT", "NO_LIMIT", "bounded", "count", "insertion", "parameter", "replacement"]

NO_LIMIT: Final = 2**62
"""A limit that no list reaches."""


def bounded(number: int) -> int:
    """Return a number as every database takes it: what is out of range is as far as it goes."""
    return max(-NO_LIMIT, min(number, NO_LIMIT))


def count(limit: int | None) -> int:
    """Return the limit of a list as its statement takes it."""
    return NO_LIMIT if limit is None else bounded(limit)


def parameter(name: str) -> BindParameter[Any]:
    """Return a parameter of a statement."""
    return bindparam(name)


FIRM: Final = parameter("firm")
LIMIT: Final = parameter("limit")
FROM_THE_FIRST: Final[ColumnElement[Any]] = literal_column("0")
"""Goes with every limit: without it SQLAlchemy adds an offset that is a parameter of its own."""


def insertion(table: Table) -> Query:
    """Return the statement that adds a row; its parameters are all columns in their order."""
    return Query(insert(table), tuple(table.columns.keys()))


def replacement(table: Table, *columns: str) -> Query:
    """
    Return the statement that changes *columns* of the row with a key, if it is at the version before the new one.

    Parameters: the columns in this order, then the key in its order; one of the columns is ``version``.
    """
    keys = [column.name for column in table.primary_key]
    statement = update(table).values({column: bindparam(f"new_{column}") for column in columns})
    for name in keys:
        statement = statement.where(table.c[name] == bindparam(f"old_{name}"))
    statement = statement.where(table.c.version == bindparam("new_version") - literal_column("1"))
    return Query(statement, (*(f"new_{column}" for column in columns), *(f"old_{name}" for name in keys)))
