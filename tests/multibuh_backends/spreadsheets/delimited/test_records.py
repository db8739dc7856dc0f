"""Records are cut strictly, numbered as they stand in the file, and a broken one is told by its number."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from multibuh_backends.spreadsheets import read_table
from multibuh_core.errors import InvalidInputError
from tests.multibuh_backends.spreadsheets.files import a_text_file, cells_of
from tests.multibuh_core.refusals import refusal

NOT_AT_ITS_END = "после закрывающей кавычки стоит не разделитель. Удвойте кавычки внутри значения."
BROKEN = {
    'a;b\n1;"2\n3\n': "запись 2: кавычка открыта и не закрыта. Закройте её или удвойте кавычки внутри значения.",
    'a;b\n1;2\n3;"4"5\n': f"запись 3: {NOT_AT_ITS_END}",
    'a;b\n"ООО "Ромашка"";2\n': f"запись 2: {NOT_AT_ITS_END}",
    "a;b\n" + "1;" * 16_384: "запись 2: больше 16384 столбцов. Проверьте разделитель и кавычки.",
    "a;b\n" + '"1";' * 16_384: "запись 2: больше 16384 столбцов. Проверьте разделитель и кавычки.",
}


@pytest.mark.parametrize(("text", "rule"), BROKEN.items(), ids=range(len(BROKEN)))
def test_a_broken_record_is_refused(tmp_path: Path, text: str, rule: str) -> None:
    """The refusal names the record, the rule and the way out."""
    error = refusal(InvalidInputError, read_table, a_text_file(tmp_path, text))
    assert str(error) == f"файл «clients.csv»: {rule}"


def test_a_long_line_is_refused(tmp_path: Path) -> None:
    """A line of many megabytes is no record."""
    error = refusal(InvalidInputError, read_table, a_text_file(tmp_path, "a;b\n" + "1" * (4 << 20)))
    assert str(error) == "файл «clients.csv»: строка 2 слишком длинная. Проверьте, тот ли это файл."


def test_a_quote_that_swallows_the_file_is_refused(tmp_path: Path) -> None:
    """An open quote is told before all of a large file has gone into one cell."""
    error = refusal(InvalidInputError, read_table, a_text_file(tmp_path, 'a;b\n1;"' + ("x" * 99 + "\n") * 50_000))
    expected = "запись 2: значение в кавычках слишком длинное. Проверьте, закрыта ли кавычка."
    assert str(error) == f"файл «clients.csv»: {expected}"


def test_rows_bear_the_numbers_of_their_records(tmp_path: Path) -> None:
    """Empty lines and lines inside of quotes are counted as records are, and what is empty is left out."""
    text = '\nИмя;Карта\n\nА;"банк\n\nкасса"\n;\nБ;акты\n'
    table = read_table(a_text_file(tmp_path, text))
    assert [(row.number, row.cells) for row in table.rows] == [(4, ("А", "банк\n\nкасса")), (6, ("Б", "акты"))]


def test_quotes_that_do_not_begin_a_field_are_kept(tmp_path: Path) -> None:
    """Careless exports write names with bare quotes."""
    table = read_table(a_text_file(tmp_path, 'Имя;Код\nООО "Ромашка";1\n5" диск;2\n'))
    assert cells_of(table) == [('ООО "Ромашка"', "1"), ('5" диск', "2")]


def test_records_are_padded_and_their_surplus_named(tmp_path: Path) -> None:
    """A short record is padded; a value behind the last header gets a column named by its place; empty ends are cut."""
    table = read_table(a_text_file(tmp_path, "Имя;Код;\nА;1;;\nБ\nВ;2;;прим.;\n"))
    assert table.headers == ("Имя", "Код", "Столбец 4")
    assert cells_of(table) == [("А", "1", ""), ("Б", "", ""), ("В", "2", "прим.")]


def test_a_field_may_be_longer_than_the_limit_of_python_s_reader(tmp_path: Path) -> None:
    """An entry of a megabyte is read whatever limit the process has set for the csv of the standard library."""
    before = csv.field_size_limit(10)
    try:
        table = read_table(a_text_file(tmp_path, f'Имя;Карта\nА;"{"т" * 500_000}"\n'))
    finally:
        csv.field_size_limit(before)
    assert len(table.rows[0].cells[1]) == 500_000
