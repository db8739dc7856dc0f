"""What a sheet of an xlsb book would cost to read: its cells, one by one."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence
from typing import Final

from multibuh_backends.spreadsheets.book import Span
from multibuh_backends.spreadsheets.containers.archive import Part
from multibuh_backends.spreadsheets.excel.sheet_bounds import Bounds
from multibuh_backends.spreadsheets.excel.sheet_size import SheetSize, too_much_merged
from multibuh_backends.spreadsheets.excel.xlsb_records import BEGIN_STRINGS, MERGED, ROW, STRING, records
from multibuh_backends.spreadsheets.limits import (
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
    MAX_STRINGS,
    MAX_UNPACKED_BYTES,
)

_CELLS: Final = {0x02: 12, 0x03: 9, 0x04: 9, 0x05: 16, 0x06: 12, 0x07: 12, 0x08: 12, 0x09: 16, 0x0A: 9}
"""The cells that have a value, and the bytes that each needs; they begin with their column."""
_SHORTEST_STRING: Final = {BEGIN_STRINGS: 8, STRING: 5}
_SHORTEST: Final = {**_CELLS, ROW: 4, MERGED: 16}
_MOST: Final = {ROW: MAX_ROWS, MERGED: MAX_ROWS}
_NO_PLACE: Final = 0xFFFFFFFF
_SHARED: Final = 0x07
_NUMBER: Final = struct.Struct("<L")
_BYTES_OF_UNIT: Final = 3


def string_lengths(part: Part | None) -> Sequence[int]:
    """
    Return how many bytes of UTF-8 each shared string takes, at most: as many as the table says that it has.

    Raises:
        InvalidInputError: If a record is broken, there are fewer of them, or too many.
    """
    if part is None:
        return ()
    data = part.content(MAX_UNPACKED_BYTES)
    lengths = array("L")
    declared: int | None = None
    for kind, start, end in records(part.source, data):
        if end - start < _SHORTEST_STRING.get(kind, 0):
            raise part.source.damaged()
        if kind == BEGIN_STRINGS and declared is None:
            declared = _NUMBER.unpack_from(data, start + 4)[0]
        elif kind == STRING and declared is not None:
            lengths.append(_BYTES_OF_UNIT * (end - start) // 2)
    if declared is None or len(lengths) < declared:
        raise part.source.damaged()
    if declared > MAX_STRINGS:
        raise part.source.too_large()
    return lengths[:declared]


def measured(part: Part, lengths: Sequence[int]) -> SheetSize:
    """
    Measure a sheet.

    Raises:
        InvalidInputError: If a record is broken or a cell stands where no sheet has one.
    """
    data = part.content(MAX_UNPACKED_BYTES)
    row = rows = columns = cells = text = 0
    merged: list[Span] = []
    for kind, start, end in records(part.source, data):
        shortest = _SHORTEST.get(kind)
        if shortest is None:
            continue
        number = _NUMBER.unpack_from(data, start)[0] if end - start >= shortest else _NO_PLACE
        if number >= _MOST.get(kind, MAX_COLUMNS):
            raise part.source.damaged()
        if kind == ROW:
            row = number
        elif kind == MERGED:
            merged.append(_span(part, data, start, len(merged)))
        else:
            cells += 1
            rows, columns = max(rows, row + 1), max(columns, number + 1)
            text += _text(part, data[start:end], lengths) if kind == _SHARED else _BYTES_OF_UNIT * (end - start) // 2
    bounds = Bounds(rows, columns)
    return SheetSize(bounds=bounds, cells=cells, text=text, different=sum(lengths) + len(data), merged=tuple(merged))


def _text(part: Part, cell: bytes, lengths: Sequence[int]) -> int:
    index: int = _NUMBER.unpack_from(cell, 8)[0]
    if index >= len(lengths):
        raise part.source.damaged()
    return lengths[index]


def _span(part: Part, data: bytes, start: int, before: int) -> Span:
    if before == MAX_MERGED:
        raise too_much_merged(part.source)
    top, bottom, left, right = struct.unpack_from("<4L", data, start)
    return Span(top + 1, left + 1, bottom + 1, right + 1)
