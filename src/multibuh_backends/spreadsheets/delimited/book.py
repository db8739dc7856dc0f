"""A text file as a book without sheets."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from multibuh_backends.spreadsheets.book import Grid, NumberedRow
from multibuh_backends.spreadsheets.delimited.delimiters import SAMPLE_LINES, delimiter_of
from multibuh_backends.spreadsheets.delimited.encodings import encoding_of
from multibuh_backends.spreadsheets.delimited.records import BrokenRecordError, records
from multibuh_backends.spreadsheets.limits import MAX_CELL_BYTES, MAX_ROWS
from multibuh_backends.spreadsheets.meter import Meter
from multibuh_backends.spreadsheets.source import Source

_LIKELY: Final = {"tsv": "\t", "txt": "\t"}


class DelimitedBook:
    """A csv, tsv or txt file; its rows are numbered as its records are, from 1."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.sheets: tuple[str, ...] = ()

    def grid(self, sheet: str | None) -> Grid | None:  # noqa: ARG002 - there are none
        """Return the file's records; the file is read while they are taken."""
        lines = self._lines()
        first = list(islice(lines, SAMPLE_LINES))
        delimiter = delimiter_of(first, likely=_LIKELY.get(self._source.extension, ";"))
        rows = self._rows(records(chain(first, lines), delimiter))
        return Grid(sheet="", first_column=1, width=0, last_row=MAX_ROWS, rows=rows)

    def _lines(self) -> Iterator[str]:
        encoding = encoding_of(self._source)
        # Line ends are kept: inside of quotes they belong to the text.
        stream = io.TextIOWrapper(io.BytesIO(self._source.data), encoding, newline="")
        number = 0
        try:
            while line := stream.readline(MAX_CELL_BYTES):
                number += 1
                if "\0" in line:
                    raise self._source.refusal(f"строка {number}: в тексте нулевой знак. Сохраните файл в UTF-8.")
                if len(line) == MAX_CELL_BYTES:
                    raise self._source.refusal(f"строка {number} слишком длинная. Проверьте, тот ли это файл.")
                yield line
        except UnicodeError:
            rule = f"строка {number + 1}: текст не в кодировке {encoding}. Сохраните файл заново в UTF-8."
            raise self._source.refusal(rule) from None

    def _rows(self, found: Iterator[list[str]]) -> Iterator[NumberedRow]:
        number = 0
        meter = Meter(self._source)
        try:
            for number, record in enumerate(found, start=1):
                if any(record):
                    meter.count(record)
                    yield number, tuple(record)
        except BrokenRecordError as error:
            raise self._source.refusal(f"запись {number + 1}: {error.rule}") from None
