"""Tax numbers for tests: valid by the library's rules for any seed and kind, and never two of one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import stdnum.ru.inn
import stdnum.ru.ogrn
from hypothesis import example, given
from hypothesis import strategies as st

from multibuh_core import OrganizationKind
from multibuh_core.tax_numbers import checked_inn, checked_kind, checked_kpp, checked_ogrn, is_kpp
from multibuh_core.testing import a_kpp, an_inn, an_ogrn

Make = Callable[[int, OrganizationKind], str]

PERSONS = {OrganizationKind.ENTREPRENEUR, OrganizationKind.SELF_EMPLOYED}
KINDS = pytest.mark.parametrize("kind", OrganizationKind)
SEEDS = st.integers() | st.integers(-3, 3).flatmap(lambda near: st.sampled_from([10**n + near for n in range(16)]))
"""Any whole number, and often those where the digits run out."""


@KINDS
class TestValid:
    """What every number must be."""

    def test_inn_is_valid_for_any_seed(self, kind: OrganizationKind) -> None:
        """The library and python-stdnum take it, and it agrees with the kind it was made for."""

        @given(SEEDS)
        @example(0)
        def holds(seed: int) -> None:
            made = an_inn(seed, kind)
            assert checked_inn(made) == made
            assert checked_kind(kind, inn=made) is kind
            assert stdnum.ru.inn.validate(made) == made
            assert len(made) == (12 if kind in PERSONS else 10)

        holds()

    def test_ogrn_is_valid_for_any_seed(self, kind: OrganizationKind) -> None:
        """The library takes it for its kind; python-stdnum agrees in the check digit, where that is right."""

        @given(SEEDS)
        @example(0)
        def holds(seed: int) -> None:
            made = an_ogrn(seed, kind)
            assert checked_ogrn(made, kind=kind) == made
            assert len(made) == (15 if kind in PERSONS else 13)
            if kind not in PERSONS:
                assert made[-1] == stdnum.ru.ogrn.calc_check_digit(made)

        holds()

    @pytest.mark.parametrize("make", [an_inn, an_ogrn])
    def test_different_seeds_give_different_numbers(self, kind: OrganizationKind, make: Make) -> None:
        """Seeds that lie near each other, wherever that is, give no number twice; the same seed gives the same."""

        @given(SEEDS)
        @example(-20)
        def holds(seed: int) -> None:
            made = [make(one, kind) for one in range(seed, seed + 40)]
            assert len(set(made)) == 40
            assert made == [make(one, kind) for one in range(seed, seed + 40)]

        holds()

    def test_digits_are_the_seed_where_there_is_room(self, kind: OrganizationKind) -> None:
        """A number tells its seed, so two seeds of nine digits never clash, however far apart they are."""

        @given(st.integers(1, 10**9 - 1))
        def holds(seed: int) -> None:
            assert int(an_inn(seed, kind)[: 10 if kind in PERSONS else 9]) == seed
            assert int(an_ogrn(seed, kind)[:-1]) == seed

        holds()


class TestKpp:
    """КПП, which knows no check digit."""

    @given(SEEDS)
    @example(0)
    def test_kpp_is_valid_for_any_seed(self, seed: int) -> None:
        """The library takes it; seeds that lie near each other give no КПП twice, and the same seed gives the same."""
        made = [a_kpp(one) for one in range(seed, seed + 200)]
        assert all(map(is_kpp, made))
        assert len(set(made)) == 200
        assert a_kpp(seed) == checked_kpp(made[0], kind=OrganizationKind.LEGAL_ENTITY)

    def test_first_kpp_is_one_as_in_the_examples(self) -> None:
        """Not given, the seed is 1: a КПП of Moscow's tax office 36, as heads of organizations have it."""
        assert a_kpp() == a_kpp(1) == "773601001"
