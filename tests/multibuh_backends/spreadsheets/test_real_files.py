"""The real files that lie beside the project, where they do, read whole, with their faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from multibuh_backends.spreadsheets import read_table, sheet_names

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
BOOK = DATA / "ngo_federal_list_2020.xlsx"
SCHOOLS = DATA / "moscow_schools_747.csv"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not here")


def test_the_list_of_grants_is_read() -> None:
    """Numbers stored as floating ones keep their digits; years in the header are text."""
    table = read_table(BOOK, sheet="по субсидиям", columns=["ИНН", "Наименование"])
    assert table.headers[:3] == ("ИНН", "дата регистрации", "наименование")
    assert table.headers[6:] == ("2017", "2018", "2019", "2020", "всего")
    assert len(table.rows) == 968
    assert (table.rows[0].number, table.rows[0].cells[:2]) == (2, ("7717151380", "2015-11-30"))
    assert all(row.cells[0].isdigit() for row in table.rows)


def test_a_caption_above_the_header_is_passed_over() -> None:
    """The header is found by its columns, or without them."""
    for columns in ((), ["инн"]):
        table = read_table(BOOK, sheet="по ЕГРЮЛ", columns=columns)
        assert (table.headers[0], table.rows[0].number, len(table.rows)) == ("ИНН", 3, 46)


def test_the_sheets_are_listed() -> None:
    """Both sheets are there."""
    assert sheet_names(BOOK) == ("по ЕГРЮЛ", "по субсидиям")


def test_the_schools_are_read() -> None:
    """A csv with its mark, semicolons, quotes and no-break spaces reads whole; cells are kept as they are."""
    table = read_table(SCHOOLS, columns=["0_INN", "1_Полное наименование"])
    assert (table.headers[0], len(table.headers), len(table.rows)) == ("0_ID", 15, 3_492)
    assert table.rows[0].cells[6] == "\u00a07718084659"
    assert '"' in table.rows[0].cells[1]
