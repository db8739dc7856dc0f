"""Excel's old books, xls: each sheet in a stream and a compound file of its own for the parser."""

from __future__ import annotations

import codecs
import io
import struct
from typing import Final

from multibuh_backends.spreadsheets.book import Grid
from multibuh_backends.spreadsheets.containers.compound import CompoundFile, compound_file
from multibuh_backends.spreadsheets.excel import xls_records as kinds
from multibuh_backends.spreadsheets.excel.calamine import ONLY_SHEET, read_sheet, require_calamine
from multibuh_backends.spreadsheets.excel.sheet_choice import SheetChoice
from multibuh_backends.spreadsheets.excel.xls_records import record, records, string_lengths
from multibuh_backends.spreadsheets.excel.xls_sheet import XlsSheet
from multibuh_backends.spreadsheets.limits import AREA_COST
from multibuh_backends.spreadsheets.source import Source

_STREAMS: Final = ("Workbook", "Book", "WORKBOOK", "BOOK")
_SHORTEST: Final = {kinds.CODE_PAGE: 2, kinds.DATE_MODE: 2, kinds.FORMAT: 5, kinds.CELL_FORMAT: 4}
"""What is kept of the workbook, and the bytes that each record needs."""
_BIFF5: Final = 0x0500
_GLOBALS, _SHEET_CELLS = 0x05, 0x10
_WORKSHEET: Final = 0
_COPIES: Final = 8
"""How often the new book is in memory while it is read, by us and by the parser."""
_OLD_CODE_PAGE: Final = 1251


class XlsBook:
    """The sheets of a workbook's stream."""

    def __init__(self, source: Source) -> None:
        require_calamine()
        self._source = source
        self._code_page = _OLD_CODE_PAGE
        self._kept: list[bytes] = []
        self._strings: list[bytes] = []
        self._positions: dict[str, int] = {}
        stream = CompoundFile(source).stream(_STREAMS)
        if stream is None:
            raise source.refusal("это не книга Excel: в ней нет листов. Сохраните таблицу заново как xlsx.")
        self._stream = stream
        self._is_biff8 = stream[4:6] == struct.pack("<H", kinds.BIFF8)
        self._take_globals()
        self._lengths = string_lengths(source, self._strings)
        self.sheets = tuple(self._positions)
        self._choice = SheetChoice(source, self.sheets, self._read)

    def _take_globals(self) -> None:
        previous = 0
        for kind, body in records(self._source, self._stream):
            if kind == kinds.PASSWORD:
                raise self._source.locked()
            if kind == kinds.END:
                return
            if kind == kinds.SHEET:
                self._take_sheet(body)
            elif kind == kinds.STRINGS or (kind == kinds.CONTINUE and previous == kinds.STRINGS):
                self._strings.append(body)
                kind = kinds.STRINGS  # noqa: PLW2901 - what follows may go on continuing it
            elif len(body) >= _SHORTEST.get(kind, len(body) + 1):
                self._kept.append(record(kind, body))
                if kind == kinds.CODE_PAGE:
                    (self._code_page,) = struct.unpack_from("<H", body)
            previous = kind
        raise self._source.damaged()

    def _take_sheet(self, body: bytes) -> None:
        if len(body) < 8:  # noqa: PLR2004 - a place, two flags, a name's length and at least one letter
            raise self._source.damaged()
        position, _, kind, length = struct.unpack_from("<L3B", body)
        if kind != _WORKSHEET:
            return
        if self._is_biff8:
            name = body[8:].decode("utf-16-le" if body[7] & 1 else "latin-1", "replace")[:length]
        else:
            name = body[7 : 7 + length].decode(_encoding(self._code_page), "replace")
        self._positions[name.replace("\0", "")] = position

    def grid(self, sheet: str | None) -> Grid | None:
        """Return what `Book.grid` is to return."""
        return self._choice.grid(sheet)

    def _read(self, sheet: str) -> Grid | None:
        self._choice.take(len(self._stream))
        found = XlsSheet(self._source, self._stream, self._positions[sheet], self._lengths)
        book = self._workbook(found.content)
        size = found.size
        # The parser keeps every sheet, and gives a copy.
        copy = AREA_COST * size.bounds.area + size.text
        size.check(self._source, held=copy + 2 * len(self._stream) + _COPIES * sum(map(len, book)))
        container = io.BytesIO(compound_file("Workbook", book))
        return read_sheet(self._source, container, sheet=sheet, merged=size.merged)

    def _workbook(self, content: bytes | bytearray) -> list[bytes | bytearray]:
        version = kinds.BIFF8 if self._is_biff8 else _BIFF5
        title = ONLY_SHEET.encode()
        name = bytes((len(title), 0) if self._is_biff8 else (len(title),)) + title
        before = [record(kinds.BEGIN, struct.pack("<2H12x", version, _GLOBALS)), *self._kept]
        strings = [record(kinds.CONTINUE if index else kinds.STRINGS, body) for index, body in enumerate(self._strings)]
        behind = [*strings, record(kinds.END)]
        listed = len(record(kinds.SHEET, struct.pack("<L2x", 0) + name))
        position = sum(map(len, before)) + listed + sum(map(len, behind))
        listing = record(kinds.SHEET, struct.pack("<L2x", position) + name)
        begin = record(kinds.BEGIN, struct.pack("<2H12x", version, _SHEET_CELLS))
        return [*before, listing, *behind, begin, content, record(kinds.END)]


def _encoding(code_page: int) -> str:
    try:
        return codecs.lookup(f"cp{code_page}").name
    except LookupError:
        return f"cp{_OLD_CODE_PAGE}"
