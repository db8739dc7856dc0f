"""
Values of cells as text.

======================  ====================================================================================
text                    exactly as stored
whole number            its digits: ``7707083893``, never ``7707083893.0`` or ``7.7e9``
other number            the shortest form that means the same number, with a point: ``12.5``
date, midnight          ``2024-05-01``
date and time           ``2024-05-01T14:30:00``
time of day, duration   ``14:30:00``, hours past 24 running on: ``36:00:00``
truth value             ``да``, ``нет``
error (``#N/A``)        nothing: a formula that failed says nothing
======================  ====================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final

_BLOCK_CELLS: Final = 8_192


def texts_of(rows: Iterator[Sequence[object]]) -> Iterator[tuple[str, ...]]:
    """
    Give the rows' values as text.

    They are converted by columns, a block of rows at a time, for a column mostly has one type: so a text costs nothing.

    Args:
        rows: All of one length.
    """
    for first in rows:
        block = [first, *islice(rows, _BLOCK_CELLS // (len(first) + 1))]
        yield from zip(*map(_column, zip(*block, strict=True)), strict=True)


def _column(values: tuple[object, ...]) -> Sequence[str]:
    kinds = set(map(type, values))
    if kinds == {str}:
        return values  # type: ignore[return-value]  # all of them are texts
    if len(kinds) == 1:
        return list(map(_AS_TEXT[kinds.pop()], values))
    return [_AS_TEXT[type(value)](value) for value in values]


def number_text(value: float) -> str:
    """Write a number: a whole one in its digits, however many these are."""
    return str(int(value)) if value.is_integer() else repr(value)


def truth_text(value: bool) -> str:  # noqa: FBT001 - the value itself
    """Write a truth value."""
    return "да" if value else "нет"


def moment_text(value: datetime) -> str:
    """Write a date and time to the second; at midnight only the date, for so are dates kept."""
    rounded = value.replace(microsecond=0) + timedelta(seconds=round(value.microsecond / 1_000_000))
    return rounded.date().isoformat() if rounded.time() == time.min else rounded.isoformat()


def time_text(value: time) -> str:
    """Write a time of day."""
    return value.replace(microsecond=0).isoformat()


def duration_text(value: timedelta) -> str:
    """Write a duration."""
    seconds = round(value.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'-' if seconds < 0 else ''}{minutes // 60}:{minutes % 60:02}:{rest:02}"


_AS_TEXT: Final[dict[type, Callable[[Any], str]]] = {
    str: str,
    float: number_text,
    int: str,
    bool: truth_text,
    datetime: moment_text,
    date: date.isoformat,
    time: time_text,
    timedelta: duration_text,
}
