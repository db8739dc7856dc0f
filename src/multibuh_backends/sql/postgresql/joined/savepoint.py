"""A unit of work as a savepoint: a part of a host's transaction that is taken back alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NoReturn

from multibuh_backends.sql.postgresql.locking import Locking
from multibuh_core.errors import ConflictError, MultibuhError, UnsupportedOperationError

if TYPE_CHECKING:
    from multibuh_backends.sql.guard import Guard
    from multibuh_backends.sql.postgresql.driver import PostgresqlDriver

__all__ = ["UNIT", "OldLocking", "Savepoint", "overtaken", "take_back"]

UNIT: Final = "multibuh_unit"
_TAKE_BACK: Final = f"ROLLBACK TO SAVEPOINT {UNIT}; RELEASE SAVEPOINT {UNIT}"


class Savepoint:
    """A transaction, to the unit; to the host a savepoint, or nothing where the unit only reads."""

    __slots__ = ("_when_over", "driver", "guard")

    def __init__(self, driver: PostgresqlDriver, guard: Guard, *, when_over: Callable[[], None] | None) -> None:
        """Take a connection on which it is open, and whom to tell of its end; None: none is open."""
        self.driver = driver
        self.guard = guard
        self._when_over = when_over

    @property
    def sees_the_present(self) -> bool:
        """Whether each statement sees what there is by then."""
        return not isinstance(self.guard, OldLocking)

    def commit(self) -> None:
        """Leave what was written to the host's commit."""
        if self._ends():
            try:
                self.driver.command(f"RELEASE SAVEPOINT {UNIT}")
            except MultibuhError:  # a failure in it was passed over
                take_back(self.driver)
                raise

    def discard(self) -> None:
        """Take back what was written, also after an error; the host's transaction goes on."""
        if self._ends():
            self.driver.command(_TAKE_BACK)

    def _ends(self) -> bool:
        when_over, self._when_over = self._when_over, None
        if when_over is not None:
            when_over()
        return when_over is not None


class OldLocking(Locking):
    """The guard of a unit that sees one old state: what it would go over it cannot see."""

    __slots__ = ()

    def sweep(self, step: Callable[[], None], *, is_blind: bool = False) -> NoReturn:  # noqa: ARG002 - whatever it is
        """Refuse."""
        message = (
            "publish и hand_over внутри транзакции возможны только на уровне READ COMMITTED: на других видно не всё, "
            "что они должны затронуть."
        )
        raise UnsupportedOperationError(message)


def take_back(driver: PostgresqlDriver) -> None:
    """Take back a savepoint in which something failed, if there is one."""
    with suppress(MultibuhError):
        driver.command(_TAKE_BACK)


def overtaken() -> ConflictError:
    """Return the error for what only a new transaction of the host's can do."""
    return ConflictError(
        "Данные изменились после начала вашей транзакции: ничего не записано. Начните транзакцию заново."
    )
