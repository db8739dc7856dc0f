"""What people see in a merged range is read in each of its cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from multibuh_backends.spreadsheets import limits, read_table, tables
from multibuh_core.errors import InvalidInputError
from tests.multibuh_backends.spreadsheets.files import a_book, a_book_by_hand, cells_of, sheet_xml
from tests.multibuh_core.refusals import refusal

ONE = '<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2" t="str"><v>b</v></c></row>'


def test_bodies_are_filled(tmp_path: Path) -> None:
    """A name merged over rows stands in each, a value merged over columns in each."""
    rows = [["Имя", "Карта", "Банк"], ["", "вторник", 1], ["", "акты", 2], ["Б"]]
    path = a_book(tmp_path, rows, merged=[(1, 0, 2, 0, "А"), (3, 1, 3, 2, "нет")])
    assert cells_of(read_table(path)) == [("А", "вторник", "1"), ("А", "акты", "2"), ("Б", "нет", "нет")]


def test_a_row_of_nothing_but_a_merged_cell_is_left_out(tmp_path: Path) -> None:
    """A tall row is often made by merging all its cells with those of an empty row."""
    path = a_book(tmp_path, [["Имя", "Код"], [], [], ["Б", 3]], merged=[(1, 0, 2, 0, "А"), (1, 1, 2, 1, "к")])
    assert [(row.number, row.cells) for row in read_table(path).rows] == [(2, ("А", "к")), (4, ("Б", "3"))]


def test_a_range_may_reach_past_the_values(tmp_path: Path) -> None:
    """A range that goes on to the end of the sheet makes no million rows and no thousand columns."""
    behind = '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    table = read_table(a_book_by_hand(tmp_path, sheet_xml(ONE, dimension="A1:A2", behind=behind)))
    assert (table.headers, cells_of(table)) == (("a",), [("b",)])


@pytest.mark.parametrize("reference", ["", "A2", "A0:B2", "ZZZZ1:A2", "A2:B99999999", "<"])
def test_a_range_that_cannot_be_is_passed_over(tmp_path: Path, reference: str) -> None:
    """What no sheet has is not merged."""
    behind = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'.replace('"<"', '"&lt;"')
    assert cells_of(read_table(a_book_by_hand(tmp_path, sheet_xml(ONE, behind=behind)))) == [("b",)]


def test_too_many_ranges_are_refused(tmp_path: Path) -> None:
    """A sheet of a hundred thousand merged ranges is no table."""
    ranges = "".join(f'<mergeCell ref="A{number}:B{number}"/>' for number in range(1, limits.MAX_MERGED + 2))
    path = a_book_by_hand(tmp_path, sheet_xml(ONE, behind=f"<mergeCells>{ranges}</mergeCells>"))
    error = refusal(InvalidInputError, read_table, path)
    assert str(error) == (
        "файл «hand.xlsx»: объединённых ячеек больше 100000. Снимите объединение там, где оно не нужно."
    )


def test_ranges_that_cover_too_much_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranges over each other would be filled again and again."""
    monkeypatch.setattr(tables, "MAX_FILLED", 3)
    path = a_book(tmp_path, [["Имя", "Код"], [1, 2], [3, 4]], merged=[(1, 0, 2, 1, "А")])
    assert str(refusal(InvalidInputError, read_table, path)) == (
        "таблица «Клиенты»: объединённые ячейки покрывают слишком большую область. "
        "Снимите объединение там, где оно не нужно."
    )
