"""Books of Excel's old and binary formats: xls by xlwt, xlsb by hand, for nothing else writes it."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlwt

from multibuh_backends.spreadsheets.excel.xlsb_records import record, wide
from tests.multibuh_backends.spreadsheets.files import a_zip, relationships

__all__ = ["an_xls", "an_xlsb", "binary_cell", "binary_sheet"]


def an_xls(
    folder: Path,
    rows: Sequence[Any],
    *,
    at: tuple[int, int] = (0, 0),
    merged: Sequence[tuple[int, int, int, int, str]] = (),
    before: Sequence[str] = (),
) -> Path:
    """Return an xls; *merged* are top, bottom, left, right from 0 and the text, *before* are empty sheets in front."""
    book = xlwt.Workbook()
    for name in before:
        book.add_sheet(name)
    page = book.add_sheet("Клиенты")
    days = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            style = days if hasattr(value, "year") else xlwt.Style.default_style
            page.write(at[0] + down, at[1] + right, value, style)
    for top, bottom, left, right, text in merged:
        page.write_merge(top, bottom, left, right, text)
    path = folder / "clients.xls"
    book.save(str(path))
    return path


def binary_cell(kind: int, column: int, body: bytes, style: int = 0) -> bytes:
    """Return a cell's record."""
    return record(kind, struct.pack("<2L", column, style) + body)


def binary_sheet(rows: Sequence[tuple[int, Sequence[bytes]]], behind: bytes = b"") -> bytes:
    """Return a sheet of rows: each its number from 0, and its cells."""
    begin = record(0x81) + record(0x94, struct.pack("<4L", 0, 9, 0, 9)) + record(0x91)
    body = b"".join(record(0x00, struct.pack("<L13x", number)) + b"".join(cells) for number, cells in rows)
    return begin + body + record(0x92) + behind + record(0x82)


def an_xlsb(
    folder: Path, sheet: bytes, strings: Sequence[str] = (), *, properties: int = 0, count: int | None = None
) -> Path:
    """Return an xlsb of one sheet that says that it has *count* strings; its second style is that of a date."""
    items = b"".join(record(0x13, b"\0" + wide(text)) for text in strings)
    table = record(0x9F, struct.pack("<2L", 0, len(strings) if count is None else count)) + items + record(0xA0)
    formats = record(0x267, struct.pack("<L", 0)) + record(0x268) + record(0x269, struct.pack("<L", 2))
    styles = (
        record(0x116) + formats + record(0x2F, struct.pack("<2H12x", 0, 0)) + record(0x2F, struct.pack("<2H12x", 0, 14))
    )
    listed = record(0x9C, struct.pack("<2L", 0, 1) + wide("r1") + wide("Клиенты"))
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relationships(("r1", "officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": record(0x83) + record(0x99, struct.pack("<3L", properties, 0, 0)) + listed + record(0x84),
        "xl/_rels/workbook.bin.rels": relationships(
            ("r1", "worksheet", "worksheets/sheet1.bin"),
            ("r2", "styles", "styles.bin"),
            ("r3", "sharedStrings", "sharedStrings.bin"),
        ),
        "xl/styles.bin": styles + record(0x26A),
        "xl/sharedStrings.bin": table,
        "xl/worksheets/sheet1.bin": sheet,
    }
    return a_zip(folder / "clients.xlsb", parts)
