"""Tax numbers of real registers, where these lie beside the project: as many are accepted as are good."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from multibuh_core.tax_numbers import is_inn, is_kpp, is_ogrn

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
SCHOOLS = DATA / "moscow_schools_747.csv"
SUBSIDIES = DATA / "ngo_federal_list_2020.xlsx"


def schools(column: str) -> list[str]:
    """Return a column of the register of schools, without the spaces around."""
    with SCHOOLS.open(encoding="utf-8-sig", newline="") as file:
        return [row[column].strip() for row in csv.DictReader(file, delimiter=";")]


def refused(values: list[str], rule: object) -> list[str]:
    """Return the values that a rule refuses."""
    assert callable(rule)
    return [value for value in values if not rule(value)]


@pytest.mark.skipif(not SCHOOLS.is_file(), reason="the register does not lie beside the project")
class TestSchools:
    """3,492 institutions."""

    def test_every_inn_is_accepted(self) -> None:
        """All 3,487 ИНН are good; the five other cells are dashes."""
        assert refused(schools("0_INN"), is_inn) == ["—"] * 5

    def test_every_kpp_is_accepted_but_one_with_ten_digits(self) -> None:
        """All КПП are good but seven zeros for none, and one with a digit too many."""
        assert sorted(refused(schools("0_KPP"), is_kpp)) == ["0"] * 7 + ["7719011001"]

    def test_column_of_ogrn_is_as_bad_as_it_is_said_to_be(self) -> None:
        """Of the column full of numbers that are no ОГРН, all but two of what has the right length are good."""
        values = schools("0_OGRN")
        right_length = [value for value in values if len(value) in {13, 15} and value.isascii() and value.isdigit()]
        assert (len(values), len(right_length), sum(map(is_ogrn, values))) == (3492, 687, 685)


@pytest.mark.skipif(not SUBSIDIES.is_file(), reason="the register does not lie beside the project")
class TestSubsidies:
    """1,014 organizations, their ИНН stored as floating numbers."""

    def test_every_inn_is_accepted_with_its_leading_zero(self) -> None:
        """As whole numbers 893 and 46 ИНН are good, and each of the 75 others is with its lost zero."""
        calamine = pytest.importorskip("python_calamine")
        book = calamine.CalamineWorkbook.from_path(SUBSIDIES)
        for sheet, good, mended in (("по субсидиям", 893, 75), ("по ЕГРЮЛ", 46, 0)):
            column = (row[0] for row in book.get_sheet_by_name(sheet).to_python())
            numbers = [f"{cell:.0f}" for cell in column if isinstance(cell, float)]
            spoiled = refused(numbers, is_inn)
            assert (len(numbers) - len(spoiled), len(spoiled)) == (good, mended)
            assert all(is_inn("0" + number) for number in spoiled)
