"""Mappings: what is refused before a table is looked at."""

from __future__ import annotations

from typing import Any

import pytest

from multibuh_core.errors import InvalidInputError
from multibuh_core.imports import DirectoryColumn, ImportMapping
from multibuh_core.visibility import Visibility
from tests.multibuh_core.imports.tables import a_mapping
from tests.multibuh_core.refusals import refusal


def test_a_mapping_says_which_columns_a_header_must_hold() -> None:
    """`columns` names all columns that the mapping speaks of, for `read_table` to find the header by."""
    assert a_mapping().columns == ("Название", "ИНН", "КПП", "ОГРН", "Код", "Карта", "Банк")


def test_a_directory_is_called_as_its_column_unless_it_is_named() -> None:
    """The column's own name is the directory's, where no other is given."""
    assert DirectoryColumn(" Карта  клиента").directory_name == "Карта клиента"
    assert DirectoryColumn("Карта", name="Карта обслуживания").directory_name == "Карта обслуживания"


def test_one_name_may_be_a_collective_and_a_personal_directory() -> None:
    """Two directories of one name are not the same one where one is collective and one is personal."""
    mine = DirectoryColumn("Заметки", name="Карта", visibility=Visibility.PERSONAL)
    assert len(a_mapping(directories=[DirectoryColumn("Карта"), mine]).directories) == 2


TWO_COLUMNS = "в справочник записываются два столбца. Оставьте один или дайте другому своё название."


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"kpp": "КПП"},
            (
                "разметка столбцов «КПП»: не по чему узнать организацию. "
                "Укажите столбец с названием, ИНН или внешним ключом."
            ),
        ),
        ({"name": "Имя", "inn": "ИМЯ "}, "столбец «ИМЯ»: столбец назначен дважды. Оставьте одно назначение."),
        (
            {"name": "Имя", "directories": [DirectoryColumn("А"), DirectoryColumn("Б", name="а")]},
            f"столбец «Б»: {TWO_COLUMNS}",
        ),
        (
            {"name": "Имя", "directories": [DirectoryColumn(one, directory_id="7") for one in "АБ"]},
            f"столбец «Б»: {TWO_COLUMNS}",
        ),
        ({"name": " "}, "столбец « »: не может быть пустым. Укажите хотя бы один знак."),
        ({"name": "Имя", "directories": ["Карта"]}, None),
        ({"name": "Имя", "update_organizations": 1}, "разметка столбцов «1»: update_organizations — True или False."),
        (
            {"external_ids": {"": "Код"}},
            "внешний ключ «»: система и ключ — от 1 до 255 знаков без пробелов по краям. Исправьте ключ.",
        ),
    ],
)
def test_a_mapping_that_contradicts_itself_is_refused(said: dict[str, Any], message: str | None) -> None:
    """A mapping by which no organization can be told, or with a column or directory twice, is refused."""
    error = refusal(InvalidInputError, ImportMapping, **said)
    assert message is None or str(error) == message


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"directory_id": "7", "name": "Карта"},
            (
                "столбец «Карта»: справочник задаётся либо идентификатором (directory_id), либо названием (name). "
                "Оставьте одно."
            ),
        ),
        ({"name": "х" * 256}, None),
        (
            {"visibility": "personal"},
            "разметка столбцов «personal»: visibility — Visibility.COLLECTIVE или Visibility.PERSONAL.",
        ),
        ({"show_in_card": None}, "разметка столбцов «None»: show_in_card — True или False."),
    ],
)
def test_a_directory_column_that_contradicts_itself_is_refused(said: dict[str, Any], message: str | None) -> None:
    """A directory is named by id or by name, and its name keeps the rule of names."""
    error = refusal(InvalidInputError, DirectoryColumn, "Карта", **said)
    assert message is None or str(error) == message
