"""Transactions on SQLite: how one begins, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from multibuh_backends.sql.guard import ALONE
from multibuh_backends.sql.sqlite.errors import BusyError, commit_failed
from multibuh_backends.sql.sqlite.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Callable

    from multibuh_backends.sql.driver import Driver

__all__ = ["SqliteTransaction", "begin_reading", "begin_writing"]


class SqliteTransaction:
    """A transaction that has begun."""

    __slots__ = ("_when_over", "driver")

    guard = ALONE

    def __init__(self, driver: Driver, *, when_over: Callable[[Driver], None]) -> None:
        self.driver = driver
        self._when_over = when_over

    def commit(self) -> None:
        """
        Make what was written last.

        Raises:
            UnavailableError: If nothing was written.
            OutcomeUnknownError: If the disk failed, so that it may have been.
        """
        driver = self.driver
        try:
            driver.connection.execute("COMMIT")
        except driver.error as error:
            failure = commit_failed(error)
            self.discard()
            raise failure from None
        except BaseException:
            self.discard()
            raise
        self._when_over(driver)

    def discard(self) -> None:
        """Take back what was written; SQLite may have done it already, after an error."""
        connection: Any = self.driver.connection
        try:
            if connection.in_transaction:
                self.driver.command("ROLLBACK")
        finally:
            self._when_over(self.driver)


def begin_writing(driver: Driver, *, patience: float) -> None:
    """
    Begin to write at once, alone: what is read from now on is what will be written over.

    A plain BEGIN would take the right to write at the first write, and fail there if anybody wrote in between.
    """
    try:
        driver.command("BEGIN IMMEDIATE")
    except BusyError:
        patiently(lambda: driver.command("BEGIN IMMEDIATE"), patience=patience)


def begin_reading(driver: Driver, *, patience: float) -> None:
    """Begin to read the state of this moment."""
    try:
        _begin_reading(driver)
    except BusyError:
        patiently(lambda: _begin_reading(driver), patience=patience)


def _begin_reading(driver: Driver) -> None:
    """BEGIN alone would take the state of the first read."""
    driver.command("BEGIN")
    try:
        driver.command("SELECT 1 FROM sqlite_master")
    except BaseException:
        driver.command("ROLLBACK")
        raise
