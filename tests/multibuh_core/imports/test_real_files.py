"""Real spreadsheets, with the faults of real life: they import whole, and the second time there is nothing to do."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from multibuh_backends.spreadsheets import read_table
from multibuh_core.imports import DirectoryColumn, ImportMapping, Table
from tests.multibuh_core.imports.tables import a_workspace, counts, imported, told

DATA: Final = Path(__file__).resolve().parents[4] / "shared" / "data"
SCHOOLS: Final = DATA / "moscow_schools_747.csv"
NON_PROFITS: Final = DATA / "ngo_federal_list_2020.xlsx"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the real spreadsheets are not beside this project")

SCHOOLS_MAPPING: Final = ImportMapping(
    name="1_Полное наименование",
    inn="0_INN",
    kpp="0_KPP",
    directories=[DirectoryColumn("1_Краткое наименование"), DirectoryColumn("1_Юридический адрес")],
)


def non_profits(sheet: str, *columns: str) -> tuple[Table, ImportMapping]:
    """Return a sheet of the non-profit organizations, and its mapping."""
    mapping = ImportMapping(name="наименование", inn="инн", directories=[DirectoryColumn(one) for one in columns])
    return read_table(NON_PROFITS, sheet=sheet, columns=mapping.columns), mapping


def test_the_schools_import_whole() -> None:
    """All 3,492 rows but one, whose КПП has ten digits; the two that share an (ИНН, КПП) with another are told."""
    workspace, table = a_workspace(), read_table(SCHOOLS)
    report = imported(workspace, table, SCHOOLS_MAPPING)
    assert len(table.rows) == 3_492
    assert counts(report)[:2] == (3_489, 0)
    assert told(report.rejected) == [
        (
            570,
            "0_KPP",
            (
                "КПП «7719011001»: нужно 9 знаков: 4 цифры, 2 цифры или заглавные латинские буквы, 3 цифры. "
                "Сверьте с выпиской."
            ),
        )
    ]
    assert [fault.row for fault in report.warnings] == [373, 373, 417]
    # Five institutions have no ИНН, and are found by their names.
    assert sum(one.inn is None for one in workspace.organizations.list()) == 5
    # One ИНН stands at two different kindergartens, one of them without a КПП: neither gets the other's texts.
    assert sorted(str(one.kpp) for one in workspace.organizations.find(inn="7720638953")) == ["772001001", "None"]


def test_the_schools_again_are_nothing_new() -> None:
    """The second import has zero new, zero changed, and rejects the same row."""
    workspace, table = a_workspace(), read_table(SCHOOLS)
    first = imported(workspace, table, SCHOOLS_MAPPING)
    second = workspace.imports.plan(table, SCHOOLS_MAPPING)
    assert counts(second) == (0, 3_489, 0, 0, first.entries.new, 0)
    assert second.organizations == ()
    assert second.report.rejected == first.rejected


def test_numbers_that_are_none_are_left_out() -> None:
    """With *drop_bad_numbers* the ОГРН that are no ОГРН are told and left out, and every row comes in."""
    workspace, table = a_workspace(), read_table(SCHOOLS)
    mapping = ImportMapping(
        name="1_Полное наименование", inn="0_INN", kpp="0_KPP", ogrn="0_OGRN", drop_bad_numbers=True
    )
    report = imported(workspace, table, mapping)
    assert counts(report)[:2] == (3_490, 0)
    assert report.rejected == ()
    assert sum(fault.column == "0_OGRN" for fault in report.warnings) > 2_000
    assert counts(workspace.imports.plan(table, mapping))[:2] == (0, 3_490)


def test_both_sheets_of_the_non_profits_import_whole() -> None:
    """968 and 46 organizations, all told apart by ИНН, 75 with a zero put back; those on both sheets are matched."""
    workspace = a_workspace()
    table, mapping = non_profits("по субсидиям", "учредитель", "всего")
    first = imported(workspace, table, mapping)
    assert (counts(first)[:2], first.rejected) == ((968, 0), ())
    assert sum("возвращён ноль в начале" in fault.reason for fault in first.warnings) == 75
    assert counts(workspace.imports.plan(table, mapping))[:4] == (0, 968, 0, 0)
    table, mapping = non_profits("по ЕГРЮЛ", "основание к отнесению к гос НКО", "2020")
    second = imported(workspace, table, mapping)
    assert sum(counts(second)[:2]) == 46
    assert second.rejected == ()
    assert counts(workspace.imports.plan(table, mapping))[:4] == (0, 46, 0, 0)
