"""
The tables of an OpenDocument sheet, followed element by element.

calamine is not asked here: it knows no merged cells of this format, and makes every repeated cell before it looks how
many there are. Honest files end in a row that is repeated a million times.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from multibuh_backends.spreadsheets.book import Span
from multibuh_backends.spreadsheets.limits import MAX_COLUMNS, MAX_MERGED, MAX_ROWS
from multibuh_backends.spreadsheets.meter import Meter
from multibuh_backends.spreadsheets.opendocument.cell import Cell, times
from multibuh_backends.spreadsheets.source import Source

_CELLS: Final = frozenset({"table:table-cell", "table:covered-table-cell"})
_NOT_SAID: Final = frozenset({"office:annotation", "draw:frame", "draw:custom-shape", "draw:g", "draw:control"})


class TableReader:
    """Keeps the rows of one table: the wanted one, or the first with a value."""

    def __init__(self, source: Source, wanted: str | None) -> None:
        self._source = source
        self._wanted = wanted
        self._depth = self._unsaid = 0
        self._is_reading = False
        self._row = self._repeated = 1
        self._texts: list[str] = []
        self._column = 0
        self._cell: Cell | None = None
        self._meter = Meter(source)
        self.name = ""
        self.rows: list[tuple[int, tuple[str, ...]]] = []
        self.merged: list[Span] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if name == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._begin_table(attributes.get("table:name", ""))
        elif not self._is_reading or self._depth > 1:
            return
        elif name in _NOT_SAID:
            self._unsaid += 1
        elif self._unsaid:
            return
        elif name == "table:table-row":
            self._repeated = times(attributes, "table:number-rows-repeated")
            self._texts, self._column = [], 0
        elif name in _CELLS:
            self._cell = Cell(attributes)
        elif self._cell is not None:
            self._cell.begin(name, attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "table:table":
            self._depth -= 1
            self._is_reading = self._is_reading and self._depth > 0
        elif not self._is_reading or self._depth > 1:
            return
        elif name in _NOT_SAID:
            self._unsaid -= 1
        elif self._unsaid:
            return
        elif name in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "table:table-row":
            self._end_row()

    def add(self, text: str) -> None:
        """Take text."""
        if self._cell is not None and not self._unsaid:
            self._cell.add(text)

    def _begin_table(self, name: str) -> None:
        if self.rows or (self._wanted is not None and name != self._wanted):
            return
        self._is_reading = True
        self.name = name
        self._row = 1

    def _end_cell(self, cell: Cell) -> None:
        column = self._column
        self._column += cell.repeated
        text = cell.text()
        if not text:
            return
        if self._column > MAX_COLUMNS or cell.is_too_long:
            raise self._source.too_large()
        self._texts.extend([""] * (column - len(self._texts)))
        self._texts.extend([text] * cell.repeated)
        if cell.rows > 1 or cell.columns > 1:
            self.merged.append(Span(self._row, column + 1, self._row + cell.rows - 1, column + cell.columns))
            if len(self.merged) > MAX_MERGED:
                raise self._source.too_large()

    def _end_row(self) -> None:
        if self._texts:
            texts = tuple(self._texts)
            self._meter.count(texts, times=self._repeated)
            if self._row + self._repeated > MAX_ROWS + 1:
                raise self._source.too_large()
            self.rows.extend((number, texts) for number in range(self._row, self._row + self._repeated))
        self._row += self._repeated
