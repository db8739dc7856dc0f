"""A table: what a spreadsheet says, as text, before anybody knows what its columns mean."""

from __future__ import annotations

import attrs

__all__ = ["Row", "Table"]


@attrs.frozen
class Row:
    """One row of a table: where it stood, and its cells as text, one for each header."""

    number: int
    """The row's number in its sheet, from 1, as a spreadsheet program shows it (for csv: the record's number)."""
    cells: tuple[str, ...]
    """Exactly as many as the table has headers; an empty cell is ``""``."""


@attrs.frozen(kw_only=True)
class Table:
    """A header and rows of text, with their origin."""

    headers: tuple[str, ...]
    """Tidied; several header rows are joined by one space, from top to bottom."""
    rows: tuple[Row, ...]
    """In the order of the sheet; rows without any value are left out."""
    file: str = ""
    """The file's name, without its folder; empty where the table was read from none."""
    sheet: str = ""
    """The sheet's name; empty for csv."""
