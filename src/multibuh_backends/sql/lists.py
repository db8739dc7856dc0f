"""
A list as one parameter: a JSON text that the database takes apart, so that a statement is the same for any number.

SQLite's functions; another dialect will be given its own here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Subquery, func, literal_column, select

from multibuh_backends.sql.queries import parameter

__all__ = ["each_id", "each_pair", "json_list"]


def json_list(values: Iterable[object]) -> str:
    """Return what a parameter of `each_id` or `each_pair` takes."""
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def each_id(name: str) -> Subquery:
    """Return the parameter's items as rows of one column, ``id``."""
    item = func.json_each(parameter(name)).table_valued("value")
    return select(item.c.value.label("id")).subquery()


def each_pair(name: str) -> Subquery:
    """Return the parameter's items, which are pairs, as rows of two columns, ``first`` and ``second``."""
    item = func.json_each(parameter(name)).table_valued("value")
    return select(_part(item.c.value, 0).label("first"), _part(item.c.value, 1).label("second")).subquery()


def _part(pair: ColumnElement[Any], place: int) -> ColumnElement[Any]:
    return func.json_extract(pair, literal_column(f"'$[{place}]'"))
