"""Mending: numbers that a spreadsheet has spoiled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_core.errors import InvalidInputError
from multibuh_core.imports import Plan
from multibuh_core.imports.mending import Mended, mended_inn, mended_kpp, mended_ogrn
from multibuh_core.tax_numbers import is_inn
from tests.multibuh_core.imports.tables import a_mapping, a_table, a_workspace
from tests.multibuh_core.numbers import an_inn, an_inn_of_a_person, an_ogrn, an_ogrnip

# One leading zero at most: the codes of regions begin with 01, and more zeros than one are never lost.
inns = st.integers(10**7, 10**9 - 1).map(an_inn) | st.integers(10**8, 10**10 - 1).map(an_inn_of_a_person)
ogrns = st.integers(10**11, 10**12 - 1).map(an_ogrn) | st.integers(10**13, 10**14 - 1).map(an_ogrnip)
kpps = st.integers(10**7, 10**9 - 1).map("{:09d}".format)


def as_float(number: str) -> str:
    """Return the number as a float is written, its leading zeros lost."""
    return f"{int(number)}.0"


def as_exponent(number: str) -> str:
    """Return the number in scientific notation with all its digits, its leading zeros lost."""
    digits = str(int(number))
    return f"{digits[0]},{digits[1:]}E+{len(digits) - 1}"


def spaced(number: str) -> str:
    """Return the number with spaces and no-break spaces in and around it."""
    return f"\xa0{number[:4]} {number[4:6]}\xa0{number[6:]} "


damages = st.sampled_from([as_float, as_exponent, spaced, str])


@given(inns, damages)
def test_a_good_inn_survives_every_known_damage(number: str, damage: Callable[[str], str]) -> None:
    """An ИНН that was stored as a number, in scientific notation or with spaces is mended to itself."""
    assert mended_inn(damage(number)).number == number


@given(kpps, damages)
def test_a_good_kpp_survives_every_known_damage(number: str, damage: Callable[[str], str]) -> None:
    """So is a КПП of digits."""
    assert mended_kpp(damage(number)).number == number


@given(ogrns, damages)
def test_a_good_ogrn_survives_every_known_damage(number: str, damage: Callable[[str], str]) -> None:
    """So is an ОГРН or ОГРНИП."""
    assert mended_ogrn(damage(number)).number == number


@given(inns | kpps | ogrns)
def test_a_good_number_is_not_touched(number: str) -> None:
    """What is right already is left alone, without a warning."""
    mend = {9: mended_kpp, 13: mended_ogrn, 15: mended_ogrn}.get(len(number), mended_inn)
    assert mend(number) == Mended(number, ())


@given(st.from_regex(r"[0-9]{1,13}", fullmatch=True) | st.from_regex(r"[0-9][.,][0-9]{1,12}[eE]\+?[0-9]{1,2}"))
def test_a_zero_is_put_back_only_where_the_check_digits_then_agree(cell: str) -> None:
    """Mending puts one zero before 9 or 11 digits, and only if that makes a good ИНН."""
    number, changes = mended_inn(cell)
    if "возвращён ноль в начале" in changes:
        assert is_inn(number)
        assert len(number) in {10, 12}


def test_a_rounded_number_is_not_guessed() -> None:
    """Scientific notation that has lost digits stays what it is: a wrong number."""
    assert mended_inn("7,70709E+09") == Mended("7,70709E+09", ())


@given(st.text(st.sampled_from("0123456789.,E+ \xa0-AБ")))
def test_nothing_wrong_is_ever_accepted(cell: str) -> None:
    """Whatever stands in the cells of a row, an organization is added with right numbers or with none."""
    table = a_table({"Название": "Ромашка", "ИНН": cell, "КПП": cell, "ОГРН": cell})
    plan = a_workspace().imports.plan(table, a_mapping(drop_bad_numbers=True))
    # To read a plan is to check all that it holds anew.
    assert Plan.from_json(plan.to_json()) == plan
    assert len(plan.organizations) == 1


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"ИНН": "7707083893.0"}, "ИНН", "«7707083893.0» принято за «7707083893»: убрана дробная часть."),
        ({"ИНН": "7 707 083 893"}, "ИНН", "«7 707 083 893» принято за «7707083893»: убраны пробелы."),
        ({"ИНН": "7.707083893e9"}, "ИНН", "«7.707083893e9» принято за «7707083893»: раскрыта запись со степенью."),
        (
            {"ИНН": as_float(an_inn(12_345_678))},
            "ИНН",
            (
                f"«{as_float(an_inn(12_345_678))}» принято за «{an_inn(12_345_678)}»: "
                "убрана дробная часть, возвращён ноль в начале."
            ),
        ),
        ({"КПП": "10501001"}, "КПП", "«10501001» принято за «010501001»: возвращён ноль в начале."),
    ],
)
def test_each_mending_is_told(cells: dict[str, str], column: str, reason: str) -> None:
    """A warning says what was there, what it became and what was done."""
    plan = a_workspace().imports.plan(a_table({"Название": "Ромашка", **cells}), a_mapping())
    (warning,) = plan.report.warnings
    assert (warning.row, warning.column, warning.reason) == (2, column, reason)


WRONG = [
    (
        {"ИНН": "7707083894"},
        "ИНН",
        (
            "ИНН «7707083894»: нужно 10 цифр (юридическое лицо) или 12 (физическое лицо) с верными контрольными. "
            "Сверьте с выпиской."
        ),
    ),
    (
        {"ИНН": an_inn_of_a_person(1), "КПП": "773601001"},
        "КПП",
        "КПП «773601001»: у предпринимателя и самозанятого КПП не бывает. Уберите КПП или исправьте ИНН.",
    ),
    (
        {"ИНН": an_inn(1), "ОГРН": an_ogrnip(10**13)},
        "ОГРН",
        f"ОГРН «{an_ogrnip(10**13)}»: у юридического лица — ОГРН из 13 цифр. Исправьте номер или вид.",
    ),
]


@pytest.mark.parametrize(("cells", "column", "reason"), WRONG)
def test_a_wrong_number_rejects_its_row(cells: dict[str, str], column: str, reason: str) -> None:
    """A wrong number, a КПП of an entrepreneur and an ОГРН of the wrong kind reject the row, with the reason."""
    plan = a_workspace().imports.plan(a_table({"Название": "Ромашка", **cells}), a_mapping())
    (rejected,) = plan.report.rejected
    assert (rejected.sheet, rejected.row, rejected.column, rejected.reason) == ("Клиенты", 2, column, reason)
    assert plan.organizations == ()


@pytest.mark.parametrize(("cells", "column", "reason"), WRONG)
def test_a_wrong_number_is_left_out_where_the_mapping_says_so(cells: dict[str, str], column: str, reason: str) -> None:
    """With *drop_bad_numbers* the row comes in without the number, with a warning."""
    plan = a_workspace().imports.plan(a_table({"Название": "Ромашка", **cells}), a_mapping(drop_bad_numbers=True))
    (warning,) = plan.report.warnings
    assert (warning.column, warning.reason) == (column, f"{reason} Номер пропущен.")
    assert len(plan.organizations) == 1


def test_all_faults_of_a_row_are_told_at_once() -> None:
    """A row with three wrong numbers tells of all three."""
    wrong = {"Название": "Ромашка", "ИНН": "1", "КПП": "2", "ОГРН": "3"}
    plan = a_workspace().imports.plan(a_table(wrong), a_mapping())
    assert [fault.column for fault in plan.report.rejected] == ["ИНН", "КПП", "ОГРН"]


def test_the_rules_of_the_model_stand_behind() -> None:
    """The reasons are those of the model's own refusals, word for word."""
    with pytest.raises(InvalidInputError) as caught:
        a_workspace().organizations.add("Ромашка", inn="7707083894")
    assert str(caught.value) == WRONG[0][2]
