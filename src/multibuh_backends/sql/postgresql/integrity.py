"""What a server itself knows of the soundness of a store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from multibuh_backends.sql.postgresql.tables import SCHEMA
from multibuh_backends.sql.prepared import Query

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Driver

__all__ = ["integrity_faults"]

_OURS: Final = f"""
    FROM pg_catalog.pg_class AS relation
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = relation.relnamespace AND namespace.nspname = {SCHEMA}
"""
_INDEXES: Final = Query(
    text(
        f"""
        SELECT relation.relname {_OURS}
        JOIN pg_catalog.pg_index AS index ON index.indexrelid = relation.oid
        WHERE relation.relname LIKE 'multibuh\\_%' AND NOT (index.indisvalid AND index.indisready)
        ORDER BY 1
        """
    ),
    ("schema",),
)
_CONSTRAINTS: Final = Query(
    text(
        f"""
        SELECT key.conname {_OURS}
        JOIN pg_catalog.pg_constraint AS key ON key.conrelid = relation.oid
        WHERE relation.relname LIKE 'multibuh\\_%' AND NOT key.convalidated
        ORDER BY 1
        """
    ),
    ("schema",),
)


def integrity_faults(driver: Driver, schema: str | None) -> Iterator[str]:
    """Check that every index and every key is in force; damaged pages the server tells of when they are read."""
    for (name,) in driver.rows(_INDEXES, schema):
        yield f"Индекс {name} недействителен: перестройте его (REINDEX INDEX)."
    for (name,) in driver.rows(_CONSTRAINTS, schema):
        yield f"Ключ {name} не проверен: проверьте его (ALTER TABLE … VALIDATE CONSTRAINT)."
