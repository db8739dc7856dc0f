"""Tax numbers as a caller gives them: what is refused, in which words, and what agrees with which kind."""

from __future__ import annotations

from typing import Any

import pytest

from multibuh_core.errors import InvalidInputError
from multibuh_core.organization import OrganizationKind
from multibuh_core.tax_numbers import checked_inn, checked_kind, checked_kpp, checked_ogrn, kind_of
from tests.multibuh_core.refusals import refusal

LEGAL, PERSON = "7707083893", "500100732259"
OGRN, OGRNIP = "1027700132195", "304500116000157"
PERSONS = [OrganizationKind.ENTREPRENEUR, OrganizationKind.SELF_EMPLOYED]
ODD = [7707083893, 7707083893.0, "", " 7707083893", "7707083893 ", b"7707083893", ["7707083893"], True]


class TestRefusals:
    """Each in its own words."""

    @pytest.mark.parametrize("value", ODD, ids=repr)
    def test_what_is_no_number_is_refused(self, value: Any) -> None:
        """A number, a float, bytes and text with spaces are refused by every rule, and never mended here."""
        for checked in (
            checked_inn,
            lambda one: checked_kpp(one, kind=OrganizationKind.OTHER),
            lambda one: checked_ogrn(one, kind=OrganizationKind.OTHER),
        ):
            assert refusal(InvalidInputError, checked, value).value == value

    def test_none_is_none(self) -> None:
        """All tax numbers are optional."""
        assert checked_inn(None) is None
        assert checked_kpp(None, kind=OrganizationKind.ENTREPRENEUR) is None
        assert checked_ogrn(None, kind=OrganizationKind.ENTREPRENEUR) is None

    def test_wrong_inn(self) -> None:
        """A wrong ИНН names the number, its rule and where to look."""
        assert str(refusal(InvalidInputError, checked_inn, "7707083894")) == (
            "ИНН «7707083894»: нужно 10 цифр (юридическое лицо) или 12 (физическое лицо) с верными контрольными. "
            "Сверьте с выпиской."
        )

    def test_wrong_kpp(self) -> None:
        """A wrong КПП names the number, its rule and where to look."""
        assert str(refusal(InvalidInputError, checked_kpp, "77360100", kind=OrganizationKind.OTHER)) == (
            "КПП «77360100»: нужно 9 знаков: 4 цифры, 2 цифры или заглавные латинские буквы, 3 цифры. "
            "Сверьте с выпиской."
        )

    def test_wrong_ogrn(self) -> None:
        """A wrong ОГРН names the number, its rule and where to look."""
        assert str(refusal(InvalidInputError, checked_ogrn, "1027700132194", kind=OrganizationKind.OTHER)) == (
            "ОГРН «1027700132194»: нужно 13 цифр (ОГРН) или 15 (ОГРНИП) с верной контрольной. Сверьте с выпиской."
        )

    @pytest.mark.parametrize("kind", PERSONS)
    def test_person_has_no_kpp(self, kind: OrganizationKind) -> None:
        """A КПП of an entrepreneur or a self-employed person is refused."""
        assert str(refusal(InvalidInputError, checked_kpp, "773601001", kind=kind)) == (
            "КПП «773601001»: у предпринимателя и самозанятого КПП не бывает. Уберите КПП или исправьте ИНН."
        )

    @pytest.mark.parametrize("kind", PERSONS)
    def test_person_has_an_ogrnip(self, kind: OrganizationKind) -> None:
        """An ОГРН of 13 digits is no person's."""
        assert checked_ogrn(OGRNIP, kind=kind) == OGRNIP
        assert str(refusal(InvalidInputError, checked_ogrn, OGRN, kind=kind)) == (
            "ОГРН «1027700132195»: у физического лица — ОГРНИП из 15 цифр. Исправьте номер или вид."
        )

    def test_legal_entity_has_an_ogrn(self) -> None:
        """An ОГРНИП is no legal entity's."""
        assert checked_ogrn(OGRN, kind=OrganizationKind.LEGAL_ENTITY) == OGRN
        assert str(refusal(InvalidInputError, checked_ogrn, OGRNIP, kind=OrganizationKind.LEGAL_ENTITY)) == (
            "ОГРН «304500116000157»: у юридического лица — ОГРН из 13 цифр. Исправьте номер или вид."
        )

    def test_other_may_have_either(self) -> None:
        """Of what is neither a legal entity nor a person any good number is taken."""
        for number in (OGRN, OGRNIP):
            assert checked_ogrn(number, kind=OrganizationKind.OTHER) == number


class TestKind:
    """The kind and the ИНН agree."""

    def test_kind_not_given_follows_the_inn(self) -> None:
        """10 digits tell a legal entity, 12 an entrepreneur, none something else."""
        for inn, kind in (
            (LEGAL, OrganizationKind.LEGAL_ENTITY),
            (PERSON, OrganizationKind.ENTREPRENEUR),
            (None, OrganizationKind.OTHER),
        ):
            assert checked_kind(None, inn=inn) is kind_of(inn) is kind

    @pytest.mark.parametrize("kind", OrganizationKind)
    def test_given_kind_agrees_with_the_inn(self, kind: OrganizationKind) -> None:
        """Without ИНН every kind is good; OTHER goes with both, a person with 12 digits, a legal entity with 10."""
        is_person, is_other = kind in PERSONS, kind is OrganizationKind.OTHER
        assert checked_kind(kind, inn=None) is kind
        for inn, is_good in ((LEGAL, is_other or not is_person), (PERSON, is_other or is_person)):
            if is_good:
                assert checked_kind(kind.value, inn=inn) is kind
            else:
                assert str(refusal(InvalidInputError, checked_kind, kind, inn=inn)) == (
                    f"вид организации «{kind.value}»: не согласуется с ИНН {inn}: "
                    "10 цифр у юридического лица, 12 у физического. Исправьте вид или ИНН."
                )

    @pytest.mark.parametrize("value", ["company", "LEGAL_ENTITY", "", 1, True, [], {}, b"other"], ids=repr)
    def test_unknown_kind_is_refused(self, value: object) -> None:
        """What is no kind is refused with the list of those there are."""
        error = refusal(InvalidInputError, checked_kind, value, inn=None)
        assert error.rule == "нет такого вида. Укажите один из: legal_entity, entrepreneur, self_employed, other."
