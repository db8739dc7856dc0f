"""Schemas of a test's database: made by both ways, and read back from PostgreSQL's own catalog."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.schema import CreateSchema

from multibuh_backends.sql.create import create_tables
from multibuh_backends.sql.postgresql.driver import PostgresqlDriver
from multibuh_backends.sql.postgresql.statements import statements_of

__all__ = ["HOSTILE", "a_schema", "alembic_of", "connected", "created", "made"]

HOSTILE: Final = '100% "наша".Схема'
"""A schema whose name is right only where it is quoted, and its percent sign told from a placeholder's."""

_MADE: Final = text(
    """
    SELECT 'column', c.relname, a.attnum || ' ' || a.attname,
           format_type(a.atttypid, a.atttypmod), a.attnotnull::text, coalesce(l.collname, '')
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
    LEFT JOIN pg_collation l ON l.oid = a.attcollation
    WHERE c.relnamespace = CAST(:quoted AS regnamespace) AND c.relkind = 'r'
    UNION ALL
    SELECT 'constraint', c.relname, o.conname, pg_get_constraintdef(o.oid), '', ''
    FROM pg_class c JOIN pg_constraint o ON o.conrelid = c.oid
    WHERE c.relnamespace = CAST(:quoted AS regnamespace)
    UNION ALL
    SELECT 'index', tablename, indexname, indexdef, '', '' FROM pg_indexes WHERE schemaname = :name
    """
)


@contextmanager
def connected(url: str, **options: Any) -> Iterator[Connection]:
    """Give a connection of the host's own, whose transaction is rolled back unless it commits."""
    engine = create_engine(url, **options)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def a_schema(connection: Connection, name: str) -> str:
    """Make a schema, and return its name."""
    connection.execute(CreateSchema(name))
    return name


def created(connection: Connection, schema: str | None) -> None:
    """Make the tables straight from the metadata."""
    driver = PostgresqlDriver(connection.connection.driver_connection, statements_of(schema))  # type: ignore[arg-type]
    create_tables(driver, connection.dialect, schema)


def made(connection: Connection, schema: str) -> set[tuple[str, ...]]:
    """Return all that is in a schema: each column, constraint and index in full, but for the schema's name."""
    quoted = connection.dialect.identifier_preparer.quote_identifier(schema).replace("%%", "%")
    rows = connection.execute(_MADE, {"quoted": quoted, "name": schema}).all()
    return {tuple(part.replace(f"{quoted}.", "").replace(f"{schema}.", "") for part in row) for row in rows}


def alembic_of(connection: Connection, schema: str | None, **options: Any) -> MigrationContext:
    """Return Alembic as a host would have it compare one schema with a metadata."""
    if schema is not None:
        options |= {"include_schemas": True}
    return MigrationContext.configure(connection, opts={"compare_type": True, **options})
