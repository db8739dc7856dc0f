"""The header is found where people put it, or told what is there instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from multibuh_backends.spreadsheets import read_table
from multibuh_core.errors import InvalidInputError
from tests.multibuh_backends.spreadsheets.files import a_book, a_text_file, cells_of
from tests.multibuh_core.refusals import refusal

CAPTIONS = "Клиенты на 1 мая;;\n;;\nвсего;2;\n"
BODY = "Организация;ИНН;Карта\nА;1;банк\n"


def test_the_first_row_of_several_values_is_the_header(tmp_path: Path) -> None:
    """With no columns asked for, captions of one cell are passed over."""
    table = read_table(a_text_file(tmp_path, "Клиенты на 1 мая;;\n" + BODY))
    assert (table.headers, table.rows[0].number) == (("Организация", "ИНН", "Карта"), 3)


def test_the_first_row_that_holds_the_columns_is_the_header(tmp_path: Path) -> None:
    """With columns asked for, rows of other values are passed over too."""
    table = read_table(a_text_file(tmp_path, CAPTIONS + BODY), columns=["ИНН", "Карта"])
    assert (table.headers, table.rows[0].number) == (("Организация", "ИНН", "Карта"), 5)


@pytest.mark.parametrize("column", ["инн", " ИНН ", "ИНН\u00a0"])
def test_columns_are_compared_tidied_and_folded(tmp_path: Path, column: str) -> None:
    """Case and white space make no difference."""
    assert read_table(a_text_file(tmp_path, CAPTIONS + BODY), columns=[column]).rows[0].number == 5


def test_headers_are_tidied_and_bodies_are_not(tmp_path: Path) -> None:
    """White space in a header is one space; a cell is exactly as stored."""
    table = read_table(
        a_text_file(tmp_path, 'Имя\u00a0 клиента;"Код\n1С"\n А ;\u00a01\n'), columns=["имя клиента", "Код 1С"]
    )
    assert (table.headers, cells_of(table)) == (("Имя клиента", "Код 1С"), [(" А ", "\u00a01")])


def test_unknown_columns_are_told_with_those_there_are(tmp_path: Path) -> None:
    """The refusal names what is missing, and the columns of the row that comes nearest."""
    path = a_text_file(tmp_path, CAPTIONS + BODY)
    error = refusal(InvalidInputError, read_table, path, columns=["ИНН", "КПП", "Зонтик"])
    assert (error.field, error.value) == ("column", "КПП, Зонтик")
    assert str(error) == (
        "столбец «КПП, Зонтик»: такого столбца нет. Есть: «Организация», «ИНН», «Карта». "
        "Проверьте название или укажите строки заголовков."
    )


def test_the_header_is_looked_for_in_twenty_rows(tmp_path: Path) -> None:
    """A header further down has to be named by its row."""
    path = a_text_file(tmp_path, "подпись;1;\n" * 20 + BODY)
    assert "такого столбца нет" in str(refusal(InvalidInputError, read_table, path, columns=["ИНН"]))
    assert read_table(path, columns=["ИНН"], header_rows=21).rows[0].number == 22


def test_several_header_rows_are_joined(tmp_path: Path) -> None:
    """The texts of a column are joined from top to bottom by one space; a text that goes on counts once."""
    text = "Организация;ИНН;Справочники;Справочники\nОрганизация;;Банк;Налоги\nА;1;2;3\n"
    table = read_table(a_text_file(tmp_path, text), header_rows=(1, 2))
    assert table.headers == ("Организация", "ИНН", "Справочники Банк", "Справочники Налоги")
    assert table.rows[0].number == 3


def test_merged_headers_are_filled(tmp_path: Path) -> None:
    """A heading over several columns stands over each, one over two rows counts once; the header ends below both."""
    rows = [[], ["", "", "Банк", "Налоги"], ["А", 1, "вторник", "УСН"]]
    merged = [(0, 2, 0, 3, "Карта"), (0, 0, 1, 0, "Организация"), (0, 1, 1, 1, "ИНН")]
    path = a_book(tmp_path, rows, merged=merged)
    for header_rows in (None, (1, 2)):
        table = read_table(path, header_rows=header_rows, columns=["Организация", "ИНН"])
        assert table.headers == ("Организация", "ИНН", "Карта Банк", "Карта Налоги")
        assert cells_of(table) == [("А", "1", "вторник", "УСН")]


def test_a_merged_header_is_one_row_where_its_columns_need_it(tmp_path: Path) -> None:
    """Where only the upper row alone holds the columns, the header is that row."""
    rows = [["", "Карта"], ["", "Банк"], ["А", "вторник"]]
    path = a_book(tmp_path, rows, merged=[(0, 0, 1, 0, "Организация")])
    assert read_table(path, columns=["Карта"]).headers == ("Организация", "Карта")


def test_empty_headers_over_values_are_named_by_their_place(tmp_path: Path) -> None:
    """A column without a header is named as the sheet counts it; without values it is left out."""
    table = read_table(a_book(tmp_path, [["Имя", "", "", "Код"], ["А", "", "прим.", 1]], at=(2, 1)))
    assert table.headers == ("Имя", "Столбец 4", "Код")
    assert cells_of(table) == [("А", "прим.", "1")]


def test_headers_may_be_doubled(tmp_path: Path) -> None:
    """A table says what the sheet says; whoever maps its columns refuses what is ambiguous."""
    assert read_table(a_text_file(tmp_path, "Имя;Код;Код\nА;1;2\n")).headers == ("Имя", "Код", "Код")


@pytest.mark.parametrize("value", [0, -1, True, (2, 1), (1, 2, 3), (0, 1), "2", 1.5])
def test_a_wrong_header_row_is_refused(tmp_path: Path, value: object) -> None:
    """A row has a number from 1, and two of them are in order."""
    error = refusal(InvalidInputError, read_table, a_text_file(tmp_path, BODY), header_rows=value)  # type: ignore[arg-type]
    assert error.field == "header_rows"
    assert error.rule == "нужен номер строки или пара номеров по порядку, от 1. Укажите, например, 2 или (2, 3)."


@pytest.mark.parametrize(("rows", "shown"), [(9, "9"), (2, "2"), ((8, 9), "(8, 9)")])
def test_header_rows_without_a_header_are_refused(tmp_path: Path, rows: int | tuple[int, int], shown: str) -> None:
    """Rows that are empty, or not there, are no header."""
    path = a_text_file(tmp_path, "Имя;Код\n;\nА;1\n")
    assert str(refusal(InvalidInputError, read_table, path, header_rows=rows)) == (
        f"header_rows «{shown}»: в этих строках листа нет заголовков. Проверьте их номера."
    )


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    """A header alone is no table."""
    assert str(refusal(InvalidInputError, read_table, a_text_file(tmp_path, "Имя;Код\n;\n"))) == (
        "таблица «clients.csv»: под заголовками нет ни одной строки. "
        "Проверьте, тот ли это лист и та ли строка заголовков."
    )


def test_a_file_of_empty_lines_is_refused(tmp_path: Path) -> None:
    """Delimiters and line ends are no values."""
    assert str(refusal(InvalidInputError, read_table, a_text_file(tmp_path, ";\n\n;;\n"))) == (
        "таблица «clients.csv»: нет ни одного значения. Проверьте, тот ли это файл и тот ли лист."
    )
