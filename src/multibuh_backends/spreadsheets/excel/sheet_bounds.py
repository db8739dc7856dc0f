"""The rectangle that a sheet's cells stand in, and patterns for what stands in it."""

from __future__ import annotations

import re
from typing import Final

import attrs

from multibuh_backends.spreadsheets.book import Span
from multibuh_backends.spreadsheets.limits import MAX_COLUMNS, MAX_ROWS

_REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_A: Final = ord("A")
_LETTERS: Final = 26


@attrs.frozen
class Bounds:
    """A rectangle from A1 on; empty with no rows and columns."""

    rows: int = 0
    columns: int = 0

    @property
    def area(self) -> int:
        """How many cells stand in it."""
        return self.rows * self.columns


def position(reference: str) -> tuple[int, int] | None:
    """Return the row and the column, from 1, that a reference as ``B2`` names; None if no sheet has such a cell."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if 1 <= row <= MAX_ROWS and column <= MAX_COLUMNS else None


def column_number(letters: str) -> int:
    """Return the number, from 1, of a column such as ``AB``."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - _A + 1
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column's number, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(_A + rest) + letters
    return letters


def span(reference: str) -> Span | None:
    """Return the range that a reference such as ``A1:B2`` names; None if a sheet has none."""
    first, _, last = reference.partition(":")
    start, end = position(first), position(last or first)
    if start is None or end is None:
        return None
    return Span(start[0], start[1], end[0], end[1])


def outside(bounds: Bounds) -> re.Pattern[bytes]:
    """Return a pattern that finds a cell's tag that does not begin with a reference to somewhere within *bounds*."""
    columns = _up_to(column_letters(bounds.columns), "A", "Z")
    rows = _up_to(str(bounds.rows), "0", "9")
    return re.compile(f'<c (?!r="{columns}{rows}")'.encode())


def _up_to(limit: str, lowest: str, highest: str) -> str:
    """Return a pattern for strings of these signs that are shorter than *limit*, or as long and not behind it."""
    longer = [f"[{lowest}-{highest}]{{1,{len(limit) - 1}}}"] if len(limit) > 1 else []
    for index, sign in enumerate(limit):
        if sign > lowest:
            rest = len(limit) - index - 1
            longer.append(f"{limit[:index]}[{lowest}-{chr(ord(sign) - 1)}][{lowest}-{highest}]{{{rest}}}")
    return f"(?:{'|'.join([*longer, limit])})"
