"""Sheets of xlsx books: what they would cost to read, told by parsing them, which is slower than `xlsx_sheet`."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_letters
from typing import Final

from multibuh_backends.spreadsheets.book import Span
from multibuh_backends.spreadsheets.containers.archive import Part
from multibuh_backends.spreadsheets.containers.xml import local, parse, parser_for
from multibuh_backends.spreadsheets.excel.shared_strings import SharedStrings
from multibuh_backends.spreadsheets.excel.sheet_bounds import Bounds, position, span
from multibuh_backends.spreadsheets.excel.sheet_size import SheetSize, too_much_merged
from multibuh_backends.spreadsheets.limits import MAX_MERGED

_LONGEST_NUMBER: Final = 12


def parsed_size(part: Part, strings: SharedStrings) -> SheetSize:
    """
    Measure any sheet.

    Raises:
        InvalidInputError: If it is no well-formed XML, has a document type, or a cell where no sheet has one.
    """
    cells = _Cells(part, strings)
    parser = parser_for(part.source)
    parser.StartElementHandler = cells.begin
    parser.EndElementHandler = cells.end
    parser.CharacterDataHandler = cells.add
    parse(parser, part)
    return SheetSize(
        bounds=Bounds(cells.rows, cells.columns),
        cells=cells.count,
        text=cells.named + cells.own,
        different=strings.size + cells.own,
        merged=tuple(cells.merged),
    )


class _Cells:
    """Follows the cells as the parser will: by their references, or else one behind the other."""

    def __init__(self, part: Part, strings: SharedStrings) -> None:
        self._part = part
        self._strings = strings
        self._next_row = self._column = 1
        self._row = 1
        self._shared = self._has_value = self._in_number = False
        self._number = ""
        self.rows = self.columns = self.count = self.named = self.own = 0
        self.merged: list[Span] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        match local(name):
            case "row" if "r" in attributes:
                self._next_row, _ = self._position("A" + attributes["r"].lstrip(ascii_letters))
            case "c":
                self._row = self._next_row
                if "r" in attributes:
                    self._row, self._column = self._position(attributes["r"])
                self._shared, self._has_value = attributes.get("t") == "s", False
            case "v" | "is":
                self._has_value = True
                self._in_number, self._number = self._shared, ""
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        match local(name):
            case "row":
                self._next_row, self._column = self._next_row + 1, 1
            case "v" if self._in_number:
                self._in_number = False
                self.named += self._length()
            case "c":
                if self._has_value:
                    self.count += 1
                    self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
                self._column += 1

    def add(self, text: str) -> None:
        """Take text."""
        if not self._in_number:
            self.own += len(text.encode(errors="replace"))
        elif len(self._number) < _LONGEST_NUMBER:
            self._number += text

    def _length(self) -> int:
        if not self._number:
            return 0
        known = self._number.isascii() and self._number.isdigit() and int(self._number) < len(self._strings.lengths)
        if not known:
            raise self._part.source.damaged()
        return self._strings.lengths[int(self._number)]

    def _position(self, reference: str) -> tuple[int, int]:
        found = position(reference)
        if found is None:
            raise self._part.source.damaged()
        return found

    def _merge(self, reference: str) -> None:
        if len(self.merged) == MAX_MERGED:
            raise too_much_merged(self._part.source)
        if found := span(reference):
            self.merged.append(found)
