"""The statements of a backend as psycopg takes them: by position, which costs less than by name."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from multibuh_backends.sql.prepared import Statements

__all__ = ["statements_of"]

_SCHEMAS: Final = 16
"""How many schemas' are kept: a host may have one for each of its own clients."""


@lru_cache(_SCHEMAS)
def statements_of(schema: str | None) -> Statements:
    """Return the statements on the tables in *schema* of any database; None: wherever the search path finds them."""
    dialect: Dialect = PGDialect_psycopg(paramstyle="format")  # type: ignore[no-untyped-call]
    return Statements(dialect, schema)
