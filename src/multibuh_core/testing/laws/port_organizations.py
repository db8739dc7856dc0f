"""Results at the port of organizations: keys, rivals, pages, many at once."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from multibuh_core.errors import AlreadyExistsError
from multibuh_core.names import fold
from multibuh_core.revision import Action
from multibuh_core.testing.adding import new_organization
from multibuh_core.testing.builders import an_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.at_the_port import a_commit, unit_of
from multibuh_core.testing.numbers import a_kpp, an_inn
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.world import World

MALFORMED: list[Any] = ["", "x", "x" * 5000, "\0", "\ud800", "../..", "' OR 1=1 --", "%", None, 5, b"id", ["id"]]
BARE: dict[str, Any] = {"inn": None, "kpp": None, "ogrn": None}


class PortOrganizations(Kit, law="Results"):
    """What a unit's repository of organizations gives and takes."""

    @pytest.mark.parametrize("malformed", MALFORMED, ids=lambda one: ascii(one)[:20])
    def test_port_malformed_id_is_a_missing_one(self, world: World, malformed: Any) -> None:
        """An id that can be none is missing to each method that takes one, and fails nothing."""
        new_organization(world.user("anna"))
        with unit_of(world, "anna") as work:
            assert work.organizations.get(malformed) is None
            assert work.organizations.history(malformed) == ()
            assert work.directories.get(malformed) is None
            assert work.directories.history(malformed) == ()
            assert work.entries.revision(malformed, malformed, 1) is None
            assert work.entries.history(malformed, malformed) == ()
            assert work.entries.attachment(malformed) is None
            assert list(work.entries.texts([malformed])) == []
            assert dict(work.entries.imported_texts("клиенты", [(malformed, malformed)])) == {}
            assert work.cards.read(malformed) is None
            assert dict(work.cards.read_many([malformed])) == {}

    def test_port_list_goes_on_behind_any_key(self, world: World) -> None:
        """A list goes on behind a key that nobody bears as behind one that somebody does."""
        anna = world.user("anna")
        made = [new_organization(anna, name) for name in ("А", "Б", "В")]
        with unit_of(world, "anna") as work:
            listing = work.organizations.list
            assert listing(after=(fold("А"), "")) == tuple(made)
            assert listing(after=(fold("А"), "~")) == listing(after=("аа", "")) == tuple(made[1:])
            assert listing(after=("", "")) == listing() == tuple(made)
            assert listing(after=("я", "")) == ()

    def test_port_history_goes_on_behind_a_version(self, world: World) -> None:
        """A history goes on behind any number of a version, there or not, at most as far as its limit."""
        anna = world.user("anna")
        org = new_organization(anna).id
        for number in range(1, 5):
            anna.organizations.update(org, expected_version=number, name=f"{number}")
        with unit_of(world, "anna") as work:
            for limit, after, versions in ((None, 0, [1, 2, 3, 4, 5]), (2, 0, [1, 2]), (2, 2, [3, 4]), (9, 4, [5])):
                history = work.organizations.history(org, limit=limit, after=after)
                assert type(history) is tuple
                assert [one.version for one in history] == versions
            assert work.organizations.history(org, after=5) == work.organizations.history(org, after=10**6) == ()

    def test_port_find_takes_a_folded_name(self, world: World) -> None:
        """A live organization is found by its folded name, alone or with its keys, and an archived one is not."""
        ada = world.admin("ada")
        made = new_organization(ada, "ООО  «Ёлка»", inn=an_inn(1), kpp=a_kpp(1))
        gone = new_organization(ada, "ооо «ёлка»")
        ada.organizations.archive(gone.id)
        with unit_of(world, "ada") as work:
            find = work.organizations.find
            assert find(folded_name=fold("ООО «ЁЛКА»")) == find(folded_name="ооо «ёлка»", inn=an_inn(1)) == (made,)
            assert find(folded_name="ООО «ЁЛКА»") == find(folded_name="ооо «ёлка»", kpp=a_kpp(2)) == ()

    def test_port_rival_is_first_who_bears_the_tax_numbers(self, world: World) -> None:
        """Of several rivals the live one with (ИНН, КПП) comes first, then those of external ids, archived ones too."""
        ada = world.admin("ada")
        twin = new_organization(ada, "Двойник", inn=an_inn(1))
        keyed = new_organization(ada, "Тот же ключ", external_ids={"1c": "7"})
        asked = an_organization(1, kpp=None, external_ids={"1c": "7"})
        with unit_of(world, "ada") as work:
            assert work.organizations.rival(asked) == twin
            assert work.organizations.rival(attrs.evolve(asked, kpp=a_kpp(1))) == keyed
        gone = ada.organizations.archive(keyed.id)
        ada.organizations.archive(twin.id)
        with unit_of(world, "ada") as work:
            assert work.organizations.rival(asked) == gone
            assert work.organizations.rival(attrs.evolve(asked, external_ids={})) is None

    @pytest.mark.parametrize("systems", [("1c", "crm"), ("crm", "1c")])
    def test_port_rival_is_looked_for_in_the_order_of_the_systems(self, world: World, systems: tuple[str, str]) -> None:
        """Of two who bear one external id each, the one of the smaller system stands in the way."""
        anna = world.user("anna")
        made = {system: new_organization(anna, external_ids={system: "7"}) for system in ("crm", "1c")}
        asked = an_organization(1, external_ids=dict.fromkeys(systems, "7"))
        with unit_of(world, "anna") as work:
            assert work.organizations.rival(asked) == made["1c"]
        error = refused(AlreadyExistsError, new_organization, anna, external_ids=dict.fromkeys(systems, "7"))
        assert error.other_id == made["1c"].id

    def test_port_nobody_is_his_own_rival(self, world: World) -> None:
        """An organization does not stand in its own way; one that is archived, or has no ИНН, claims no tax numbers."""
        anna = world.user("anna")
        made = new_organization(anna, inn=an_inn(1), external_ids={"1c": "7"})
        twin = an_organization(1, kpp=None)
        with unit_of(world, "anna") as work:
            rival = work.organizations.rival
            assert rival(made) is None
            assert rival(attrs.evolve(made, id=a_missing_id())) == rival(twin) == made
            assert rival(attrs.evolve(twin, archived_at=twin.updated_at)) is None
            assert rival(attrs.evolve(twin, **BARE)) is None
            assert rival(attrs.evolve(twin, **BARE, external_ids={"1c": "7"}, archived_at=twin.updated_at)) == made

    def test_port_many_are_put_in_their_order(self, world: World) -> None:
        """Many are put one after the other, read once from any iterable: a key that one gives up the next may take."""
        anna = world.user("anna")
        made = [new_organization(anna, f"{number}", inn=an_inn(number)) for number in (1, 2)]
        commit = a_commit(world)
        stamp: dict[str, Any] = {"updated_at": commit.at, "updated_by": commit.by}
        first = attrs.evolve(made[1], inn=an_inn(3), version=2, **stamp)
        second = attrs.evolve(made[0], inn=an_inn(2), version=2, **stamp)
        added = [an_organization(10 + number, id=a_missing_id(10 + number), **stamp) for number in range(2500)]
        many = [(first, Action.UPDATED, 2), (second, Action.UPDATED, 3), *((one, Action.ADDED, 9) for one in added)]
        with unit_of(world, "anna", writes=True) as work:
            work.organizations.put_many(iter(many), commit=commit)
            work.commit()
        assert anna.organizations.get(made[1].id) == first
        assert anna.organizations.find(inn=an_inn(2)) == (second,)
        assert len(anna.organizations.list()) == 2502
        revision = anna.organizations.history(added[-1].id)[0]
        assert (revision.organization, revision.action, revision.row) == (added[-1], Action.ADDED, 9)

    def test_port_many_with_a_key_of_another_are_refused(self, world: World) -> None:
        """Where one of many takes a key before it is given up, the id of who bears it is told, and nothing is put."""
        anna = world.user("anna")
        made = [new_organization(anna, f"{number}", inn=an_inn(number)) for number in (1, 2)]
        before = all_seen_by(anna)
        swapped = [attrs.evolve(one, inn=other.inn, version=2) for one, other in zip(made, made[::-1], strict=True)]
        with unit_of(world, "anna", writes=True) as work:
            many = [(one, Action.UPDATED, 2) for one in swapped]
            error = refused(AlreadyExistsError, work.organizations.put_many, many, commit=a_commit(world))
            assert (error.what, error.other_id) == ("organization", made[1].id)
        assert all_seen_by(anna) == before
