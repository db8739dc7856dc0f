"""The statements of a backend as the driver of SQLite takes them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Dialect

from multibuh_backends.sql.prepared import Statements

__all__ = ["statements_of"]

_KINDS: Final = 4


def statements_of(dialect: Dialect) -> Statements:
    """Return the statements for all databases of one kind: to put one into SQL takes longer than to run it."""
    kind: Any = type(dialect)
    module: Any = dialect.dbapi
    return _shared(kind, module, dialect.paramstyle)


@lru_cache(_KINDS)
def _shared(kind: Any, module: object, paramstyle: str) -> Statements:
    return Statements(kind(dbapi=module, paramstyle=paramstyle))
