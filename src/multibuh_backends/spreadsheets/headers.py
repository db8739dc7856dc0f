"""Which rows are the header: the ones asked for, or the first that holds the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

import attrs

from multibuh_backends.spreadsheets.book import Span
from multibuh_core.errors import InvalidInputError, shown
from multibuh_core.names import fold, tidy

SEARCHED_ROWS: Final = 20
_DEEPEST: Final = 5
_LISTED: Final = 40

HeaderRows: TypeAlias = int | tuple[int, int] | None
TopRow: TypeAlias = tuple[int, tuple[str, ...], tuple[str, ...]]
"""A row's number, its own cells, and the same with merged ones filled."""


@attrs.frozen
class Header:
    """The columns' names, and where the table's body begins."""

    names: tuple[str, ...]
    """One for each column of the sheet, ``""`` where there is none."""
    last_row: int
    """The body begins behind this row."""


def checked_header_rows(value: HeaderRows) -> tuple[int, int] | None:
    """Return the first and the last header row, or None where they have to be looked for."""
    if value is None:
        return None
    match value if isinstance(value, tuple) else (value, value):
        case (int(first), int(last)) if 1 <= first <= last and not isinstance(value, bool):
            return first, last
    rule = "нужен номер строки или пара номеров по порядку, от 1. Укажите, например, 2 или (2, 3)."
    raise InvalidInputError("header_rows", value, rule)


def given_header(top: Sequence[TopRow], rows: tuple[int, int], columns: Sequence[str]) -> Header:
    """
    Return the header that stands in *rows*.

    Raises:
        InvalidInputError: If these rows hold no name, or not every one of *columns*.
    """
    first, last = rows
    header = _joined([row for row in top if first <= row[0] <= last], last)
    if not any(header.names):
        value = first if first == last else rows
        raise InvalidInputError("header_rows", value, "в этих строках листа нет заголовков. Проверьте их номера.")
    if _missing(header, columns):
        raise _unknown(header, columns)
    return header


def found_header(top: Sequence[TopRow], spans: Sequence[Span], columns: Sequence[str]) -> Header:
    """
    Return the first of the rows that holds every one of *columns*; with none asked for, the first with two values.

    Where cells of that row are merged with rows below, the header reaches down to them.

    Raises:
        InvalidInputError: If there is no such row; it lists the columns of the row that comes nearest.
    """
    if not columns:
        several = (row for row in top if sum(map(bool, row[1])) > 1)
        return next(_headers_at(next(several, top[0]), top, spans))
    candidates = [header for row in top for header in _headers_at(row, top, spans)]
    nearest = min(candidates, key=lambda header: len(_missing(header, columns)))
    if _missing(nearest, columns):
        raise _unknown(nearest, columns)
    return nearest


def _headers_at(row: TopRow, top: Sequence[TopRow], spans: Sequence[Span]) -> Iterator[Header]:
    """Give the header of that row and those it is merged with, then that of the row alone."""
    number = row[0]
    bottom = max((span.bottom for span in spans if span.top == number), default=number)
    if number < bottom < number + _DEEPEST:
        yield _joined([other for other in top if number <= other[0] <= bottom], bottom)
    yield _joined([row], number)


def _joined(rows: Sequence[TopRow], last_row: int) -> Header:
    width = max((len(filled) for _, _, filled in rows), default=0)
    parts = ([filled[index] for _, _, filled in rows if index < len(filled)] for index in range(width))
    return Header(tuple(map(_name, parts)), last_row)


def _name(parts: Sequence[str]) -> str:
    kept: list[str] = []
    for part in map(tidy, parts):
        # The same text again is a merged cell going on.
        if part and part not in kept[-1:]:
            kept.append(part)
    return " ".join(kept)


def _missing(header: Header, columns: Sequence[str]) -> list[str]:
    there = set(map(fold, header.names))
    return [column for column in columns if fold(column) not in there]


def _unknown(header: Header, columns: Sequence[str]) -> InvalidInputError:
    names = list(dict.fromkeys(name for name in header.names if name))
    listed = ", ".join(map(shown, names[:_LISTED])) + (f" и ещё {len(names) - _LISTED}" if len(names) > _LISTED else "")
    rule = f"такого столбца нет. Есть: {listed}. Проверьте название или укажите строки заголовков."
    return InvalidInputError("column", ", ".join(_missing(header, columns)), rule)
