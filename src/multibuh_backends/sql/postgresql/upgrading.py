"""Bringing an earlier version's store up to date, where that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from multibuh_backends.sql.format import State
from multibuh_backends.sql.postgresql.connections import Connections
from multibuh_backends.sql.postgresql.driver import PostgresqlDriver
from multibuh_backends.sql.postgresql.errors import translated
from multibuh_backends.sql.postgresql.statements import statements_of
from multibuh_backends.sql.postgresql.store import state_in

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["bring_up_to_date"]


def bring_up_to_date(engine: Engine, *, upgrade: bool) -> bool:
    """Return whether there is a store, of whatever version; with *upgrade* an earlier one is upgraded first."""
    connections = Connections(engine, statements_of(None))
    try:
        driver, state = connections.first(PostgresqlDriver, lambda driver: state_in(driver, None))
        connections.give_back(driver)
    finally:
        connections.close()
    if state is State.OLDER and upgrade:
        _upgrade(engine)
    return state is not State.EMPTY


def _upgrade(engine: Engine) -> None:
    from multibuh_backends.sql.upgrades import upgrade_tables  # with Alembic, which nobody else waits for

    try:
        upgrade_tables(engine)
    except DBAPIError as error:
        raise translated(error.orig if isinstance(error.orig, Exception) else error) from None
