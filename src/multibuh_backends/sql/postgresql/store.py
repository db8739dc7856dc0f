"""Finding the store in a schema, and making it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from multibuh_backends.sql.create import create_tables
from multibuh_backends.sql.format import State, require_current, state_of, store_id
from multibuh_backends.sql.postgresql.driver import PostgresqlDriver
from multibuh_backends.sql.postgresql.locks import lock_alone
from multibuh_backends.sql.postgresql.refusals import place_of
from multibuh_backends.sql.postgresql.tables import schema_called, tables_of
from multibuh_backends.sql.prepared import Query
from multibuh_core.errors import FormatError, UnsupportedOperationError, shown

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from multibuh_backends.sql.postgresql.connections import Connections

__all__ = ["find_store", "name_of", "state_in"]

_LEAST: Final = 140_000
_SETTINGS: Final = Query(
    text(
        "SELECT CAST(pg_catalog.current_setting('server_version_num') AS integer), "
        "pg_catalog.current_setting('server_version'), pg_catalog.current_setting('server_encoding')"
    ),
    (),
)


def find_store(connections: Connections, engine: Engine, schema: str | None, *, create: bool) -> str:
    """
    Return the id of the store in a schema; make its tables first where there are none and *create* asks for it.

    Raises:
        FormatError: If there is no such schema, or no store in it, or not one of this version.
        UnsupportedOperationError: If the server is older than 14, or the database's encoding is not UTF-8.
    """
    driver, _ = connections.first(PostgresqlDriver, _require_fit)
    try:
        state = state_in(driver, schema)
        if state is State.EMPTY and create:
            _make(driver, engine, schema)
            state = state_in(driver, schema)
        require_current(state, name_of(engine, schema))
        return store_id(driver)
    finally:
        connections.give_back(driver)


def state_in(driver: PostgresqlDriver, schema: str | None) -> State:
    """
    Return what a schema is to this version of the library.

    Raises:
        FormatError: If there is no such schema.
    """
    if schema_called(driver, schema) is None:
        wanted = "схемы из search_path" if schema is None else f"схемы {shown(schema)}"
        message = f"В базе нет {wanted}: создайте её (CREATE SCHEMA …) или укажите другую (schema=)."
        raise FormatError(message)
    return state_of(driver, tables_of(driver, schema))


def name_of(engine: Engine, schema: str | None) -> str:
    """Return what a store is called in messages: without a user or a password."""
    inside = "" if schema is None else f", схема {schema}"
    return f"{engine.url.database} на {place_of(engine.url)}{inside}"


def _make(driver: PostgresqlDriver, engine: Engine, schema: str | None) -> None:
    """Make the tables, all or none; whoever else does it waits, and then finds them made."""
    driver.command("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
    try:
        driver.command(lock_alone("schema", schema_called(driver, schema) or ""))  # as `upgrade` does
        if state_in(driver, schema) is State.EMPTY:
            create_tables(driver, engine.dialect, schema=schema)
    except BaseException:
        driver.command("ROLLBACK")
        raise
    driver.command("COMMIT")


def _require_fit(driver: PostgresqlDriver) -> None:
    ((number, version, encoding),) = driver.rows(_SETTINGS)
    if number < _LEAST:
        message = f"PostgreSQL {version} слишком стар: нужен 14 или новее."
        raise UnsupportedOperationError(message)
    if encoding != "UTF8":
        message = f"Кодировка базы {encoding} не подходит: нужна UTF8 (createdb --encoding=UTF8 --template=template0)."
        raise UnsupportedOperationError(message)
