"""
A list as one parameter: a JSON text that the database takes apart, so that a statement is the same for any number.

How a database takes it apart is all that the statements of the dialects differ in, and stands here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Integer, Subquery, Text, literal_column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from multibuh_backends.sql.queries import parameter

__all__ = ["each_id", "each_pair", "json_list"]


def json_list(values: Iterable[object]) -> str:
    """Return what a parameter of `each_id` or `each_pair` takes."""
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def each_id(name: str) -> Subquery:
    """Return the parameter's items as rows of one column, ``id``."""
    item = _EachText(parameter(name)).table_valued("value")
    return select(item.c.value.label("id")).subquery()


def each_pair(name: str) -> Subquery:
    """Return the parameter's items, which are pairs, as rows of two columns, ``first`` and ``second``."""
    item = _Each(parameter(name)).table_valued("value")
    first, second = (_Part(item.c.value, literal_column(str(place), Integer)) for place in (0, 1))
    return select(first.label("first"), second.label("second")).subquery()


class _EachText(GenericFunction[Any]):
    """A table of the items of a list of texts."""

    inherit_cache = True
    _register = False


class _Each(GenericFunction[Any]):
    """A table of the items of a list."""

    inherit_cache = True
    _register = False


class _Part(GenericFunction[str]):
    """One item, a text, of a list."""

    inherit_cache = True
    _register = False
    type = Text()


@compiles(_EachText, "sqlite")
@compiles(_Each, "sqlite")
def _each_on_sqlite(element: GenericFunction[Any], compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({_arguments(element, compiler, options)[0]})"


@compiles(_EachText, "postgresql")
def _each_text_on_postgresql(element: _EachText, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text(CAST({_arguments(element, compiler, options)[0]} AS JSON))"


@compiles(_Each, "postgresql")
def _each_on_postgresql(element: _Each, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements(CAST({_arguments(element, compiler, options)[0]} AS JSON))"


@compiles(_Part, "sqlite")
def _part_on_sqlite(element: _Part, compiler: SQLCompiler, **options: Any) -> str:
    item, place = _arguments(element, compiler, options)
    return f"json_extract({item}, '$[{place}]')"


@compiles(_Part, "postgresql")
def _part_on_postgresql(element: _Part, compiler: SQLCompiler, **options: Any) -> str:
    item, place = _arguments(element, compiler, options)
    return f"({item} ->> {place})"


def _arguments(element: GenericFunction[Any], compiler: SQLCompiler, options: dict[str, Any]) -> list[str]:
    return [compiler.process(clause, **options) for clause in element.clauses]
