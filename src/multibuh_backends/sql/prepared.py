"""
Prepared statements: compiled once by SQLAlchemy Core, run on the driver's connection.

SQLAlchemy writes the SQL of each dialect; the way from its `Connection` down to the driver is left out, for it costs
more than the statements themselves. All values are of types that a driver takes and gives as they are (see `schema`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import Any

import attrs
from sqlalchemy import Dialect, Insert
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

__all__ = ["Prepared", "Query", "Statements"]

Values = tuple[Any, ...]


@attrs.frozen(eq=False)
class Query:
    """A statement of SQLAlchemy Core, and the order in which its callers give its parameters."""

    statement: ClauseElement
    parameters: tuple[str, ...]
    variants: Mapping[str, ClauseElement] = MappingProxyType({})
    """By the name of a dialect: the same, asked so that the indexes of that database serve it."""


@attrs.frozen(eq=False)
class Prepared:
    """A statement as a driver takes it."""

    sql: str
    arrange: Callable[[Values], Any]
    """Turns the values in the order of the query's parameters into what the driver takes."""

    @property
    def is_straight(self) -> bool:
        """Whether the driver takes the values in the order in which they are given."""
        return self.arrange is _as_they_are


class Statements(dict[Query, Prepared]):
    """Prepared statements, of all backends of one kind: each is compiled when it is first asked for. Thread-safe."""

    def __init__(self, dialect: Dialect, schema: str | None = None) -> None:
        super().__init__()
        self._dialect = dialect
        self._schema = schema

    def __missing__(self, query: Query) -> Prepared:
        # Two threads may both compile it; either result serves.
        prepared = self[query] = self._compiled(query)
        return prepared

    def _compiled(self, query: Query) -> Prepared:
        # An INSERT has the columns that its parameters name, and no others.
        columns = query.parameters if isinstance(query.statement, Insert) else None
        statement = query.variants.get(self._dialect.name, query.statement)
        if self._schema is None:
            compiled = statement.compile(dialect=self._dialect, column_keys=columns)
        else:
            compiled = statement.compile(
                dialect=self._dialect,
                column_keys=columns,
                schema_translate_map={None: self._schema},
                render_schema_translate=True,
            )
        if not isinstance(compiled, SQLCompiler) or set(compiled.params) != set(query.parameters):
            message = f"the statement does not take the parameters {query.parameters}: {compiled}"
            raise TypeError(message)
        return Prepared(str(compiled), _arrangement(query.parameters, compiled.positiontup))


def _arrangement(given: Sequence[str], taken: Sequence[str] | None) -> Callable[[Values], Any]:
    """Return what turns values in the order *given* into the driver's: by position *taken*, or else by name."""
    if taken is None:
        names = tuple(given)
        return lambda values: dict(zip(names, values, strict=True))
    if tuple(given) == tuple(taken):
        return _as_they_are
    places = [given.index(name) for name in taken]
    if len(places) == 1:
        (place,) = places
        return lambda values: (values[place],)
    return itemgetter(*places)


def _as_they_are(values: Values) -> Values:
    return values
