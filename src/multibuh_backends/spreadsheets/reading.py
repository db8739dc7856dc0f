"""From a file to a table: csv, xlsx, xls, xlsb, ods."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Final

import attrs

from multibuh_backends.spreadsheets.book import Book, Grid
from multibuh_backends.spreadsheets.delimited.book import DelimitedBook
from multibuh_backends.spreadsheets.excel.xls_book import XlsBook
from multibuh_backends.spreadsheets.excel.xlsb_book import XlsbBook
from multibuh_backends.spreadsheets.excel.xlsx_book import XlsxBook
from multibuh_backends.spreadsheets.headers import HeaderRows, checked_header_rows
from multibuh_backends.spreadsheets.opendocument.book import OdsBook
from multibuh_backends.spreadsheets.source import DELIMITED, Source, open_source
from multibuh_backends.spreadsheets.tables import no_values, table_of
from multibuh_core.errors import InvalidInputError, shown
from multibuh_core.imports.table import Table
from multibuh_core.imports.uncollected import uncollected
from multibuh_core.names import fold

_BOOKS: Final[dict[str, Callable[[Source], Book]]] = {
    **dict.fromkeys(DELIMITED, DelimitedBook),
    "xlsx": XlsxBook,
    "xlsm": XlsxBook,
    "xlsb": XlsbBook,
    "xls": XlsBook,
    "ods": OdsBook,
}


def read_table(
    path: str | os.PathLike[str],
    *,
    sheet: str | None = None,
    header_rows: HeaderRows = None,
    columns: Sequence[str] = (),
) -> Table:
    """
    Read one table: its headers, and its rows as text (`cells` says how numbers and dates are written).

    Merged cells are filled. A formula gives the value that was stored with it; none is computed.

    Args:
        path: A csv, tsv or txt file (UTF-8, UTF-16 with its mark, or cp1251; ``;``, ``,`` or tab), or an xlsx, xlsm,
            xls, xlsb or ods book.
        sheet: The sheet's name; without it the first sheet that has a value.
        header_rows: The header's row in the sheet, from 1, or its first and its last row, whose texts are joined by a
            space. Without it the first of the first 20 rows with values that holds every one of *columns*; with no
            columns either, the first that has two values.
        columns: Names that the header must hold, compared tidied and casefolded.

    Raises:
        InvalidInputError: If the file, sheet, header or a column is not there or not sound, or a limit is passed.
        UnsupportedOperationError: If the extra ``spreadsheets`` is not installed and the format needs it.
    """
    rows = checked_header_rows(header_rows)
    source = open_source(path)
    wanted = (columns,) if isinstance(columns, str) else tuple(columns)
    with uncollected():
        grid = _grid(source, _BOOKS[source.extension](source), sheet)
        table = table_of(grid, told=grid.sheet or source.name, header_rows=rows, columns=wanted)
    return attrs.evolve(table, file=source.name)


def sheet_names(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """
    Return the names of the book's sheets in their order, empty and hidden ones too; none for csv.

    Raises:
        InvalidInputError: If the file is not there or not sound.
        UnsupportedOperationError: If the extra ``spreadsheets`` is not installed and the format needs it.
    """
    source = open_source(path)
    return _BOOKS[source.extension](source).sheets


def _grid(source: Source, book: Book, sheet: str | None) -> Grid:
    name = None if sheet is None else _sheet(book.sheets, sheet)
    grid = book.grid(name)
    if grid is None and name is not None:
        raise InvalidInputError("sheet", name, "на листе нет ни одного значения. Выберите другой лист.")
    if grid is None:
        raise no_values(source.name)
    return grid


def _sheet(names: Sequence[str], wanted: str) -> str:
    if wanted in names:
        return wanted
    alike = [name for name in names if fold(name) == fold(wanted)]
    if len(alike) == 1:
        return alike[0]
    if not names:
        raise InvalidInputError("sheet", wanted, "в текстовом файле нет листов. Не указывайте лист.")
    listed = ", ".join(map(shown, names))
    raise InvalidInputError("sheet", wanted, f"такого листа нет. Есть: {listed}. Проверьте название.")
