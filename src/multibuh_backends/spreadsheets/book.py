"""What every format is turned into before anybody looks for headers: named sheets of numbered rows."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Protocol, TypeAlias

import attrs

NumberedRow: TypeAlias = tuple[int, tuple[str, ...]]
"""A row's number, from 1, and its cells as text."""


@attrs.frozen
class Span:
    """A merged range, all bounds included and counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@attrs.frozen(kw_only=True)
class Grid:
    """One sheet, to be gone through once, from top to bottom."""

    sheet: str
    """The sheet's name; empty for a text file."""
    first_column: int
    """The number of the column that the rows begin with, from 1."""
    width: int
    """How many values a row has at most; it may have fewer."""
    last_row: int
    """No row has a greater number."""
    rows: Iterator[NumberedRow]
    """In ascending order; rows may be missing, or hold nothing."""
    merged: tuple[Span, ...] = ()


class Book(Protocol):
    """A file of one or more sheets."""

    @property
    @abstractmethod
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets, in the file's order; none for a text file."""

    @abstractmethod
    def grid(self, sheet: str | None) -> Grid | None:
        """
        Return that sheet, None meaning the first that has a value; or None if it, or all of them, have no value.

        Raises:
            InvalidInputError: If the sheet is damaged, or past the limits.
        """
