"""A hostile xlsx ends in one clear error, before the parser takes memory for what it claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from multibuh_backends.spreadsheets import read_table
from multibuh_backends.spreadsheets.excel import sheet_size
from multibuh_core.errors import InvalidInputError
from tests.multibuh_backends.spreadsheets.files import a_book_by_hand, cells_of, relationships, sheet_xml, strings_xml
from tests.multibuh_core.refusals import refusal

TOO_LARGE = "таблица слишком велика, чтобы прочитать её целиком. Разделите её на несколько файлов."
DAMAGED = "файл повреждён или записан не до конца. Откройте его в программе для таблиц и сохраните заново."
DOCTYPE = "в книге есть DOCTYPE, а сущности XML не допускаются. Сохраните её заново."
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

CELL = '<c r="A1"><v>1</v></c>'
NEXT = "<c><v>1</v></c>"
FAR = {
    "far away": f'<row r="1">{CELL}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "far away in a near row": f'<row r="1">{CELL}<c r="XFD1048576"><v>1</v></c></row>',
    "far away by the row's number": f'<row r="1">{NEXT * 16_384}</row><row r="1048576">{NEXT}</row>',
    "far away in small letters": f'<row r="1">{CELL}<c r="xfd1048576"><v>1</v></c></row>',
    "far away in a second reference": f'<row r="1">{CELL}<c r="A2" r = "XFD1048576"><v>1</v></c></row>',
}
BROKEN = {
    "a row that no sheet has": '<row r="1"><c r="A1048577"><v>1</v></c></row>',
    "a row past all numbers": '<row r="1"><c r="A99999999999"><v>1</v></c></row>',
    "a column that no sheet has": '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    "a row of no number": '<row r="x"><c><v>1</v></c></row>',
    "a reference of signs": '<row r="1"><c r="$A$1"><v>1</v></c></row>',
    "an unclosed cell": '<row r="1"><c r="A1"><v>1</v></row>',
    "a string that is not there": '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
    "a type that is not there": '<row r="1"><c r="A1" t="zz"><v>7</v></c></row>',
    "an entity": '<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>',
}


def told(path: Path) -> str:
    """Return what the refusal says, without the file's name."""
    return str(refusal(InvalidInputError, read_table, path)).removeprefix(f"файл «{path.name}»: ")


@pytest.mark.parametrize("dimension", ["A1:XFD1048576", "A1", "A1:B2"])
@pytest.mark.parametrize("rows", FAR.values(), ids=FAR)
def test_a_cell_far_away_makes_no_million_rows(tmp_path: Path, rows: str, dimension: str) -> None:
    """Whatever the sheet says of its dimension, a far cell is told, with the way out."""
    path = a_book_by_hand(tmp_path, sheet_xml(rows, dimension=dimension))
    expected = "лист занят до строки 1048576 и столбца 16384, и почти весь пуст. Удалите лишние ячейки справа и внизу."
    assert told(path) == (DAMAGED if "r = " in rows else expected)


def test_a_far_column_alone_is_read(tmp_path: Path) -> None:
    """A stray value in the last column of a small sheet does no harm: empty columns between are left out."""
    rows = (
        f'<row r="1">{CELL}<c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="XFD2"><v>4</v></c></row>'
    )
    table = read_table(a_book_by_hand(tmp_path, sheet_xml(rows)))
    assert (table.headers, cells_of(table)) == (("1", "2", "Столбец 16384"), [("3", "", "4")])


@pytest.mark.parametrize("rows", BROKEN.values(), ids=BROKEN)
def test_a_cell_that_cannot_be_is_refused(tmp_path: Path, rows: str) -> None:
    """A sheet that no program writes is damaged."""
    assert told(a_book_by_hand(tmp_path, sheet_xml(rows), strings_xml("a"))) == DAMAGED


@pytest.mark.parametrize("length", [16_000, 300])
def test_a_string_that_many_cells_share_is_counted_for_each(tmp_path: Path, length: int) -> None:
    """One long text that a million cells name would take gigabytes: it is refused by counting."""
    cells = "".join(f'<c r="{letter}{{0}}" t="s"><v>0</v></c>' for letter in "ABCDEFGHIJKLMNOPQRST")
    rows = "".join(f'<row r="{number}">{cells.format(number)}</row>' for number in range(1, 20_001))
    path = a_book_by_hand(tmp_path, sheet_xml(rows, dimension="A1:T20000"), strings_xml("я" * length))
    assert told(path) == TOO_LARGE


