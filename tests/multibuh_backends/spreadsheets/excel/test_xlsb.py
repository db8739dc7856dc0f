"""Binary books of Excel read like the others."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from multibuh_backends.spreadsheets import read_table, sheet_names
from multibuh_backends.spreadsheets.excel.xlsb_records import record, wide
from multibuh_core.errors import InvalidInputError
from tests.multibuh_backends.spreadsheets.excel.old_books import an_xlsb, binary_cell, binary_sheet
from tests.multibuh_backends.spreadsheets.files import cells_of
from tests.multibuh_core.refusals import refusal

DAMAGED = "файл повреждён или записан не до конца. Откройте его в программе для таблиц и сохраните заново."


def named(column: int, number: int) -> bytes:
    """Return a cell that names a shared string."""
    return binary_cell(0x07, column, struct.pack("<L", number))


def real(column: int, value: float, style: int = 0) -> bytes:
    """Return a cell of a number."""
    return binary_cell(0x05, column, struct.pack("<d", value), style)


HEAD = (2, [named(1, 0), named(2, 1), named(3, 2)])
STRINGS = ("Имя", "ИНН", "Дата", "А")


def test_values_are_text(tmp_path: Path) -> None:
    """Shared and own texts, numbers, dates and truth values read as those of an xlsx; errors are nothing."""
    rows = [
        HEAD,
        (3, [named(1, 3), real(2, 7707083893.0), real(3, 45413.0, 1)]),
        (
            4,
            [
                binary_cell(0x06, 1, wide("Б")),
                binary_cell(0x02, 2, struct.pack("<L", 25 << 2 | 3)),
                real(3, 45413.5, 1),
            ],
        ),
        (7, [binary_cell(0x08, 1, wide("В") + bytes(8)), binary_cell(0x04, 2, b"\1"), binary_cell(0x03, 3, b"\x2a")]),
    ]
    path = an_xlsb(tmp_path, binary_sheet(rows), STRINGS)
    assert sheet_names(path) == ("Клиенты",)
    table = read_table(path)
    assert table.headers == ("Имя", "ИНН", "Дата")
    assert [(row.number, row.cells) for row in table.rows] == [
        (4, ("А", "7707083893", "2024-05-01")),
        (5, ("Б", "0.25", "2024-05-01T12:00:00")),
        (8, ("В", "да", "")),
    ]


def test_merged_cells_are_filled(tmp_path: Path) -> None:
    """The parser knows nothing of merged cells here, and they are filled all the same."""
    rows = [HEAD, (3, [named(1, 3), real(2, 1)]), (4, [real(2, 2)])]
    sheet = binary_sheet(rows, record(0xB0, struct.pack("<4L", 3, 4, 1, 1)))
    assert [row[:2] for row in cells_of(read_table(an_xlsb(tmp_path, sheet, STRINGS)))] == [("А", "1"), ("А", "2")]


def test_dates_may_count_from_1904(tmp_path: Path) -> None:
    """The workbook says from which year its dates count."""
    sheet = binary_sheet([HEAD, (3, [named(1, 3), real(2, 1), real(3, 43951.0, 1)])])
    assert cells_of(read_table(an_xlsb(tmp_path, sheet, STRINGS, properties=1)))[0][2] == "2024-05-01"


@pytest.mark.parametrize(
    "row",
    [
        (0x10_0000, [real(0, 1)]),
        (0, [real(16_384, 1)]),
        (0, [named(0, 4)]),
        (0, [binary_cell(0x05, 0, b"1234")]),
        (0, [b"\x05\xff\xff\xff\x7f"]),
    ],
)
def test_a_record_that_cannot_be_is_refused(tmp_path: Path, row: tuple[int, list[bytes]]) -> None:
    """Places that no sheet has, strings that are not there and lengths that lead out of the part are damage."""
    path = an_xlsb(tmp_path, binary_sheet([row]), STRINGS)
    assert refusal(InvalidInputError, read_table, path).rule == DAMAGED


@pytest.mark.parametrize("count", [0, 3, 5, 0xFFFFFFFF])
def test_a_count_of_strings_that_lies_is_refused(tmp_path: Path, count: int) -> None:
    """Strings that the book does not say that it has are not there, and those that it has not cannot be named."""
    path = an_xlsb(tmp_path, binary_sheet([HEAD, (3, [named(1, 3)])]), STRINGS, count=count)
    assert refusal(InvalidInputError, read_table, path).rule == DAMAGED


def test_a_cell_far_away_is_refused(tmp_path: Path) -> None:
    """A far cell makes no million rows."""
    path = an_xlsb(tmp_path, binary_sheet([HEAD, (1_048_575, [real(16_383, 1)])]), STRINGS)
    assert refusal(InvalidInputError, read_table, path).rule == (
        "лист занят до строки 1048576 и столбца 16384, и почти весь пуст. Удалите лишние ячейки справа и внизу."
    )


def test_a_string_that_many_cells_share_is_counted_for_each(tmp_path: Path) -> None:
    """A long text that many cells name is refused by counting."""
    rows = [(number, [named(column, 0) for column in range(20)]) for number in range(2_000)]
    path = an_xlsb(tmp_path, binary_sheet(rows), ["я" * 30_000])
    assert refusal(InvalidInputError, read_table, path).rule == (
        "таблица слишком велика, чтобы прочитать её целиком. Разделите её на несколько файлов."
    )
