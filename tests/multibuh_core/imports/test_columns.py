"""Columns: a mapping on a table's header."""

from __future__ import annotations

from multibuh_core.errors import InvalidInputError
from multibuh_core.imports import DirectoryColumn
from multibuh_core.imports.columns import Columns
from tests.multibuh_core.imports.tables import a_mapping, a_table
from tests.multibuh_core.refusals import refusal


def test_columns_are_found_by_their_tidied_and_folded_names() -> None:
    """Case and whitespace in a header do not matter, and other columns are not looked at."""
    headers = ("№", "НАЗВАНИЕ", " инн", "КПП", "ОГРН", "код", "карта", "Банк")
    columns = Columns.located(a_table(headers=headers), a_mapping())
    assert (columns.name, columns.inn, columns.kpp, columns.ogrn) == (1, 2, 3, 4)
    assert (columns.external_ids, columns.directories) == ((("1c", 5),), (6, 7))


def test_an_unknown_column_is_told_with_those_there_are() -> None:
    """The refusal names the column that is missing and lists the table's."""
    mapping = a_mapping(directories=[DirectoryColumn("Зарплата")])
    error = refusal(InvalidInputError, Columns.located, a_table(), mapping)
    assert (error.field, error.value) == ("column", "Зарплата")
    assert str(error) == (
        "столбец «Зарплата»: в таблице нет такого столбца. "
        "Есть: «Название», «ИНН», «КПП», «ОГРН», «Код», «Карта», «Банк»."
    )


def test_all_unknown_columns_are_told_at_once() -> None:
    """Whoever mends the mapping sees all that is missing."""
    error = refusal(InvalidInputError, Columns.located, a_table(headers=("Название", "Карта", "Банк")), a_mapping())
    assert str(error) == (
        "столбец «ИНН, КПП, ОГРН, Код»: в таблице нет таких столбцов. Есть: «Название», «Карта», «Банк»."
    )


def test_a_header_that_stands_twice_is_refused_where_it_is_meant() -> None:
    """A name that two columns bear is no name, but only where the mapping uses it."""
    headers = ("Название", "ИНН", "КПП", "ОГРН", "Код", "Карта", "Банк", "банк", "x", "x")
    error = refusal(InvalidInputError, Columns.located, a_table(headers=headers), a_mapping())
    assert str(error) == "столбец «Банк»: в таблице таких столбцов 2. Дайте им разные названия в файле."
