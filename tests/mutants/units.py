"""Mutants whose units of work are seen too early, too late, or in part."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.mutants.parts import Cards, Healthy, Unit

if TYPE_CHECKING:
    from multibuh_core.card import CardProjection
    from multibuh_core.settings import Settings

__all__ = [
    "CardsOfManyStates",
    "DiscardLeavesDirectories",
    "LaggingReplica",
    "NewerStateInTheMiddle",
    "SavepointKeeps",
    "SaysItIsLasting",
    "TornCommit",
    "UncommittedRead",
]


class _InTwoSteps(Unit):
    def commit(self) -> None:
        number = self.number
        first = len(self._journal) // 2
        later = [(records[one], records[one]._values[-1]) for records, one in self._taken_back(first)]
        for versions, value in reversed(later):
            versions.add(number + 1, value)
        self.firm.number = number
        time.sleep(0.001)
        self.firm.number = number + 1
        self._journal.clear()
        self._end()

    def _taken_back(self, length: int) -> Iterator[Any]:
        while len(self._journal) > length:
            records, record_id = self._journal.pop()
            yield records, record_id
            records[record_id].take_back()


class TornCommit(Healthy):
    """A commit lets the first half of its changes be seen, and a moment later the other."""

    law = "L10"
    unit_part = _InTwoSteps


class _OneTableWithout(Unit):
    def __exit__(self, *_left_by: object) -> None:
        kept = [one for one in self._journal if one[0] is self.firm.directories]
        self._journal = [one for one in self._journal if one[0] is not self.firm.directories]
        self._take_back(0)
        if kept:
            self.firm.number = self._number
        self._end()


class DiscardLeavesDirectories(Healthy):
    """A discarded unit leaves its directories: their table is of a kind that knows no transactions."""

    law = "L10"
    unit_part = _OneTableWithout


class _Dirty(Unit):
    def __init__(self, *begun: Any) -> None:
        super().__init__(*begun)
        self._number += self.is_reading


class UncommittedRead(Healthy):
    """A reading unit sees what a writing one has staged."""

    law = "L10"
    unit_part = _Dirty


class _Committed(Unit):
    @property
    def number(self) -> int:
        number = super().number
        return self.firm.number if self.is_reading else number


class NewerStateInTheMiddle(Healthy):
    """Each read of a unit sees the last commit, so that two of them see two states."""

    law = "L10"
    unit_part = _Committed


class _Replicated(Unit):
    def __init__(self, *begun: Any) -> None:
        super().__init__(*begun)
        if self.is_reading:
            self._number = self.backend.copied(self.firm)


class LaggingReplica(Healthy):
    """Units that only read do so from a copy of the store, which lags behind."""

    law = "L10"
    unit_part = _Replicated

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._copies: dict[int, tuple[float, int]] = {}

    def copied(self, firm: Any) -> int:
        """Return the number of the last commit that has reached the copy; it is brought up to date now and then."""
        at, number = self._copies.get(id(firm), (0.0, 0))
        if time.monotonic() - at > 0.05:
            at, number = self._copies[id(firm)] = time.monotonic(), firm.number
        return number


class _NoSavepoint(Unit):
    @contextmanager
    def savepoint(self) -> Iterator[None]:
        yield


class SavepointKeeps(Healthy):
    """A savepoint does not take back what was staged in it."""

    law = "L10"
    unit_part = _NoSavepoint


class SaysItIsLasting(Healthy):
    """A store that is gone with its process says that it lasts."""

    law = "L10"
    lasting = True


class _OneAfterAnother(Cards):
    def read_many(self, organization_ids: Sequence[str]) -> Mapping[str, CardProjection]:
        cards = {}
        for organization_id in organization_ids:
            time.sleep(0.0005)
            cards |= super().read_many([organization_id])
        return cards


class CardsOfManyStates(Healthy):
    """Many cards are read one after another, each of the state at its moment."""

    law = "L10"
    cards_part = _OneAfterAnother
