"""Values of xlsx books become the texts that people would write."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from multibuh_backends.spreadsheets import read_table
from tests.multibuh_backends.spreadsheets.files import a_book, a_book_by_hand, cells_of, sheet_xml, strings_xml

DAY = date(2024, 5, 1)
AT = datetime(2024, 5, 1, 14, 30)  # noqa: DTZ001 - spreadsheets know no zones
VALUES: list[tuple[Any, str | None, str]] = [
    ("ООО «Ромашка»", None, "ООО «Ромашка»"),
    ("  с пробелами\n", None, "  с пробелами\n"),
    ("007022179", None, "007022179"),
    (7707083893, None, "7707083893"),
    (770708389300, "0.00E+00", "770708389300"),
    (1e15, None, "1000000000000000"),
    (-5, None, "-5"),
    (0, None, "0"),
    (12.5, None, "12.5"),
    (0.1, "0%", "0.1"),
    (105461112479.73, None, "105461112479.73"),
    (DAY, "dd.mm.yyyy", "2024-05-01"),
    (AT, "dd.mm.yyyy hh:mm", "2024-05-01T14:30:00"),
    (datetime(2024, 5, 1, 14, 29, 59, 999_700), "dd.mm.yyyy hh:mm", "2024-05-01T14:30:00"),  # noqa: DTZ001 - as above
    (time(9, 5), "hh:mm", "09:05:00"),
    (1.5, "[h]:mm:ss", "36:00:00"),
    (True, None, "да"),
    (False, None, "нет"),
]


@pytest.mark.parametrize(("value", "number_format", "text"), VALUES)
def test_a_value_is_text(tmp_path: Path, value: object, number_format: str | None, text: str) -> None:
    """Numbers keep their digits, dates are ISO, text is exactly as stored."""
    formats = {(1, 1): number_format} if number_format else {}
    assert cells_of(read_table(a_book(tmp_path, [["a", "b"], ["x", value]], formats=formats))) == [("x", text)]


def test_types_may_change_within_a_column(tmp_path: Path) -> None:
    """A column of numbers and texts is read cell by cell."""
    table = read_table(a_book(tmp_path, [["a", "b"], ["x", 1], ["y", "1"], ["z", 1.5], ["q", None], ["r", True]]))
    assert [row[1] for row in cells_of(table)] == ["1", "1", "1.5", "", "да"]


def test_many_rows_keep_their_order(tmp_path: Path) -> None:
    """Rows are converted in blocks, and none is lost or doubled where blocks meet."""
    table = read_table(a_book(tmp_path, [["a", "b"], *([f"т{n}", n] for n in range(5_000))]))
    assert cells_of(table) == [(f"т{n}", str(n)) for n in range(5_000)]
    assert [row.number for row in table.rows] == list(range(2, 5_002))


def test_no_formula_is_computed(tmp_path: Path) -> None:
    """A formula gives the value that was stored with it, and nothing where it failed."""
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["a", "b", "c", "d"])
        page.write_formula(1, 0, "=1+1", None, 7)
        page.write_formula(1, 1, '="а"&"б"', None, "вг")
        page.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        page.write_formula(1, 3, "=TRUE()", None, value=True)
    assert cells_of(read_table(path)) == [("7", "вг", "", "да")]


def test_errors_of_any_name_say_nothing(tmp_path: Path) -> None:
    """The parser knows seven errors; those of newer programs are no reason to refuse a book."""
    rows = (
        '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'
        '<row r="2"><c r="A2" t="e"><f>X()</f><v>#SPILL!</v></c><c r="B2"><v>1</v></c></row>'
        '<row r="3"><c r="A3" s="0" t="e"><v>#N/A</v></c><c r="B3" t="e"><f ca="1"/><v>#CALC!</v></c></row>'
    )
    assert cells_of(read_table(a_book_by_hand(tmp_path, sheet_xml(rows)))) == [("", "1")]


def test_dates_may_count_from_1904(tmp_path: Path) -> None:
    """The workbook says from which year its dates count."""
    path = tmp_path / "mac.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["a", "b"])
        page.write_row(1, 0, ["x"])
        page.write_datetime(1, 1, DAY, book.add_format({"num_format": "dd.mm.yyyy"}))
    assert cells_of(read_table(path)) == [("x", "2024-05-01")]


def test_a_sheet_may_begin_anywhere(tmp_path: Path) -> None:
    """Rows bear the numbers that a spreadsheet program shows, and empty columns in front are no columns."""
    table = read_table(a_book(tmp_path, [["Имя", "Код"], ["А", 1], [], ["Б", 2]], at=(4, 2)))
    assert table.headers == ("Имя", "Код")
    assert [(row.number, row.cells) for row in table.rows] == [(6, ("А", "1")), (8, ("Б", "2"))]


def test_header_rows_are_numbered_as_in_the_sheet(tmp_path: Path) -> None:
    """A header row is named by the number that people see beside it."""
    path = a_book(tmp_path, [["Клиенты", "2024"], ["Имя", "Код"], ["А", 1]], at=(4, 2))
    assert read_table(path, header_rows=6).headers == ("Имя", "Код")


def test_white_space_between_tags_is_no_text(tmp_path: Path) -> None:
    """Without ``xml:space`` outer white space of a string is the writer's, as for Excel."""
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'
    strings = strings_xml(" Имя\n", "X").replace("<t>X", '<t xml:space="preserve"> А ')
    table = read_table(a_book_by_hand(tmp_path, sheet_xml(rows, dimension="A1:A2"), strings))
    assert (table.headers, cells_of(table)) == (("Имя",), [(" А ",)])
