"""The values that one thing has had, each with the number of the commit that made it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Generic, TypeVar

__all__ = ["Versions"]

T = TypeVar("T")


class Versions(Generic[T]):
    """
    The values of one thing by commit number; a reader of number *n* sees what commits up to *n* made.

    This is all there is to isolation: the one writer adds values under a number that nobody reads yet, and a commit
    is the publishing of that number. A value goes in before its number and out after it, so that a reader in another
    thread never finds a number without its value.
    """

    __slots__ = ("_numbers", "_values")

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._values: list[T] = []

    def at(self, number: int) -> T | None:
        """Return the value as of a commit; None where there was none yet."""
        count = bisect_right(self._numbers, number)
        return self._values[count - 1] if count else None

    def until(self, number: int) -> Sequence[T]:
        """Return all values up to a commit, oldest first."""
        return self._values[: bisect_right(self._numbers, number)]

    def add(self, number: int, value: T) -> None:
        """Add a value made by commit *number*, which is no smaller than any before."""
        self._values.append(value)
        self._numbers.append(number)

    def __len__(self) -> int:
        return len(self._numbers)

    def last(self) -> T | None:
        """Return the value that was added last; None where there is none."""
        return self._values[-1] if self._values else None

    def copy(self) -> Versions[T]:
        """Return the same values, to which others may be added without these being changed."""
        made: Versions[T] = Versions()
        count = len(self._numbers)
        made._numbers, made._values = self._numbers[:count], self._values[:count]
        return made

    def take_back(self) -> None:
        """Take back the value that was added last."""
        self._numbers.pop()
        self._values.pop()
