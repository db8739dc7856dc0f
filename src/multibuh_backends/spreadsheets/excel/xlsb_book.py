"""Excel's binary books, xlsb: each sheet in a container of its own for the parser."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from functools import cached_property

from multibuh_backends.spreadsheets.book import Grid
from multibuh_backends.spreadsheets.containers.archive import Part
from multibuh_backends.spreadsheets.containers.archive_writing import ArchiveStream, Member, copied, stored
from multibuh_backends.spreadsheets.excel import xlsb_records as kinds
from multibuh_backends.spreadsheets.excel.calamine import ONLY_SHEET, read_sheet, require_calamine
from multibuh_backends.spreadsheets.excel.package import Package, relationship
from multibuh_backends.spreadsheets.excel.sheet_choice import SheetChoice
from multibuh_backends.spreadsheets.excel.xlsb_records import record, records, wide, wide_text
from multibuh_backends.spreadsheets.excel.xlsb_sheet import measured, string_lengths
from multibuh_backends.spreadsheets.source import Source


class XlsbBook:
    """The sheets of a binary workbook."""

    def __init__(self, source: Source) -> None:
        require_calamine()
        self._source = source
        self._package = Package(source)
        self._properties = bytes(4)
        self._targets: dict[str, str] = {}
        self._take(self._package.workbook.content())
        self.sheets = tuple(self._targets)
        self._choice = SheetChoice(source, self.sheets, self._read)

    def _take(self, workbook: bytes) -> None:
        for kind, start, end in records(self._source, workbook):
            body = workbook[start:end]
            if kind == kinds.WORKBOOK_PROPERTIES and body:
                self._properties = bytes((body[0] & 1, 0, 0, 0))  # bit 0: dates count from 1904
            elif kind == kinds.SHEET:
                key, position = wide_text(self._source, body, 8)
                name, _ = wide_text(self._source, body, position)
                to = self._package.to.get(key)
                if to is not None and to.kind == "worksheet":
                    self._targets[name] = to.target

    def grid(self, sheet: str | None) -> Grid | None:
        """Return what `Book.grid` is to return."""
        return self._choice.grid(sheet)

    def _read(self, sheet: str) -> Grid | None:
        part = self._package.part(self._targets[sheet])
        if part is None:
            raise self._source.damaged()
        self._choice.take(part.size)
        size = measured(part, self._lengths)
        held = sum(each.size + len(each.packed) for each in (part, self._strings) if each is not None)
        size.check(self._source, held=held)
        container = ArchiveStream([*self._members(), copied("xl/worksheets/sheet.bin", part)])
        return read_sheet(self._source, container, sheet=sheet, merged=size.merged)

    @cached_property
    def _strings(self) -> Part | None:
        part = self._package.of_kind("sharedStrings")
        if part is not None:
            self._choice.take(part.size)
        return part

    @cached_property
    def _lengths(self) -> Sequence[int]:
        return string_lengths(self._strings)

    def _members(self) -> Iterator[Member]:
        sheet = record(kinds.SHEET, struct.pack("<2L", 0, 1) + wide("r") + wide(ONLY_SHEET))
        properties = record(kinds.WORKBOOK_PROPERTIES, self._properties)
        workbook = properties + sheet + record(kinds.END_SHEETS) + record(kinds.CALCULATION)
        yield stored("xl/workbook.bin", workbook)
        yield stored("xl/_rels/workbook.bin.rels", relationship("r", "worksheet", "worksheets/sheet.bin"))
        if (styles := self._package.of_kind("styles")) is not None:
            yield stored("xl/styles.bin", _formats_only(self._source, styles.content()))
        if self._strings is not None:
            yield copied("xl/sharedStrings.bin", self._strings)


def _formats_only(source: Source, styles: bytes) -> bytes:
    """Return the number formats, that is all that tells a date from a number; the parser stumbles over the rest."""
    found: dict[int, list[bytes]] = {kinds.FORMAT: [], kinds.CELL_FORMAT: []}
    in_cells = False
    for kind, start, end in records(source, styles):
        in_cells = in_cells or kind == kinds.CELL_FORMATS
        if kind == kinds.FORMAT or (kind == kinds.CELL_FORMAT and in_cells):
            found[kind].append(record(kind, styles[start:end]))
    parts = []
    for group, kind in ((kinds.FORMATS, kinds.FORMAT), (kinds.CELL_FORMATS, kinds.CELL_FORMAT)):
        parts.append(record(group, struct.pack("<L", len(found[kind]))))
        parts.extend(found[kind])
    return b"".join(parts)
