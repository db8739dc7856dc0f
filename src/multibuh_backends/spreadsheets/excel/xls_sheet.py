"""
A sheet of an xls book, made anew from the records that hold values.

Formulas become the values that are stored with them: the parser would write their texts out, and what a file says there
may be a million times as long as the file.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import Final

from multibuh_backends.spreadsheets.book import Span
from multibuh_backends.spreadsheets.excel import xls_records as kinds
from multibuh_backends.spreadsheets.excel.sheet_bounds import Bounds
from multibuh_backends.spreadsheets.excel.sheet_size import SheetSize, too_much_merged
from multibuh_backends.spreadsheets.excel.xls_records import record, records
from multibuh_backends.spreadsheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_MERGED
from multibuh_backends.spreadsheets.source import Source

_PLACE: Final = struct.Struct("<3H")
_FORMULA_BYTES: Final = 20
_NO_NUMBER: Final = b"\xff\xff"
_TEXT, _TRUTH = 0, 1
_BYTES_OF_UNIT: Final = 3


class XlsSheet:
    """The records of one sheet, and what they would cost to read."""

    def __init__(self, source: Source, stream: bytes, position: int, lengths: Sequence[int]) -> None:
        self._source = source
        self._lengths = lengths
        self.content = bytearray()
        """The records, without the sheet's beginning and end."""
        self._formula: bytes | None = None
        self._rows = self._columns = self._cells = self._text = 0
        self._merged: list[Span] = []
        depth = 0
        for kind, body in records(source, stream, position):
            # A chart inside of a sheet has a beginning, cells and an end of its own.
            depth += (kind == kinds.BEGIN) - (kind == kinds.END)
            if depth <= 0:
                return
            take = self._takers.get(kind)
            if take is not None and depth == 1:
                take(self, kind, body)
        raise source.damaged()  # it has no end

    @property
    def size(self) -> SheetSize:
        """What there is in the sheet."""
        bounds = Bounds(self._rows, self._columns)
        different = sum(self._lengths) + len(self.content)
        return SheetSize(
            bounds=bounds, cells=self._cells, text=self._text, different=different, merged=tuple(self._merged)
        )

    def _keep(self, kind: int, body: bytes, shortest: int, *, last_column: int | None = None) -> None:
        if len(body) < shortest:
            raise self._source.damaged()
        row, column, _ = _PLACE.unpack_from(body)
        last = column if last_column is None else last_column
        if not column <= last < MAX_COLUMNS:
            raise self._source.damaged()
        self._cells += last - column + 1
        self._rows, self._columns = max(self._rows, row + 1), max(self._columns, last + 1)
        self.content += record(kind, body)
        if self._cells > MAX_CELLS:
            raise self._source.too_large()

    def _take_number(self, kind: int, body: bytes) -> None:
        self._keep(kind, body, 10 if kind == kinds.SHORT_NUMBER else 14)

    def _take_numbers(self, kind: int, body: bytes) -> None:
        (last,) = struct.unpack("<H", body[-2:].ljust(2, b"\0"))
        self._keep(kind, body, 12, last_column=last)
        (first,) = struct.unpack_from("<H", body, 2)
        if len(body) != 6 + 6 * (last - first + 1):
            raise self._source.damaged()

    def _take_label(self, _: int, body: bytes) -> None:
        self._keep(kinds.LABEL, body, 8)
        self._text += _BYTES_OF_UNIT * len(body)

    def _take_shared_label(self, kind: int, body: bytes) -> None:
        self._keep(kind, body, 10)
        (number,) = struct.unpack_from("<L", body, 6)
        if number >= len(self._lengths):
            raise self._source.damaged()
        self._text += self._lengths[number]

    def _take_truth_or_error(self, kind: int, body: bytes) -> None:
        is_error = body[7:8] != b"\0"
        if not is_error:
            self._keep(kind, body, 8)

    def _take_formula(self, _: int, body: bytes) -> None:
        if len(body) < _FORMULA_BYTES:
            raise self._source.damaged()
        place, result = body[:6], body[6:14]
        self._formula = place if result.endswith(_NO_NUMBER) and result[0] == _TEXT else None
        if not result.endswith(_NO_NUMBER):
            self._keep(kinds.NUMBER, place + result, 14)
        elif result[0] == _TRUTH:
            self._keep(kinds.TRUTH_OR_ERROR, place + bytes((result[2], 0)), 8)

    def _take_formula_text(self, _: int, body: bytes) -> None:
        if self._formula is not None:
            self._take_label(kinds.LABEL, self._formula + body)
            self._formula = None

    def _take_merged(self, _: int, body: bytes) -> None:
        for top, bottom, left, right in struct.iter_unpack("<4H", body[2 : 2 + (len(body) - 2) // 8 * 8]):
            self._merged.append(Span(top + 1, left + 1, bottom + 1, right + 1))
        if len(self._merged) > MAX_MERGED:
            raise too_much_merged(self._source)

    _takers: Final[dict[int, Callable[[XlsSheet, int, bytes], None]]] = {
        kinds.NUMBER: _take_number,
        kinds.SHORT_NUMBER: _take_number,
        kinds.SHORT_NUMBERS: _take_numbers,
        kinds.LABEL: _take_label,
        kinds.RICH_LABEL: _take_label,
        kinds.SHARED_LABEL: _take_shared_label,
        kinds.TRUTH_OR_ERROR: _take_truth_or_error,
        kinds.FORMULA: _take_formula,
        kinds.FORMULA_TEXT: _take_formula_text,
        kinds.MERGED: _take_merged,
    }
