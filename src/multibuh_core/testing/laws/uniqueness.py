"""Domain: which organizations may not stand beside each other in a firm."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from multibuh_core.actor import Viewer
from multibuh_core.errors import AlreadyExistsError
from multibuh_core.organization import OrganizationKind
from multibuh_core.revision import Action
from multibuh_core.testing.adding import new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.numbers import a_kpp, an_inn
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.world import FIRM, World

INN, KPP = an_inn(1), a_kpp(1)
SAME: list[dict[str, Any]] = [
    {"inn": INN, "kpp": KPP},
    {"inn": INN},
    {"inn": an_inn(1, OrganizationKind.ENTREPRENEUR)},
    {"external_ids": {"1c": "7"}},
]
APART: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"inn": INN, "kpp": KPP}, {"inn": INN}),
    ({"inn": INN, "kpp": KPP}, {"inn": INN, "kpp": a_kpp(2)}),
    ({"kpp": KPP}, {"kpp": KPP}),
    ({}, {}),
    ({"ogrn": "1027700132195"}, {"ogrn": "1027700132195"}),
    ({"external_ids": {"1c": "7"}}, {"external_ids": {"crm": "7"}}),
    ({"external_ids": {"1c": "7"}}, {"external_ids": {"1c": "8", "7": "1c"}}),
    ({"external_ids": {"1c": "a"}}, {"external_ids": {"1c": "A"}}),
]


class Uniqueness(Kit, law="Domain"):
    """(ИНН, КПП) among the live, external ids among all, and never the name."""

    @pytest.mark.parametrize("keys", SAME, ids=str)
    def test_uniqueness_same_key_is_told_with_the_others_id(self, world: World, keys: dict[str, Any]) -> None:
        """A second organization with a key of the first is refused with the id of the first, and nothing is written."""
        anna = world.user("anna")
        first, second = new_organization(anna, **keys), new_organization(anna, "Вторая")
        before = all_seen_by(anna)
        for call in (
            lambda: new_organization(anna, "Третья", **keys),
            lambda: anna.organizations.update(second.id, expected_version=1, **keys),
        ):
            error = refused(AlreadyExistsError, call)
            assert (error.what, error.other_id) == ("organization", first.id)
        assert all_seen_by(anna) == before

    @pytest.mark.parametrize(("one", "other"), APART, ids=str)
    def test_uniqueness_what_is_no_key_does_not_clash(
        self, world: World, one: dict[str, Any], other: dict[str, Any]
    ) -> None:
        """Branches with other КПП, organizations without ИНН, other pairs, and names stand side by side."""
        anna = world.user("anna")
        new_organization(anna, **one)
        new_organization(anna, **other)
        assert len(anna.organizations.list()) == 2

    @pytest.mark.parametrize("keys", SAME, ids=str)
    def test_uniqueness_is_kept_by_what_is_written_in_bulk(self, world: World, keys: dict[str, Any]) -> None:
        """Of many organizations put at once none may bear a key of one that is there, or of one before it."""
        anna = world.user("anna")
        first, second = new_organization(anna, **keys), new_organization(anna, "Вторая")
        before = all_seen_by(anna)
        bearing = [attrs.evolve(first, id=a_missing_id(number), name=f"{number}") for number in (1, 2)]
        apart: dict[str, Any] = {"inn": None, "external_ids": {}}
        changed = attrs.evolve(first, version=2, **apart)
        for many in (
            [(bearing[0], Action.ADDED, 2)],
            [(attrs.evolve(bearing[0], **apart), Action.ADDED, 2), (bearing[1], Action.ADDED, 3)],
            [(changed, Action.UPDATED, 2), (bearing[0], Action.ADDED, 3), (bearing[1], Action.ADDED, 4)],
            [(attrs.evolve(first, id=second.id, version=2), Action.UPDATED, 2)],
        ):
            commit = anna.organizations.history(first.id)[0].commit
            with world.backend.begin(FIRM, viewer=Viewer("anna"), writes=True) as work:
                refused(
                    AlreadyExistsError,
                    work.organizations.put_many,
                    many,
                    commit=attrs.evolve(commit, id=a_missing_id()),
                )
            assert all_seen_by(anna) == before

    def test_uniqueness_archived_ones_leave_their_inn_free(self, world: World) -> None:
        """The (ИНН, КПП) of an archived organization is free, and its un-archiving asks for it again."""
        ada = world.admin("ada")
        old = new_organization(ada, inn=INN, kpp=KPP)
        ada.organizations.archive(old.id)
        new = new_organization(ada, inn=INN, kpp=KPP)
        before = all_seen_by(ada)
        assert refused(AlreadyExistsError, ada.organizations.unarchive, old.id).other_id == new.id
        assert all_seen_by(ada) == before
        ada.organizations.update(new.id, expected_version=1, kpp=a_kpp(2))
        assert ada.organizations.unarchive(old.id).archived_at is None

    def test_uniqueness_archived_ones_keep_their_external_ids(self, world: World) -> None:
        """An external id of an archived organization is not given to another."""
        ada = world.admin("ada")
        old = new_organization(ada, external_ids={"1c": "7"})
        ada.organizations.archive(old.id)
        assert refused(AlreadyExistsError, new_organization, ada, external_ids={"1c": "7"}).other_id == old.id
        assert ada.organizations.find(external_id=("1c", "7")) == ()

    def test_uniqueness_key_that_was_given_up_is_free(self, world: World) -> None:
        """What an organization bears no more, another takes; its own keys are no clash."""
        anna = world.user("anna")
        first = new_organization(anna, inn=INN, external_ids={"1c": "7", "crm": "1"})
        kept = anna.organizations.update(first.id, expected_version=1, inn=INN, external_ids={"crm": "1", "1c": "8"})
        assert kept.external_ids == {"crm": "1", "1c": "8"}
        anna.organizations.update(first.id, expected_version=2, inn=None)
        second = new_organization(anna, "Вторая", inn=INN, external_ids={"1c": "7"})
        assert anna.organizations.find(external_id=("1c", "7")) == anna.organizations.find(inn=INN) == (second,)

    def test_uniqueness_find_takes_all_that_is_given(self, world: World) -> None:
        """Find gives the live organizations to which all that is given applies; a name is compared folded."""
        ada = world.admin("ada")
        head = new_organization(ada, "ООО «Ёлка»", inn=INN, kpp=KPP, external_ids={"1c": "7"})
        branch = new_organization(ada, "ооо  «ёлка»", inn=INN, kpp=a_kpp(2))
        gone = new_organization(ada, "ООО «Ёлка»", inn=INN)
        ada.organizations.archive(gone.id)
        find = ada.organizations.find
        assert find(inn=INN) == find(name=" ООО «ЁЛКА» ") == (head, branch)
        assert find(inn=INN, kpp=a_kpp(2)) == (branch,)
        assert find(external_id=("1c", "7")) == find(external_id=("1c", "7"), inn=INN, name="ооо «ёлка»") == (head,)
        assert find(external_id=("1c", "7"), kpp=a_kpp(2)) == find(inn="7707083893") == find(name="Елка") == ()
