"""A sheet's rows under their header: the table that imports read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from multibuh_backends.spreadsheets.book import Grid, NumberedRow
from multibuh_backends.spreadsheets.headers import SEARCHED_ROWS, found_header, given_header
from multibuh_backends.spreadsheets.limits import MAX_FILLED
from multibuh_backends.spreadsheets.merges import Filler, covered, spans_within
from multibuh_core.errors import InvalidInputError
from multibuh_core.imports.table import Row, Table


def table_of(grid: Grid, *, told: str, header_rows: tuple[int, int] | None, columns: Sequence[str]) -> Table:
    """
    Return the grid as a table; it is used up.

    A column without a header but with values is named by its place, as ``Столбец 4``; one without either is left out.
    A row without values of its own is left out, even if a merged cell reaches into it. Messages call the table *told*.

    Raises:
        InvalidInputError: If the header is not there, or nothing stands below it.
    """
    spans = spans_within(grid)
    if covered(spans) > MAX_FILLED:
        rule = "объединённые ячейки покрывают слишком большую область. Снимите объединение там, где оно не нужно."
        raise InvalidInputError("table", told, rule)
    fill = Filler(spans, first_column=grid.first_column).fill
    rows = ((number, own) for number, own in grid.rows if any(own))
    own_rows = _until(header_rows[1], rows) if header_rows else islice(rows, SEARCHED_ROWS)
    top = [(number, own, fill(number, own)) for number, own in own_rows]
    if not top:
        raise no_values(told)
    header = given_header(top, header_rows, columns) if header_rows else found_header(top, spans, columns)
    body = [Row(number, filled) for number, _, filled in top if number > header.last_row]
    last = header.last_row
    if spans:
        body.extend(Row(number, fill(number, own)) for number, own in rows if number > last)
    else:
        body.extend(Row(number, own) for number, own in rows)
    if not body:
        rule = "под заголовками нет ни одной строки. Проверьте, тот ли это лист и та ли строка заголовков."
        raise InvalidInputError("table", told, rule)
    return _fitted(header.names, body, first_column=grid.first_column, sheet=grid.sheet)


def no_values(told: str) -> InvalidInputError:
    """Return the error for a file or sheet without any value, to be raised."""
    return InvalidInputError("table", told, "нет ни одного значения. Проверьте, тот ли это файл и тот ли лист.")


def _until(last: int, rows: Iterator[NumberedRow]) -> Iterator[NumberedRow]:
    """Go on to the first row behind *last*, that one included: it has been taken from the others."""
    for row in rows:
        yield row
        if row[0] > last:
            break


def _fitted(names: Sequence[str], body: Sequence[Row], *, first_column: int, sheet: str) -> Table:
    lengths = {len(row.cells) for row in body}
    width = max(len(names), *lengths)
    padded = [*names, *[""] * (width - len(names))]
    kept = [index for index, name in enumerate(padded) if name or _has_values(body, index)]
    headers = tuple(padded[index] or f"Столбец {first_column + index}" for index in kept)
    if len(kept) < width or lengths != {width}:
        fitting = width if len(kept) == width else -1
        body = [row if len(row.cells) == fitting else Row(row.number, _picked(row.cells, kept, width)) for row in body]
    return Table(headers=headers, rows=tuple(body), sheet=sheet)


def _has_values(body: Sequence[Row], index: int) -> bool:
    return any(index < len(row.cells) and row.cells[index] for row in body)


def _picked(cells: tuple[str, ...], kept: Sequence[int], width: int) -> tuple[str, ...]:
    padded = cells + ("",) * (width - len(cells))
    return tuple([padded[index] for index in kept])
