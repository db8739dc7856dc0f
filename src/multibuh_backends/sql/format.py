"""The format of a store: which tables a database has, of which version."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.schema import CURRENT, KNOWN, STORE, VERSION
from multibuh_core.errors import FormatError, shown

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Driver

__all__ = ["State", "require_current", "state_of", "store_id"]

_VERSIONS: Final = Query(select(VERSION.c.version_num), ())
_STORES: Final = Query(select(STORE.c.id), ())


class State(Enum):
    """What a database is to this version of the library."""

    EMPTY = "empty"
    """It has no table at all."""
    FOREIGN = "foreign"
    """It has tables, and none of ours."""
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def state_of(driver: Driver, tables: set[str]) -> State:
    """Return what a database with these *tables* is."""
    if not {STORE.name, VERSION.name} <= tables:
        return State.FOREIGN if tables else State.EMPTY
    found = {row[0] for row in driver.rows(_VERSIONS)}
    if found == {CURRENT}:
        return State.CURRENT
    return State.OLDER if found <= set(KNOWN) else State.NEWER


def require_current(state: State, address: str) -> None:
    """
    Refuse what this version does not read.

    Raises:
        FormatError: Unless the state is CURRENT; the message says the way out.
    """
    name = shown(address)
    if state is State.EMPTY:
        message = f"В базе {name} хранилища нет: проверьте адрес или создайте его (create=True)."
        raise FormatError(message)
    if state is State.FOREIGN:
        message = f"База {name} принадлежит другой программе: укажите другую, эта не изменена."
        raise FormatError(message)
    if state is State.OLDER:
        message = (
            f"Хранилище {name} записано более ранней версией: сделайте копию и обновите его "
            "(upgrade=True, в командной строке: multibuh init --upgrade)."
        )
        raise FormatError(message)
    if state is State.NEWER:
        message = f"Хранилище {name} записано более новой версией: обновите multibuh, хранилище не изменено."
        raise FormatError(message)


def store_id(driver: Driver) -> str:
    """Return the store's id, which its attachments carry too."""
    rows = driver.rows(_STORES)
    if len(rows) != 1:
        message = "В базе нет идентификатора хранилища: восстановите её из копии."
        raise FormatError(message)
    identifier: str = rows[0][0]
    return identifier
