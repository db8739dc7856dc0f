"""What a unit has done, so that it can be done again: how it goes over what it could not see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from multibuh_backends.sql.driver import Driver
from multibuh_backends.sql.postgresql.driver import PostgresqlDriver
from multibuh_backends.sql.postgresql.locking import Locking
from multibuh_core.errors import MovedError

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Change, Row
    from multibuh_backends.sql.prepared import Query

__all__ = ["Journal", "JournaledDriver"]

T = TypeVar("T")
_ATTEMPT: Final = "multibuh_attempt"


class Journal:
    """
    The guard of a unit: what it rests on is locked by row, and what goes over the unseen is done again at the end.

    A unit sees the state of its beginning (REPEATABLE READ), so what was written since cannot be gone over: neither an
    entry that came into a directory which is being published, nor what an owner did to a directory which is being
    handed over. So where a unit has swept, its commit takes all of its steps again, in a transaction that sees what
    there is by then (READ COMMITTED) and keeps it by the locks it takes; each step still demands the versions it was
    based on.
    """

    __slots__ = ("_is_last_time", "_is_within", "_locking", "_steps", "_sweeps", "driver")

    def __init__(self, driver: JournaledDriver, firm: str) -> None:
        self.driver = driver
        driver.journal = self
        self._locking = Locking(driver, firm)
        self._steps: list[Callable[[], object]] = []
        self._sweeps: list[int] = []
        """The numbers of the steps that sweep."""
        self._is_within = False
        self._is_last_time = False

    @property
    def has_swept(self) -> bool:
        """Whether the steps have to be taken again."""
        return bool(self._sweeps)

    def take(self, step: Callable[[], T]) -> T:
        """Take a step that can be taken again; one within another is part of that."""
        if self._is_within:
            return step()
        self._is_within = True
        try:
            result = step()
        finally:
            self._is_within = False
        self._steps.append(step)
        return result

    def take_again(self) -> None:
        """Take all steps again, in another transaction on the same connection."""
        self._is_within = self._is_last_time = True
        for step in self._steps:
            step()

    def rest_on(self, viewer: str, organization_ids: Iterable[str], directory_ids: Iterable[str]) -> None:
        """Lock what entries rest on."""
        organizations, directories = tuple(organization_ids), tuple(directory_ids)
        self.take(lambda: self._locking.rest_on(viewer, organizations, directories))

    def footing(self, viewer: str, organization_id: str, directory_id: str) -> tuple[Change, ...]:
        """Return what locks what one entry rests on."""
        return self._locking.footing(viewer, organization_id, directory_id)

    def decide(self, query: Query, record_id: str) -> None:
        """Lock a record against whoever rests on it."""
        self.take(lambda: self._locking.decide(query, record_id))

    def sweep(self, step: Callable[[], None], *, is_blind: bool = False) -> None:
        """Make a change now, as far as the unit sees, and again at the commit."""
        self._sweeps.append(len(self._steps))
        self.take(lambda: self._attempt(step) if is_blind else step())

    def mark(self) -> int:
        """Return the number of the steps until now."""
        return len(self._steps)

    def go_back(self, mark: int) -> None:
        """Forget the steps since."""
        del self._steps[mark:]
        self._sweeps = [number for number in self._sweeps if number < mark]

    def _attempt(self, step: Callable[[], None]) -> None:
        """Make a change of what the unit may not see; where that has moved, leave it to the commit."""
        if self._is_last_time:
            self._locking.sweep(step, is_blind=True)
            return
        self.driver.command(f"SAVEPOINT {_ATTEMPT}")
        try:
            self._locking.sweep(step, is_blind=True)
        except MovedError:
            self.driver.command(f"ROLLBACK TO SAVEPOINT {_ATTEMPT}")
        self.driver.command(f"RELEASE SAVEPOINT {_ATTEMPT}")


class JournaledDriver(PostgresqlDriver):
    """A connection each of whose changes is a step of a journal."""

    __slots__ = ("journal",)

    journal: Journal

    def change(self, query: Query, *values: Any) -> int:
        """Run a statement that changes any number of rows."""
        return self.journal.take(lambda: Driver.change(self, query, *values))

    def change_one(self, query: Query, *values: Any) -> None:
        """Run a statement that changes one row."""
        self.journal.take(lambda: Driver.change_one(self, query, *values))

    def change_each(self, changes: Sequence[Change]) -> None:
        """Run statements of which each changes, or finds, one row."""
        self.journal.take(lambda: PostgresqlDriver.change_each(self, changes))

    def change_many(self, query: Query, rows: Sequence[Row]) -> None:
        """Run a statement for each of *rows*."""
        self.journal.take(lambda: Driver.change_many(self, query, rows))
