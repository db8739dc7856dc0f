"""What a caller says of an organization: each by its own rule, then all in agreement."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_core import InvalidInputError, OrganizationKind
from multibuh_core.organization_details import OrganizationDetails, checked_changes, checked_external_id
from tests.multibuh_core.numbers import an_inn, an_inn_of_a_person, an_ogrn
from tests.multibuh_core.records import AT, a_commit, an_organization
from tests.multibuh_core.refusals import refusal

PAIR = "нужна пара (система, ключ), например ('1c', '000000123')."
PART = "система и ключ — от 1 до 255 знаков без пробелов по краям. Исправьте ключ."


def details(**said: Any) -> OrganizationDetails:
    """Return the details of an organization of which only what is given is said."""
    nothing = dict.fromkeys(("inn", "kpp", "ogrn", "kind"))
    return OrganizationDetails.checked(**{"name": "Ромашка", "external_ids": {}, **nothing, **said})


class TestDetails:
    """Checked together."""

    def test_name_has_the_limit_of_organizations(self) -> None:
        """A name is tidied, and may have 1,000 characters."""
        assert details(name="  ООО\u00a0 «Р» ").name == "ООО «Р»"
        assert details(name="я" * 1000).name == "я" * 1000
        assert refusal(InvalidInputError, details, name="я" * 1001).rule == (
            "не длиннее 1000 знаков, а здесь 1001. Сократите."
        )

    def test_first_fault_is_told(self) -> None:
        """Of several faults the first is told, in the order name, ИНН, kind, КПП, ОГРН, external ids."""
        faults = {"name": "", "inn": "1", "kind": "x", "kpp": "1", "ogrn": "1", "external_ids": {"": ""}}
        for field in list(faults):
            assert refusal(InvalidInputError, details, **faults).field == field
            del faults[field]

    def test_entrepreneur_has_no_kpp(self) -> None:
        """A КПП beside an ИНН of 12 digits is refused, for the kind follows the ИНН."""
        error = refusal(InvalidInputError, details, inn=an_inn_of_a_person(1), kpp="773601001")
        assert (error.field, error.value) == ("kpp", "773601001")

    def test_details_become_a_record_and_come_back(self) -> None:
        """A record holds what was said, live, as its commit wrote it."""
        said = details(inn=an_inn(1), kpp="773601001", ogrn=an_ogrn(1), external_ids={"1c": "1"})
        organization = said.organization("7", a_commit(by="boris"), version=3)
        assert OrganizationDetails.of(organization) == said
        assert (organization.id, organization.version, organization.archived_at) == ("7", 3, None)
        assert (organization.updated_at, organization.updated_by) == (AT, "boris")


class TestChanges:
    """What is not given stays."""

    def test_kind_that_followed_the_inn_goes_on_following(self) -> None:
        """A new ИНН brings its kind; one that was chosen stays and must agree."""
        assert details(inn=an_inn(1)).changed({"inn": an_inn_of_a_person(1)}).kind is OrganizationKind.ENTREPRENEUR
        assert details(inn=an_inn(1)).changed({"inn": None}).kind is OrganizationKind.OTHER
        chosen = details(inn=an_inn_of_a_person(1), kind=OrganizationKind.SELF_EMPLOYED)
        assert chosen.changed({"inn": an_inn_of_a_person(2)}).kind is OrganizationKind.SELF_EMPLOYED
        assert refusal(InvalidInputError, chosen.changed, {"inn": an_inn(1)}).field == "kind"

    def test_kind_of_none_follows_the_inn_as_when_adding(self) -> None:
        """None for the kind means the same in a change as in the beginning."""
        chosen = details(inn=an_inn_of_a_person(1), kind=OrganizationKind.SELF_EMPLOYED)
        assert chosen.changed(checked_changes({"kind": None})).kind is OrganizationKind.ENTREPRENEUR

    def test_kept_number_must_agree_with_the_new_one(self) -> None:
        """A kept КПП or ОГРН that does not go with the new ИНН is refused, and named."""
        said = details(inn=an_inn(1), kpp="773601001")
        assert refusal(InvalidInputError, said.changed, {"inn": an_inn_of_a_person(1)}).field == "kpp"
        assert said.changed({"inn": an_inn_of_a_person(1), "kpp": None}).kpp is None

    def test_changes_are_checked_before_the_record_is_known(self) -> None:
        """Each change alone is checked by its own rule; a КПП may yet go with another kind."""
        given_changes: dict[str, Any] = {
            "name": " a  b ",
            "inn": None,
            "kpp": "773601001",
            "ogrn": None,
            "external_ids": {},
        }
        assert checked_changes(given_changes) == given_changes | {"name": "a b"}
        for field, value in {
            "name": None,
            "inn": "1",
            "kpp": "1",
            "ogrn": "1",
            "kind": "x",
            "external_ids": None,
        }.items():
            assert refusal(InvalidInputError, checked_changes, {field: value}).field == field

    @given(st.integers(1, 10**9 - 1), st.integers(1, 10**10 - 1))
    def test_no_change_is_no_change(self, legal: int, person: int) -> None:
        """Saying again what stands there gives equal details, so that no revision is made."""
        for inn in (an_inn(legal), an_inn_of_a_person(person), None):
            said = details(inn=inn, external_ids={"b": "1", "a": "2"})
            assert (
                said.changed({})
                == said.changed(checked_changes({"inn": inn, "external_ids": {"a": "2", "b": "1"}}))
                == said
            )


class TestExternalIds:
    """The host's own keys."""

    def test_ids_are_a_read_only_copy_in_order(self) -> None:
        """They stand by system, cannot be changed, and do not follow the caller's dictionary."""
        mine = {"b": "1", "a": "2"}
        kept = details(external_ids=mine).external_ids
        mine["c"] = "3"
        assert list(kept.items()) == [("a", "2"), ("b", "1")]
        assert isinstance(kept, MappingProxyType)
        assert an_organization(external_ids=kept) == an_organization(external_ids={"b": "1", "a": "2"})

    def test_twenty_are_the_limit(self) -> None:
        """20 external ids of 255 characters are kept, the 21st is refused."""
        many = {f"{n:02d}" + "s" * 253: "k" * 255 for n in range(20)}
        assert details(external_ids=many).external_ids == many
        assert str(refusal(InvalidInputError, details, external_ids=many | {"one": "more"})) == (
            "внешний ключ «21»: не больше 20 ключей. Уберите лишние."
        )

    @pytest.mark.parametrize("value", [None, [("1c", "1")], "1c", 5, {"a"}], ids=repr)
    def test_what_is_no_mapping_is_refused(self, value: object) -> None:
        """External ids are a mapping."""
        assert refusal(InvalidInputError, details, external_ids=value).rule == (
            "нужен словарь, например {'1c': '000000123'}."
        )

    @pytest.mark.parametrize(
        ("pair", "rule"),
        [
            (("", "1"), PART),
            (("1c", ""), PART),
            (("1c", "x" * 256), PART),
            (("1c", " 1"), PART),
            (("1c\u00a0", "1"), PART),
            (("1c", "a\0"), "знак U+0000 не допускается. Уберите его."),
            (("1c", "\ud800"), "непарный суррогат не допускается. Проверьте, в той ли кодировке прочитан текст."),
            (("1c", 123), "нужна строка. Передайте значение текстом."),
            ((1, "123"), "нужна строка. Передайте значение текстом."),
        ],
        ids=["no system", "no key", "long", "space", "no-break space", "NUL", "surrogate", "number", "number system"],
    )
    def test_wrong_pair_is_refused(self, pair: tuple[Any, Any], rule: str) -> None:
        """A wrong system or key is refused alike in a mapping and as a pair to find by."""
        assert refusal(InvalidInputError, checked_external_id, pair).rule == rule
        assert refusal(InvalidInputError, details, external_ids=dict([pair])).rule == rule

    @pytest.mark.parametrize("value", [["1c", "1"], ("1c",), ("1c", "1", "2"), "1c", {"1c": "1"}], ids=repr)
    def test_what_is_no_pair_is_refused(self, value: object) -> None:
        """To find by an external id takes a pair."""
        assert refusal(InvalidInputError, checked_external_id, value).rule == PAIR

    def test_any_mapping_will_do(self) -> None:
        """A host's own read-only mapping is taken as a dictionary is."""
        given_ids: Mapping[str, str] = MappingProxyType({"1c": "1"})
        assert details(external_ids=given_ids).external_ids == {"1c": "1"}
