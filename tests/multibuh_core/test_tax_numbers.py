"""Tax numbers: every good one is accepted, one changed digit is refused wherever the rule can see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_core.tax_numbers import is_inn, is_kpp, is_ogrn
from tests.multibuh_core.numbers import (
    an_inn,
    an_inn_of_a_person,
    an_ogrn,
    an_ogrnip,
    kpps,
    low_digits,
    seeds,
    with_digit,
)

Rule = Callable[[str], bool]
Make = Callable[[int], str]

KINDS = pytest.mark.parametrize(
    ("make", "digits", "checks", "rule"),
    [
        (an_inn, 9, 1, is_inn),
        (an_inn_of_a_person, 10, 2, is_inn),
        (an_ogrn, 12, 1, is_ogrn),
        (an_ogrnip, 14, 1, is_ogrn),
    ],
    ids=["ИНН 10", "ИНН 12", "ОГРН", "ОГРНИП"],
)

LOOK_ALIKE = {
    "Arabic digits": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "full-width digits": str.maketrans("0123456789", "０１２３４５６７８９"),
    "superscripts": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "the letter O for a zero": str.maketrans("0", "O"),
}


class TestCheckDigits:
    """ИНН and ОГРН."""

    @KINDS
    def test_every_number_made_valid_is_accepted(self, make: Make, digits: int, checks: int, rule: Rule) -> None:
        """Whatever the digits before the check, the number with its check digits is good; leading zeros count."""

        @given(seeds(digits))
        def holds(seed: int) -> None:
            number = make(seed)
            assert len(number) == digits + checks
            assert rule(number)

        holds()

    @KINDS
    def test_one_changed_digit_is_refused_where_it_can_be_seen(
        self, make: Make, digits: int, checks: int, rule: Rule
    ) -> None:
        """
        A changed check digit is always seen; one before it is, but where the remainders end in the same digit.

        By 11 these are 0 and 10; by 13 (ОГРНИП) they are 0 and 10, 1 and 11, 2 and 12. An ИНН of 12 digits has two
        remainders whose weights never let both fall together: there every changed digit is seen.
        """

        @given(seeds(digits), st.integers(0, digits + checks - 1), st.integers(1, 9))
        def holds(seed: int, place: int, step: int) -> None:
            number = make(seed)
            changed = with_digit(number, place, step)
            is_seen = place >= digits or low_digits(changed) != low_digits(number)
            assert is_seen or len(number) != 12
            assert rule(changed) is not is_seen or changed.strip("0") == ""

        holds()

    @pytest.mark.parametrize(
        ("rule", "number", "twin"),
        [
            (is_inn, "8772896570", "3772896570"),
            (is_ogrn, "6053414400100", "6053424400100"),
            (is_ogrn, "978607953248740", "978607953218740"),
        ],
        ids=["ИНН 10", "ОГРН", "ОГРНИП"],
    )
    def test_blind_spot_is_real(self, rule: Rule, number: str, twin: str) -> None:
        """Two good numbers may differ in one digit: no library that follows the rule can tell which one was meant."""
        assert sum(one != other for one, other in zip(number, twin, strict=True)) == 1
        assert rule(number)
        assert rule(twin)

    @KINDS
    def test_all_zero_is_refused(self, make: Make, digits: int, checks: int, rule: Rule) -> None:
        """Nothing but zeros agrees with its check digits, and is no number all the same."""
        assert make(0) == "0" * (digits + checks)
        assert not rule(make(0))

    def test_ogrnip_takes_the_low_digit_of_a_remainder_over_nine(self) -> None:
        """Remainders 10, 11 and 12 give 0, 1 and 2: where python-stdnum 2.2 refuses good numbers."""
        for remainder in (10, 11, 12):
            seed = 30477070000000 // 13 * 13 + remainder
            assert is_ogrn(f"{seed}{remainder % 10}")
            assert not any(is_ogrn(f"{seed}{digit}") for digit in range(10) if digit != remainder % 10)

    @KINDS
    @pytest.mark.parametrize("alphabet", LOOK_ALIKE.values(), ids=LOOK_ALIKE)
    def test_look_alikes_are_refused(
        self, make: Make, digits: int, checks: int, rule: Rule, alphabet: dict[int, int]
    ) -> None:
        """Only the digits 0 to 9 are digits."""
        number = make(10 ** (digits - 1))
        assert len(number) == digits + checks
        assert rule(number)
        assert not rule(number.translate(alphabet))

    @KINDS
    @pytest.mark.parametrize("form", [" {}", "{} ", "{}\n", "{}.0", "0{}", "{}0", "", "+{}", "\ufeff{}"])
    def test_nothing_around_a_number_is_accepted(
        self, make: Make, digits: int, checks: int, rule: Rule, form: str
    ) -> None:
        """A number is not tidied: spaces, signs, a decimal point or a digit too many make it wrong."""
        number = make(7 * 10 ** (digits - 1))
        assert len(number) == digits + checks
        assert rule(number)
        assert not rule(form.format(number))


class TestKpp:
    """КПП has no check digits."""

    @given(kpps)
    def test_shape_is_all_there_is_to_see(self, number: str) -> None:
        """Four digits, two digits or capital Latin letters, three digits: each such text is accepted."""
        assert is_kpp(number)

    @given(kpps, st.integers(0, 8), st.sampled_from([*"aАБ٣３ -.\n", "", "00"]))
    def test_anything_else_is_refused(self, number: str, place: int, other: str) -> None:
        """A letter that is small, Cyrillic or in a wrong place, other digits, and another length are refused."""
        assert not is_kpp(number[:place] + other + number[place + 1 :])

    @pytest.mark.parametrize("number", ["7736a1001", "77361z001", "7736АА001", "7736٣٣001", "7736  001", "7736-1001"])
    def test_letters_are_capital_and_latin(self, number: str) -> None:
        """In the fifth and sixth place a small or a Cyrillic letter, another script's digit, a space are wrong."""
        assert not is_kpp(number)

    @given(kpps, st.sampled_from([0, 1, 2, 3, 6, 7, 8]))
    def test_letters_stand_in_the_middle_only(self, number: str, place: int) -> None:
        """A capital Latin letter is good in the fifth and sixth place and in no other."""
        assert not is_kpp(number[:place] + "A" + number[place + 1 :])
