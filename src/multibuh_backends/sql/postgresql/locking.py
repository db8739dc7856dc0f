"""The guard of a unit each of whose statements sees what there is by then, and keeps it by locks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from multibuh_backends.sql.postgresql.footing import PLACE, require_live
from multibuh_backends.sql.postgresql.locks import lock_alone

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Change
    from multibuh_backends.sql.postgresql.driver import PostgresqlDriver
    from multibuh_backends.sql.prepared import Query

__all__ = ["Locking"]


class Locking:
    """What is rested on or decided is locked by row, until the transaction ends."""

    __slots__ = ("_firm", "driver")

    def __init__(self, driver: PostgresqlDriver, firm: str) -> None:
        self.driver = driver
        self._firm = firm

    def rest_on(self, viewer: str, organization_ids: Iterable[str], directory_ids: Iterable[str]) -> None:
        """Lock what entries rest on, so that nobody archives or gives it away beside."""
        require_live(self.driver, self._firm, viewer, sorted(organization_ids), sorted(directory_ids))

    def footing(self, viewer: str, organization_id: str, directory_id: str) -> tuple[Change, ...]:
        """Return what locks what one entry rests on."""
        return ((PLACE, (self._firm, viewer, organization_id, directory_id)),)

    def decide(self, query: Query, record_id: str) -> None:
        """Lock a record against whoever rests on it."""
        self.driver.rows(query, self._firm, record_id)

    def sweep(self, step: Callable[[], None], *, is_blind: bool = False) -> None:
        """Make the change; one that is blind after all others of the firm: what one gives, the next may give on."""
        if is_blind:
            self.driver.command(lock_alone("hand over", self._firm))
        step()

    def mark(self) -> int:
        """Nothing is remembered."""
        return 0

    def go_back(self, mark: int) -> None:
        """Nothing was remembered; the locks stay, and hinder nobody for long."""
