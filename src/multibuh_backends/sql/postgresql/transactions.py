"""Transactions on PostgreSQL: how one begins, and how it ends."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any, Final, Protocol

from multibuh_backends.sql.forks import CutConnection
from multibuh_backends.sql.guard import ALONE
from multibuh_backends.sql.postgresql.errors import DeadlockError, commit_failed, connection_lost, outcome_unknown
from multibuh_backends.sql.postgresql.locks import lock_alone, lock_beside_others
from multibuh_core.errors import MovedError, MultibuhError, UnavailableError

if TYPE_CHECKING:
    from multibuh_backends.sql.guard import Guard
    from multibuh_backends.sql.postgresql.driver import PostgresqlDriver
    from multibuh_backends.sql.postgresql.journal import Journal

__all__ = ["PostgresqlTransaction", "UnitTransaction", "begin_alone", "begin_reading", "begin_writing"]

_LONGEST_PAUSE: Final = 0.25


class GiveBack(Protocol):
    """Takes a connection back, in no transaction; one that *is_lost* is of no more use."""

    def __call__(self, driver: PostgresqlDriver, *, is_lost: bool) -> None: ...


class PostgresqlTransaction:
    """A transaction that has begun."""

    __slots__ = ("_when_over", "driver")

    guard: Guard = ALONE

    def __init__(self, driver: PostgresqlDriver, *, when_over: GiveBack) -> None:
        """Take a connection on which it has begun, and whom to give that back to, saying whether it is lost."""
        self.driver = driver
        self._when_over = when_over

    def commit(self) -> None:
        """
        Make what was written last.

        Raises:
            MovedError, UnavailableError: If nothing was written.
            OutcomeUnknownError: If no answer came, or no standby has confirmed what the server was to wait for.
        """
        try:
            _commit(self.driver)
        except MultibuhError:
            self.discard()
            raise
        except BaseException:  # interrupted while it waited: what the connection would say next is not to be trusted
            self._when_over(self.driver, is_lost=True)
            raise
        self._when_over(self.driver, is_lost=False)

    def discard(self) -> None:
        """Take back what was written; with a connection that is lost the server has done it."""
        is_lost = True
        try:
            if not (_is_parents(self.driver) or self.driver.is_idle):
                self.driver.command("ROLLBACK")
            is_lost = False
        except UnavailableError:
            pass
        finally:
            self._when_over(self.driver, is_lost=is_lost)


class UnitTransaction(PostgresqlTransaction):
    """One whose changes are kept apart from others' by a journal."""

    __slots__ = ("_firm", "_journal", "_patience", "guard")

    def __init__(
        self,
        driver: PostgresqlDriver,
        journal: Journal,
        firm: str,
        *,
        patience: float,
        when_over: GiveBack,
    ) -> None:
        super().__init__(driver, when_over=when_over)
        self.guard = journal
        self._journal = journal
        self._firm = firm
        self._patience = patience

    def commit(self) -> None:
        """Make what was written last; where it went over what it could not see, after doing so again."""
        if self._journal.has_swept:
            try:
                self._take_again()
            except BaseException:
                self.discard()
                raise
        super().commit()

    def _take_again(self) -> None:
        """
        Take all steps again upon what there is now; where it waits for somebody who waits for it, from the beginning.

        Raises:
            MovedError: If a step's own record has moved.
        """
        until, longest = time.monotonic() + self._patience, 0.01
        while True:
            self.driver.command("ROLLBACK")
            self.driver.command(_beginning("READ COMMITTED", self._patience, lock_beside_others("firm", self._firm)))
            try:
                self._journal.take_again()
            except DeadlockError:
                if time.monotonic() > until:
                    raise
                time.sleep(random.uniform(0, longest))  # noqa: S311 - a pause, no secret
                longest = min(2 * longest, _LONGEST_PAUSE)
            except MovedError:
                raise MovedError from None
            else:
                return


def begin_reading(driver: PostgresqlDriver) -> None:
    """Begin to read the state of this moment: BEGIN alone would take that of the first statement."""
    driver.command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1")


def begin_writing(driver: PostgresqlDriver, firm: str, *, patience: float) -> None:
    """Begin to write upon the state of this moment."""
    driver.command(_beginning("REPEATABLE READ", patience, lock_beside_others("firm", firm)))


def begin_alone(driver: PostgresqlDriver, firm: str, *, patience: float) -> None:
    """Begin to write while nobody else writes anything of the firm; each statement sees what there is by then."""
    driver.command(_beginning("READ COMMITTED", patience, lock_alone("firm", firm)))


def _beginning(level: str, patience: float, first: str) -> str:
    """Return what begins a transaction, in one message: by SET LOCAL, for a pooler keeps no other setting."""
    return f"BEGIN ISOLATION LEVEL {level} READ WRITE; SET LOCAL lock_timeout = {int(patience * 1000)}; {first}"


def _commit(driver: PostgresqlDriver) -> None:
    warnings: list[str] = []
    connection: Any = driver.connection
    if _is_parents(driver):
        connection.execute("COMMIT")  # it says why not
    if connection.closed:  # whoever was told so went on
        raise connection_lost()

    def heed(notice: Any) -> None:
        warnings.append(notice.severity_nonlocalized or notice.severity)

    connection.add_notice_handler(heed)
    try:
        done = connection.execute("COMMIT").statusmessage
    except driver.error as error:
        raise commit_failed(error) from None
    finally:
        connection.remove_notice_handler(heed)
    if done != "COMMIT":  # it had failed before, and whoever was told went on
        raise UnavailableError("Транзакция уже была прервана ошибкой: ничего не записано. Повторите её с начала.")
    if "WARNING" in warnings:
        # Only a wait for a standby is told of here: by now it is written on this server, and perhaps nowhere else.
        raise outcome_unknown()


def _is_parents(driver: PostgresqlDriver) -> bool:
    """Tell whether a fork has come between: what is open stays the parent's."""
    return isinstance(driver.connection, CutConnection)
