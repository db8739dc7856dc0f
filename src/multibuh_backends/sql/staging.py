"""What the repositories of one unit share: its firm, its viewer, its connection, and what it has written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multibuh_backends.sql.commit_rows import ADD_COMMIT, commit_row
from multibuh_backends.sql.driver import OVER
from multibuh_backends.sql.values import time_in
from multibuh_core.errors import UnsupportedOperationError

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Change, Driver
    from multibuh_backends.sql.guard import Guard
    from multibuh_core.actor import Viewer
    from multibuh_core.commit import Commit

__all__ = ["Staging"]


class Staging:
    """The inside of one unit."""

    __slots__ = ("commits", "driver", "firm", "guard", "viewer", "writes")

    def __init__(self, driver: Driver, firm: str, viewer: Viewer, *, writes: bool, guard: Guard) -> None:
        self.driver = driver
        self.firm = firm
        self.viewer = viewer.user_id
        self.commits: tuple[str, ...] = ()
        """The ids of the commits whose rows are written; a savepoint that is taken back takes theirs back too."""
        self.writes = writes
        self.guard = guard

    def end(self) -> None:
        """Let go of the connection, which is somebody else's from now on."""
        self.writes = False
        self.driver = OVER

    def record(self, commit: Commit) -> str:
        """
        Write the commit's row, before the first revision that names it; return its time as it is stored.

        Raises:
            UnsupportedOperationError: If the unit only reads, or is over.
        """
        at, changes = self.recording(commit)
        for query, values in changes:
            self.driver.change(query, *values)
        return at

    def recording(self, commit: Commit) -> tuple[str, list[Change]]:
        """
        Return its time as it is stored, and what writes the commit's row, for whoever runs it with what names it.

        Raises:
            UnsupportedOperationError: If the unit only reads, or is over.
        """
        if not self.writes:
            _ = self.driver.connection  # one that is over says so
            message = "Единица работы открыта для чтения: откройте новую с writes=True."
            raise UnsupportedOperationError(message)
        changes: list[Change] = []
        if commit.id not in self.commits:
            changes.append((ADD_COMMIT, commit_row(self.firm, commit)))
            self.commits += (commit.id,)
        return time_in(commit.at), changes
