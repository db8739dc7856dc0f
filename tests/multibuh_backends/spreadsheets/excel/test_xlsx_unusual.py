"""Books that other programs write in other ways read the same as those of usual programs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from multibuh_backends.spreadsheets import read_table
from tests.multibuh_backends.spreadsheets.files import (
    a_book_by_hand,
    a_zip,
    cells_of,
    relationships,
    sheet_xml,
    strings_xml,
)

ROWS = (
    '<row r="1" spans="1:3"><c r="A1" s="0" t="s"><v>0</v></c>'
    '<c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
    '<row r="2" spans="1:3"><c r="A2" s="0" t="s"><v>3</v></c><c r="B2"><v>1</v></c><c r="C2" t="s"><v>3</v></c></row>'
    '<row r="3"><c r="A3" t="inlineStr"><is><t>Б</t></is></c><c r="B3" s="0"/><c r="C3"><f>A1</f><v>2</v></c></row>'
)
SHEET = sheet_xml(ROWS, dimension="A1:C3", behind='<mergeCells><mergeCell ref="A3:B3"/></mergeCells>')
STRINGS = strings_xml("Имя", "Код", "Карта", "А")
EXPECTED = (("Имя", "Код", "Карта"), [("А", "1", "А"), ("Б", "Б", "2")])

PREFIXED = re.compile(r"<(/?)(?=[a-zA-Z])")
OTHER_SHEETS: dict[str, Callable[[str], str]] = {
    "as usual": lambda sheet: sheet,
    "with a prefix": lambda sheet: PREFIXED.sub(r"<\1x:", sheet).replace("xmlns=", "xmlns:x="),
    "without references": lambda sheet: re.sub(r' r="[A-Z]?[0-9]"', "", sheet),
    "without rows' numbers": lambda sheet: re.sub(r'<row r="[0-9]"', "<row", sheet),
    "in single quotes": lambda sheet: sheet.replace('"', "'"),
    "with the style in front": lambda sheet: re.sub(r'(r="A[0-9]") (s="0")', r"\2 \1", sheet),
    "over several lines": lambda sheet: sheet.replace("><", ">\n  <"),
    "with comments": lambda sheet: sheet.replace("<row", "<!-- </sheetData> --><row"),
    "without a dimension": lambda sheet: re.sub("<dimension[^>]*>", "", sheet),
    "with a dimension of one cell": lambda sheet: sheet.replace("A1:C3", "A1"),
    "with the dimension of a whole sheet": lambda sheet: sheet.replace("A1:C3", "A1:XFD1048576"),
    "with rows in another order": lambda sheet: re.sub(r"(<row r=.1.*?</row>)(.*?</row>)", r"\2\1", sheet),
    "with spaces in tags": lambda sheet: sheet.replace("<c ", "<c\n ").replace("</c>", "</c >"),
    "with a formatted cell far away": lambda sheet: sheet.replace("</row></s", '<c r="XFD3" s="0"/></row></s'),
    "with a mark of the encoding": lambda sheet: "\ufeff" + sheet,
}
OTHER_STRINGS: dict[str, Callable[[str], str]] = {
    "with a prefix": lambda strings: PREFIXED.sub(r"<\1x:", strings).replace("xmlns=", "xmlns:x="),
    "rich text": lambda strings: strings.replace("<t>Карта</t>", "<r><t>Кар</t></r><r><rPr><b/></rPr><t>та</t></r>"),
    "with spaces kept": lambda strings: strings.replace("<t>К", '<t xml:space="preserve">К'),
    "over several lines": lambda strings: strings.replace("><si", ">\n<si"),
    "with a comment": lambda strings: strings.replace("<si>", "<!-- </si><si> --><si>"),
    "as character data": lambda strings: strings.replace("<t>А</t>", "<t><![CDATA[А]]></t>"),
    "with an empty one": lambda strings: strings.replace("</sst>", "<si/><si><t/></si></sst>"),
    "with other white space": lambda strings: strings.replace("<t>К", "<t >К"),
    "with a count too low": lambda strings: strings.replace('uniqueCount="4"', 'uniqueCount="1"'),
    "with a count too high": lambda strings: strings.replace('uniqueCount="4"', 'uniqueCount="5000"'),
}


@pytest.mark.parametrize("other", OTHER_SHEETS.values(), ids=OTHER_SHEETS)
def test_a_sheet_may_be_written_otherwise(tmp_path: Path, other: Callable[[str], str]) -> None:
    """However a sheet is written, its cells and merged ranges are read."""
    table = read_table(a_book_by_hand(tmp_path, other(SHEET), STRINGS))
    assert (table.headers, cells_of(table)) == EXPECTED


@pytest.mark.parametrize("other", OTHER_STRINGS.values(), ids=OTHER_STRINGS)
def test_strings_may_be_written_otherwise(tmp_path: Path, other: Callable[[str], str]) -> None:
    """However shared strings are written, each cell gets its own."""
    table = read_table(a_book_by_hand(tmp_path, SHEET, other(STRINGS)))
    assert (table.headers, cells_of(table)) == EXPECTED


def test_parts_may_lie_elsewhere(tmp_path: Path) -> None:
    """Parts are found by relationships: absolute, relative, in another case or with backslashes."""
    parts = {
        "_rels/.rels": relationships(("a", "officeDocument", "/book/Workbook.xml")),
        "book/workbook.xml": '<workbook><sheets><sheet name="Клиенты" id="s"/></sheets></workbook>',
        "book/_rels/workbook.xml.rels": relationships(
            ("s", "worksheet", "pages\\One.xml"), ("t", "sharedStrings", "../t.xml")
        ),
        "book/pages\\one.xml": SHEET,
        "T.xml": STRINGS,
    }
    table = read_table(a_book_by_hand(tmp_path, "", parts=parts))
    assert (table.headers, cells_of(table)) == EXPECTED


def test_a_book_with_macros_is_read(tmp_path: Path) -> None:
    """An xlsm is an xlsx; its macros are no part of what is read."""
    assert cells_of(read_table(a_book_by_hand(tmp_path, SHEET, STRINGS, name="hand.xlsm"))) == EXPECTED[1]


def test_parts_may_be_stored_as_they_are(tmp_path: Path) -> None:
    """An archive need not be packed."""
    with zipfile.ZipFile(a_book_by_hand(tmp_path, SHEET, STRINGS)) as packed:
        path = a_zip(tmp_path / "stored.xlsx", {name: packed.read(name) for name in packed.namelist()}, packed=False)
    assert cells_of(read_table(path)) == EXPECTED[1]
