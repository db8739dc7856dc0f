"""Books of Excel since 2007, xlsx and xlsm: each sheet in a container of its own for the parser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from multibuh_backends.spreadsheets.book import Grid
from multibuh_backends.spreadsheets.containers.archive import Part
from multibuh_backends.spreadsheets.containers.archive_writing import ArchiveStream, Member, copied, stored, streamed
from multibuh_backends.spreadsheets.containers.xml import Attributes, UnusualError, attribute, walk
from multibuh_backends.spreadsheets.excel.calamine import ONLY_SHEET, read_sheet, require_calamine
from multibuh_backends.spreadsheets.excel.package import Package, relationship
from multibuh_backends.spreadsheets.excel.shared_strings import SharedStrings, shared_strings
from multibuh_backends.spreadsheets.excel.sheet_bounds import Bounds
from multibuh_backends.spreadsheets.excel.sheet_choice import SheetChoice
from multibuh_backends.spreadsheets.excel.sheet_size import SheetSize
from multibuh_backends.spreadsheets.excel.xlsx_cells import parsed_size
from multibuh_backends.spreadsheets.excel.xlsx_sheet import PlainSheet, declared_bounds, plain_sheet, seen_bounds
from multibuh_backends.spreadsheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SMALL_PART_BYTES
from multibuh_backends.spreadsheets.source import Source

_SHEET: Final = "worksheets/sheet.xml"
_BELIEVED_AREA: Final = 10 * MAX_CELLS


class XlsxBook:
    """The sheets of a workbook."""

    def __init__(self, source: Source) -> None:
        require_calamine()
        self._source = source
        self._package = Package(source)
        self._is_1904 = False
        self._targets: dict[str, str] = {}
        walk(self._package.workbook, self._take, limit=MAX_SMALL_PART_BYTES)
        self.sheets = tuple(self._targets)
        self._choice = SheetChoice(source, self.sheets, self._read)

    def _take(self, element: str, attributes: Attributes) -> None:
        if element == "sheet":
            to = self._package.to.get(attribute(attributes, "id"))
            if to is not None and to.kind == "worksheet":
                self._targets[attributes.get("name", "")] = to.target
        elif element == "workbookPr":
            self._is_1904 = attributes.get("date1904", "") in {"1", "true"}

    def grid(self, sheet: str | None) -> Grid | None:
        """Return what `Book.grid` is to return."""
        return self._choice.grid(sheet)

    def _read(self, sheet: str) -> Grid | None:
        part = self._package.part(self._targets[sheet])
        if part is None:
            raise self._source.damaged()
        self._choice.take(part.size)
        size = self._size(part)
        size.check(self._source, held=self._held(size, part))
        container = ArchiveStream([*self._members(), _sheet_member(part, size)])
        return read_sheet(self._source, container, sheet=sheet, merged=size.merged)

    def _size(self, part: Part) -> SheetSize:
        for bounds in _believed_bounds(part):
            try:
                for exact in (False, True):
                    size = plain_sheet(part, bounds, self._strings, exact=exact)
                    if size.is_readable(held=self._held(size, part)):
                        return size
            except UnusualError:
                continue
            if not size.is_sparse:
                return size  # its bounds may be too wide, but that is not why
        return parsed_size(part, self._strings)

    def _held(self, size: SheetSize, part: Part) -> int:
        """Return what is held while the sheet is read: its container, and the strings."""
        sheet = size.rewritten.size if isinstance(size, PlainSheet) else len(part.packed)
        strings = self._strings_part
        return sheet if strings is None else sheet + len(strings.packed) + strings.size

    @cached_property
    def _strings_part(self) -> Part | None:
        part = self._package.of_kind("sharedStrings")
        if part is not None:
            self._choice.take(part.size)
        return part

    @cached_property
    def _strings(self) -> SharedStrings:
        return shared_strings(self._strings_part)

    def _members(self) -> Iterator[Member]:
        properties = f'<workbookPr date1904="{int(self._is_1904)}"/>'
        workbook = f'<workbook>{properties}<sheets><sheet name="{ONLY_SHEET}" r:id="r"/></sheets></workbook>'
        yield stored("_rels/.rels", relationship("r", "officeDocument", "xl/workbook.xml"))
        yield stored("xl/workbook.xml", workbook.encode())
        yield stored("xl/_rels/workbook.xml.rels", relationship("r", "worksheet", _SHEET))
        if (styles := self._package.of_kind("styles")) is not None:
            yield stored("xl/styles.xml", styles.content())
        if self._strings_part is not None:
            yield copied("xl/sharedStrings.xml", self._strings_part)


def _believed_bounds(part: Part) -> Iterator[Bounds]:
    """Give the bounds that the sheet tells, and those that it seems to have, if these could be read."""
    for told in (declared_bounds, seen_bounds):
        bounds = told(part)
        if bounds is None or bounds.rows > MAX_ROWS or bounds.columns > MAX_COLUMNS:
            continue
        if bounds.area <= _BELIEVED_AREA:
            yield bounds


def _sheet_member(part: Part, size: SheetSize) -> Member:
    name = f"xl/{_SHEET}"
    if not isinstance(size, PlainSheet):
        return copied(name, part)
    new = size.rewritten
    return streamed(name, size=new.size, checksum=new.checksum, chunks=new.chunks)
