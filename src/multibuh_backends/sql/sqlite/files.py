"""A SQLite file before anybody opens it as a store: what it is, seen without a change; and how a new one is made."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from multibuh_backends.sql.create import create_tables
from multibuh_backends.sql.driver import Driver
from multibuh_backends.sql.format import State, state_of
from multibuh_backends.sql.sqlite.errors import translated
from multibuh_backends.sql.sqlite.module import sqlite_module
from multibuh_backends.sql.sqlite.patience import PATIENCE, patiently
from multibuh_backends.sql.sqlite.settings import CONNECT_ARGUMENTS
from multibuh_backends.sql.sqlite.statements import statements_of
from multibuh_backends.sql.sqlite.tables import tables_of
from multibuh_core.errors import CorruptionError, FormatError, StorageError, UnavailableError, shown

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Dialect

__all__ = ["look_at", "make_store"]


def look_at(path: Path, dialect: Dialect) -> State:
    """
    Return what the database in a file is, and change nothing, not even by a checkpoint.

    Where no writer has left its log beside it, the file alone is the truth, and is read as one that nobody changes:
    without locks, and without SQLite's own files beside it. Else it is opened for reading only.

    Raises:
        FormatError: If it is no SQLite database, or a truncated one.
    """
    try:
        if not _has_log(path):
            with suppress(StorageError), _opened(path, dialect, "immutable=1&mode=ro") as driver:
                return state_of(driver, tables_of(driver))
            # A writer may have come in between; if not, this fails again and says why.
        with _opened(path, dialect, "mode=ro" if _has_log(path) else "immutable=1&mode=ro") as driver:
            return patiently(lambda: state_of(driver, tables_of(driver)), patience=PATIENCE)
    except FormatError:
        message = f"Файл {shown(path.name)} — не база SQLite: укажите файл хранилища, этот не изменён."
        raise FormatError(message) from None
    except CorruptionError:
        message = f"База {shown(path.name)} обрезана или повреждена: восстановите её из копии, файл не изменён."
        raise FormatError(message) from None


def make_store(path: Path, dialect: Dialect) -> None:
    """
    Make a new store in a file that only its owner may read, whole or not at all; one that is there by then stays.

    It is made under another name and then linked, which of many processes one can do, and none sees half of it.

    Raises:
        UnavailableError: If the folder cannot be written to, or its filesystem has no hard links.
    """
    place = path.with_name(f".{path.name}.{secrets.token_hex(8)}.new")
    try:
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            fill(place, dialect)
            with suppress(FileExistsError):
                os.link(place, path)
        finally:
            for left in (place, place.with_name(place.name + "-journal")):
                left.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        message = f"Файл {shown(path.name)} не создаётся ({error.strerror}): проверьте папку и права на неё."
        raise UnavailableError(message) from None


def fill(path: Path, dialect: Dialect) -> None:
    """Make the tables in a file that has none, whole or not at all; if it has some by then, do nothing."""
    with _opened(path, dialect, "mode=rw") as driver:
        patiently(lambda: driver.command("BEGIN EXCLUSIVE"), patience=PATIENCE)
        if not tables_of(driver):
            create_tables(driver, dialect)
        driver.command("COMMIT")


@contextmanager
def _opened(path: Path, dialect: Dialect, mode: str) -> Iterator[Driver]:
    module: Any = sqlite_module()
    try:
        connection = module.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, **CONNECT_ARGUMENTS)
    except module.Error as error:
        raise translated(error) from None
    with closing(connection):
        yield Driver(connection, statements_of(dialect), error=module.Error, translated=translated)


def _has_log(path: Path) -> bool:
    for suffix in ("-wal", "-journal"):
        with suppress(OSError):
            if path.with_name(path.name + suffix).stat().st_size:
                return True
    return False


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
