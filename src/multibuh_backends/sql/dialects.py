"""The database behind an engine: which dialects there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multibuh_core.errors import UnsupportedOperationError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from multibuh_backends.sql.database import OwnDatabase

__all__ = ["database_of"]


def database_of(engine: Engine, schema: str | None, *, patience: float) -> OwnDatabase:
    """
    Return the database behind an engine; nothing is opened yet, and no other dialect is loaded.

    Raises:
        UnsupportedOperationError: If it is none that the library knows, or has no schemas and is given one.
    """
    dialect = engine.dialect
    if dialect.name == "sqlite":
        from multibuh_backends.sql.sqlite.database import SqliteDatabase
        from multibuh_backends.sql.sqlite.statements import statements_of

        if schema is not None:
            message = "У SQLite нет схем: не указывайте schema=, для отдельных таблиц возьмите отдельный файл."
            raise UnsupportedOperationError(message)
        return SqliteDatabase(engine, statements_of(dialect), patience=patience)
    if dialect.name == "postgresql" and dialect.driver == "psycopg" and not dialect.is_async:
        from multibuh_backends.sql.postgresql.database import PostgresqlDatabase

        return PostgresqlDatabase(engine, schema, patience=patience)
    message = (
        f"База {dialect.name} с драйвером {dialect.driver} не поддерживается: нужна SQLite или PostgreSQL с драйвером "
        "psycopg (postgresql+psycopg://…)."
    )
    raise UnsupportedOperationError(message)
