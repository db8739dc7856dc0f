"""Verifying a store: everything is read, every digest and law checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from multibuh_backends.sql.checks.commits import commit_faults
from multibuh_backends.sql.checks.directories import directory_faults
from multibuh_backends.sql.checks.entries import entry_faults
from multibuh_backends.sql.checks.files import file_faults
from multibuh_backends.sql.checks.organizations import organization_faults
from multibuh_core.errors import CorruptionError

if TYPE_CHECKING:
    from multibuh_backends.blobs import Blobs
    from multibuh_backends.sql.database import OwnDatabase

__all__ = ["faults"]


def faults(database: OwnDatabase, blobs: Blobs) -> Iterator[str]:
    """
    Tell each fault of a store in one line that names ids and never texts; of one state, in bounded memory.

    Where the file is damaged so that a table cannot be read on, this is told, and the next check goes on.
    """
    transaction = database.begin_checking()
    driver = transaction.driver
    try:
        checks = (
            database.faults(driver),
            commit_faults(driver),
            organization_faults(driver),
            directory_faults(driver),
            entry_faults(driver),
            file_faults(driver, blobs),
        )
        for check in checks:
            try:
                yield from check
            except CorruptionError as error:
                yield f"Проверка прервана: {error}"
    finally:
        transaction.discard()
