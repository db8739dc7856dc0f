"""Bringing the tables up to date by the migrations, in the transaction of whoever asks; Alembic is loaded then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from multibuh_backends.sql.postgresql.locks import lock_alone
from multibuh_backends.sql.schema import STORE, VERSION, in_schema
from multibuh_core.errors import FormatError, UnsupportedOperationError, shown
from multibuh_core.identifiers import new_id

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

__all__ = ["upgrade", "upgrade_tables"]

_NOTHING: Final = ""
"""The version of a schema without our tables."""


def upgrade(connection: Connection | None, *, schema: str | None = None) -> None:
    """
    Make the tables of a store, or bring them up to this version of the library; do nothing where they are of it.

    All of it is in the connection's transaction, which the caller commits. A host calls it from a revision of its own:
    ``upgrade(op.get_bind(), schema="multibuh")``. On PostgreSQL one process upgrades a schema at a time, the others
    wait for its transaction to end and find it done.

    Args:
        connection: To PostgreSQL or SQLite. (Alembic's ``--sql`` mode has none, and is refused.)
        schema: The schema of the tables, which must exist; None for the current one, the first of the search path.
            SQLite has none.

    Raises:
        FormatError: If the tables are of a later version or damaged, or the schema does not exist.
        UnsupportedOperationError: If there is no connection, it commits every statement by itself, or is to another
            database.
        sqlalchemy.exc.DBAPIError: If the database refuses: the role may not, or, above READ COMMITTED, somebody else
            upgraded at the same time.
    """
    if connection is None:
        message = "Таблицы multibuh нельзя обновить без соединения с базой: выполните миграции не в режиме --sql."
        raise UnsupportedOperationError(message)
    schema = _entered(connection, schema)
    found = _version(connection, schema)
    # Only now, for Alembic takes longer to load than all else.
    from multibuh_backends.sql.migrations import MIGRATIONS

    versions = [_NOTHING, *MIGRATIONS]
    if found not in versions:
        message = (
            f"Таблицы multibuh записаны более новой версией ({shown(found)}): обновите multibuh, таблицы не изменены."
        )
        raise FormatError(message)
    missing = versions[versions.index(found) + 1 :]
    if missing:
        _set_version(connection, schema, found, missing[-1])
        _run(connection, schema, missing)
    if found == _NOTHING:
        connection.execute(in_schema(STORE, schema).insert().values(id=new_id()))


def upgrade_tables(engine: Engine) -> None:
    """Run the migrations that are missing, in one transaction: all of them or none."""
    with engine.begin() as connection:
        upgrade(connection)


def _entered(connection: Connection, schema: str | None) -> str | None:
    """Return the schema by its name, where nobody else upgrades until the transaction ends."""
    if connection.dialect.name == "sqlite" and schema is None:
        return None  # its transactions begin by locking the file
    if connection.dialect.name != "postgresql":
        message = (
            f"Таблицы multibuh в базе {shown(connection.dialect.name)}"
            f"{'' if schema is None else f', в схеме {shown(schema)}'}: поддерживаются PostgreSQL и SQLite без схемы."
        )
        raise UnsupportedOperationError(message)
    if getattr(connection.connection.driver_connection, "autocommit", False):
        message = "Соединение с базой само фиксирует каждую команду: обновите таблицы multibuh в транзакции."
        raise UnsupportedOperationError(message)
    current: str | None = connection.scalar(sa.select(sa.func.current_schema()))
    name = current if schema is None else schema
    if name is None or not sa.inspect(connection).has_schema(name):
        which = "Ни одной схемы из search_path" if name is None else f"Схемы {shown(name)}"
        message = f"{which} в базе нет: создайте её (CREATE SCHEMA) и повторите."
        raise FormatError(message)
    connection.exec_driver_sql(lock_alone("schema", name))
    return sa.quoted_name(name, quote=True)  # else Alembic takes a dot in it for the end of a name


def _version(connection: Connection, schema: str | None) -> str:
    if not sa.inspect(connection).has_table(VERSION.name, schema=schema):
        return _NOTHING
    found: list[str] = list(connection.scalars(sa.select(in_schema(VERSION, schema).c.version_num)))
    if len(found) != 1:
        message = f"В таблице {VERSION.name} строк: {len(found)}, а нужна одна. Восстановите её из копии."
        raise FormatError(message)
    return found[0]


def _set_version(connection: Connection, schema: str | None, found: str, version: str) -> None:
    """Set the version, before all else: who has overtaken this transaction is met here, not amid the tables."""
    table = in_schema(VERSION, schema)
    if found == _NOTHING:
        connection.execute(sa.schema.CreateTable(table))
        connection.execute(table.insert().values(version_num=version))
    else:
        connection.execute(table.update().values(version_num=version))


def _run(connection: Connection, schema: str | None, versions: list[str]) -> None:
    """Run migrations by operations of our own, not by those that stand in `alembic.op` while a host's own run."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    from multibuh_backends.sql.migrations import MIGRATIONS

    options = {"version_table": VERSION.name, "version_table_schema": schema}
    operations = Operations(MigrationContext.configure(connection, opts=options))
    for version in versions:
        MIGRATIONS[version](operations, schema)