def test_shared_strings_are_added_up_before_a_sheet_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One long text among short ones is no reason to refuse a sheet that names the short ones often."""
    monkeypatch.setattr(sheet_size, "MAX_REPEATED_BYTES", 1 << 20)
    rows = "".join(f'<row r="{number}"><c r="A{number}" t="s"><v>1</v></c></row>' for number in range(1, 200))
    path = a_book_by_hand(tmp_path, sheet_xml(rows, dimension="A1:A199"), strings_xml("я" * 100_000, "да"))
    assert len(read_table(path).rows) == 198


def test_a_count_of_strings_that_cannot_be_is_refused(tmp_path: Path) -> None:
    """The parser would take memory for as many strings as the book says that it has."""
    for count in ("999999999999", "9999999"):
        strings = strings_xml("a").replace('uniqueCount="1"', f"uniqueCount = '{count}'")
        for written in (strings, strings.replace("<si>", "<!-- --><si>")):
            assert told(a_book_by_hand(tmp_path, sheet_xml(f'<row r="1">{CELL}</row>'), written)) == DAMAGED


@pytest.mark.parametrize(
    "part",
    [
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
    ],
)
def test_document_types_are_refused(tmp_path: Path, part: str) -> None:
    """No part may define entities: a few of them would unfold to gigabytes."""
    usual = {
        "_rels/.rels": relationships(("r", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": '<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(
            ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": sheet_xml(f'<row r="1">{CELL}</row>'),
        "xl/sharedStrings.xml": strings_xml("a"),
    }
    path = a_book_by_hand(tmp_path, "", parts={**usual, part: LAUGHS + usual[part]})
    assert told(path) == DOCTYPE


def test_parts_in_another_encoding_are_refused(tmp_path: Path) -> None:
    """The parts of a book are in UTF-8, whatever they say: an unknown encoding is no way around."""
    for declared in ("utf-7", "no-such-encoding", "utf-16"):
        sheet = f'<?xml version="1.0" encoding="{declared}"?>' + sheet_xml(
            "<!-- --><row r='1'><c><v>\xff</v></c></row>"
        )
        assert (
            told(a_book_by_hand(tmp_path, "", parts={"xl/worksheets/sheet1.xml": sheet.encode("latin-1")})) == DAMAGED
        )


def test_a_missing_sheet_is_told(tmp_path: Path) -> None:
    """A sheet whose part is not there means a damaged book."""
    pointer = relationships(("r1", "worksheet", "worksheets/no.xml"))
    assert told(a_book_by_hand(tmp_path, "", parts={"xl/_rels/workbook.xml.rels": pointer})) == DAMAGED


def test_many_empty_sheets_are_not_gone_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To look for a value in sheet after sheet has an end."""
    monkeypatch.setattr("multibuh_backends.spreadsheets.excel.sheet_choice.MAX_UNPACKED_BYTES", 1_000)
    sheets = "".join(f'<sheet name="{number}" id="r1"/>' for number in range(99))
    path = a_book_by_hand(tmp_path, sheet_xml(""), parts={"xl/workbook.xml": f"<workbook>{sheets}</workbook>"})
    assert told(path) == TOO_LARGE


def test_too_many_sheets_are_refused(tmp_path: Path) -> None:
    """A book of more than a thousand sheets is no table."""
    sheets = "".join(f'<sheet name="{number}" id="r1"/>' for number in range(1_001))
    path = a_book_by_hand(tmp_path, sheet_xml(""), parts={"xl/workbook.xml": f"<workbook>{sheets}</workbook>"})
    assert told(path) == "листов больше 1000. Оставьте в книге только нужные."


def test_a_cell_of_megabytes_is_refused(tmp_path: Path) -> None:
    """A cell holds no more than a few megabytes, in the sheet or among the shared strings."""
    long = "я" * (5 << 19)
    inline = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{long}</t></is></c></row>'
    assert told(a_book_by_hand(tmp_path, sheet_xml(inline), packed=False)) == TOO_LARGE
    named = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    for strings in (strings_xml(long), strings_xml(long).replace("<si>", "<!-- --><si>")):
        assert told(a_book_by_hand(tmp_path, sheet_xml(named), strings, packed=False)) == TOO_LARGE
