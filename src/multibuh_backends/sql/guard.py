"""How a unit that writes is kept apart from others that write beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Change
    from multibuh_backends.sql.prepared import Query

__all__ = ["ALONE", "Guard"]


class Guard(Protocol):
    """What a unit says of its changes, so that none of them passes by another's."""

    def footing(self, viewer: str, organization_id: str, directory_id: str) -> tuple[Change, ...]:
        """Return what has to be run before one entry is changed, so that it rests on both as `rest_on` says."""

    def rest_on(self, viewer: str, organization_ids: Iterable[str], directory_ids: Iterable[str]) -> None:
        """
        Rest on these being live, and seen by *viewer*, until the unit is over; said before entries are changed.

        Raises:
            MovedError: If one no longer is.
        """

    def decide(self, query: Query, record_id: str) -> None:
        """Take a record, by a query that locks it, for a change that others rest on not being made."""

    def sweep(self, step: Callable[[], None], *, is_blind: bool = False) -> None:
        """
        Make a change that goes over whatever is there, also what the unit cannot see yet.

        One that *is_blind* never fails because of what it goes over.
        """

    def mark(self) -> int:
        """Return a mark of all that was done until now."""

    def go_back(self, mark: int) -> None:
        """Forget what was done since *mark*: a savepoint has taken it back."""


class _Alone:
    """A unit beside which nobody writes: all is as the unit sees it, and stays so."""

    __slots__ = ()

    def footing(self, viewer: str, organization_id: str, directory_id: str) -> tuple[Change, ...]:  # noqa: ARG002
        """Nothing can move."""
        return ()

    def rest_on(self, viewer: str, organization_ids: Iterable[str], directory_ids: Iterable[str]) -> None:
        """Nothing can move."""

    def decide(self, query: Query, record_id: str) -> None:
        """Nobody rests on it."""

    def sweep(self, step: Callable[[], None], *, is_blind: bool = False) -> None:  # noqa: ARG002 - all is seen
        """Make the change."""
        step()

    def mark(self) -> int:
        """Nothing is remembered."""
        return 0

    def go_back(self, mark: int) -> None:
        """Nothing was remembered."""


ALONE: Final = _Alone()
"""On SQLite the units that write follow one another."""
