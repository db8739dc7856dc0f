"""Named builders of files to read: by the programs that usually write them, and by hand where these never would."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from multibuh_backends.spreadsheets.containers.archive import Part, open_archive
from multibuh_backends.spreadsheets.source import Source
from multibuh_core.imports.table import Table

__all__ = [
    "a_book",
    "a_book_by_hand",
    "a_part",
    "a_text_file",
    "a_zip",
    "an_ods",
    "cells_of",
    "relationships",
    "sheet_xml",
    "strings_xml",
]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def cells_of(table: Table) -> list[tuple[str, ...]]:
    """Return the rows' cells without their numbers."""
    return [row.cells for row in table.rows]


def a_text_file(folder: Path, text: str, *, name: str = "clients.csv", encoding: str = "utf-8") -> Path:
    """Return a text file of this very text: no line end is changed."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def a_book(
    folder: Path,
    rows: Sequence[Any],
    *,
    name: str = "clients.xlsx",
    sheet: str = "Клиенты",
    at: tuple[int, int] = (0, 0),
    merged: Iterable[tuple[int, int, int, int, str]] = (),
    formats: Mapping[tuple[int, int], str] | None = None,
) -> Path:
    """Return an xlsx of XlsxWriter; *merged* are top, left, bottom, right from 0 and the text, *formats* of numbers."""
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                told = (formats or {}).get((down, right))
                page.write(at[0] + down, at[1] + right, value, book.add_format({"num_format": told}) if told else None)
        for top, left, bottom, right, text in merged:
            page.merge_range(top, left, bottom, right, text)
    return path


def a_zip(path: Path, parts: Mapping[str, str | bytes], *, packed: bool = True) -> Path:
    """Return an archive of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def a_part(content: str) -> Part:
    """Return an archive's part of that content."""
    with TemporaryDirectory() as folder:
        data = a_zip(Path(folder) / "a.zip", {"a": content}).read_bytes()
    return open_archive(Source("a.xlsx", "xlsx", data))["a"]


def relationships(*pointers: tuple[str, str, str]) -> str:
    """Return a part of relationships: each an id, the last word of a type and a target."""
    told = (f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{to}"/>' for key, kind, to in pointers)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(told)}</Relationships>'


def sheet_xml(rows: str, *, dimension: str = "A1:D9", behind: str = "") -> str:
    """Return a sheet's part around these rows."""
    return f'<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData>{behind}</worksheet>'


def strings_xml(*strings: str) -> str:
    """Return a part of shared strings."""
    told = "".join(f"<si><t>{string}</t></si>" for string in strings)
    return f'<sst xmlns="{MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">{told}</sst>'


def a_book_by_hand(
    folder: Path,
    sheet: str,
    strings: str | None = None,
    *,
    name: str = "hand.xlsx",
    parts: Mapping[str, str | bytes] | None = None,
    packed: bool = True,
) -> Path:
    """Return an xlsx of these very parts; *parts* come instead of the usual ones, or beside them."""
    pointers = [("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml")]
    sheets = '<sheets><sheet name="Клиенты" sheetId="1" r:id="r1"/></sheets>'
    usual = {
        "_rels/.rels": relationships(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": relationships(*pointers),
        "xl/worksheets/sheet1.xml": sheet,
    }
    if strings is not None:
        usual["xl/sharedStrings.xml"] = strings
    return a_zip(folder / name, {**usual, **(parts or {})}, packed=packed)


def an_ods(
    folder: Path, tables: str, *, name: str = "clients.ods", parts: Mapping[str, str | bytes] | None = None
) -> Path:
    """Return an ods with this inside of its body."""
    spaces = "".join(f' xmlns:{short}="{ODF}:{short}:1.0"' for short in ("office", "table", "text"))
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    )
    usual = {
        "mimetype": ODS_KIND,
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": f"{content}</office:document-content>",
    }
    return a_zip(folder / name, {**usual, **(parts or {})})
