"""The sheet is the one that was asked for, or the first that has a value."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from multibuh_backends.spreadsheets import read_table, sheet_names
from multibuh_core.errors import InvalidInputError
from tests.multibuh_backends.spreadsheets.files import a_text_file
from tests.multibuh_core.refusals import refusal


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a book of an empty sheet, two with values and a chart."""
    path = tmp_path / "clients.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("Пусто")
        for name in ("Клиенты", "Архив <&> №1"):
            page = made.add_worksheet(name)
            page.write_row(0, 0, ["Имя", "Код"])
            page.write_row(1, 0, [name, 1])
        chart = made.add_chart({"type": "line"})
        chart.add_series({"values": "=Клиенты!$B$2:$B$2"})
        made.add_chartsheet("График").set_chart(chart)
    return path


def test_the_first_sheet_with_a_value_is_read(book: Path) -> None:
    """An empty sheet in front is passed over."""
    table = read_table(book)
    assert (table.sheet, table.rows[0].cells) == ("Клиенты", ("Клиенты", "1"))


@pytest.mark.parametrize("asked", ["Архив <&> №1", " архив  <&> №1"])
def test_a_sheet_is_read_by_its_name(book: Path, asked: str) -> None:
    """A name is compared exactly, and where nothing is so called, tidied and folded."""
    table = read_table(book, sheet=asked)
    assert (table.sheet, table.rows[0].cells[0]) == ("Архив <&> №1", "Архив <&> №1")


def test_the_sheets_are_listed(book: Path) -> None:
    """Sheets of cells are listed in the book's order, empty ones too; charts are none."""
    assert sheet_names(book) == ("Пусто", "Клиенты", "Архив <&> №1")


def test_an_unknown_sheet_is_told_with_those_there_are(book: Path) -> None:
    """The refusal lists the sheets."""
    error = refusal(InvalidInputError, read_table, book, sheet="График")
    assert (error.field, error.value) == ("sheet", "График")
    assert str(error) == (
        "лист «График»: такого листа нет. Есть: «Пусто», «Клиенты», «Архив <&> №1». Проверьте название."
    )


def test_an_empty_sheet_is_refused(book: Path) -> None:
    """A sheet without a value that was asked for by name is refused."""
    assert str(refusal(InvalidInputError, read_table, book, sheet="Пусто")) == (
        "лист «Пусто»: на листе нет ни одного значения. Выберите другой лист."
    )


def test_a_book_without_values_is_refused(tmp_path: Path) -> None:
    """A book of empty sheets has no table."""
    path = tmp_path / "empty.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet()
    assert str(refusal(InvalidInputError, read_table, path)) == (
        "таблица «empty.xlsx»: нет ни одного значения. Проверьте, тот ли это файл и тот ли лист."
    )


def test_a_text_file_has_no_sheets(tmp_path: Path) -> None:
    """Of a csv no sheet can be asked for."""
    path = a_text_file(tmp_path, "a;b\n1;2\n")
    assert (sheet_names(path), read_table(path).sheet) == ((), "")
    assert str(refusal(InvalidInputError, read_table, path, sheet="Клиенты")) == (
        "лист «Клиенты»: в текстовом файле нет листов. Не указывайте лист."
    )
