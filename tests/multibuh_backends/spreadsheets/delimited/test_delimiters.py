"""The delimiter is found by counting, and texts full of the others do not mislead."""

from __future__ import annotations

from pathlib import Path

import pytest

from multibuh_backends.spreadsheets import read_table
from multibuh_backends.spreadsheets.delimited.delimiters import delimiter_of
from tests.multibuh_backends.spreadsheets.files import a_text_file

SAMPLES = {
    "commas in the texts": (["Имя;Адрес\n", "А;Москва, Тверская, 1\n", "Б;Тула, Мира, 2\n"], ";"),
    "semicolons in the texts": (["Имя,Карта\n", 'А,"банк; касса"\n', "Б,банк\n"], ","),
    "quoted delimiters": (['"а;б;в",г\n', '"1;2;3",4\n'], ","),
    "tabs": (["Имя\tАдрес\n", "А\tМосква, 1\n"], "\t"),
    "captions before the header": (
        ["Клиенты, на 1 мая\n", "по договорам\n", "Имя;ИНН;Код\n", "А;1;2\n", "Б;3;4\n"],
        ";",
    ),
    "a decimal comma": (["Имя;Сумма\n", "А;1,5\n", "Б;2,5\n"], ";"),
    "a header only": (["Имя,ИНН,КПП\n"], ","),
    "a last record that is cut off": (["Имя,Карта\n", 'А,"банк\n'], ","),
    "one column with a few commas": (["Имя\n", "А, ООО\n", "Б\n", "В\n", "Г\n", "Д\n"], ";"),
    "one column": (["Имя\n", "А\n"], ";"),
    "nothing": ([], ";"),
}


@pytest.mark.parametrize(("lines", "delimiter"), SAMPLES.values(), ids=SAMPLES)
def test_the_delimiter_is_found(lines: list[str], delimiter: str) -> None:
    """The delimiter is the one by which the records agree."""
    assert delimiter_of(lines) == delimiter


def test_the_extension_decides_where_nothing_else_does() -> None:
    """A single column of a tsv may hold any other delimiter."""
    assert delimiter_of(["Имя\n", "А\n"], likely="\t") == "\t"


def test_one_column_is_a_table(tmp_path: Path) -> None:
    """A list of names is a table of one column."""
    table = read_table(a_text_file(tmp_path, "Организация\nООО «Ромашка»\nООО «Мак»\n"))
    assert (table.headers, len(table.rows)) == (("Организация",), 2)
