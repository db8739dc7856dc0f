"""The statements of a backend as psycopg takes them: by position, which costs less than by name."""

from __future__ import annotations

from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from multibuh_backends.sql.prepared import Statements

__all__ = ["statements_of"]


def statements_of(schema: str | None) -> Statements:
    """Return statements on the tables in *schema*; None: wherever the search path finds them."""
    dialect: Dialect = PGDialect_psycopg(paramstyle="format")  # type: ignore[no-untyped-call]
    return Statements(dialect, schema)
