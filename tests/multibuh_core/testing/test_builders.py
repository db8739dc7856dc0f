"""Records made without a store: what a store would give for the same, field by field."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_core import CardProjection, Entry, OrganizationKind, Visibility, Workspace
from multibuh_core.serialization import dumps, loads
from multibuh_core.testing import (
    a_card,
    a_directory,
    a_workspace,
    an_attachment,
    an_entry,
    an_inn,
    an_organization,
)
from tests.multibuh_core.testing.shapes import shape

SAID = ("name", "kind", "inn", "kpp", "ogrn", "external_ids")
STATE = {"archived_at": None, "updated_by": "boris", "version": 7}

BUILT: dict[str, Callable[[int], Any]] = {
    **{f"organization, {kind}": lambda seed, kind=kind: an_organization(seed, kind) for kind in OrganizationKind},
    "directory": a_directory,
    "attachment": an_attachment,
    "entry": lambda seed: an_entry(directory=a_directory(seed), attachments=[an_attachment(seed)]),
    "card": lambda seed: a_card(an_organization(seed), Банк="По вторникам", Файлы=an_entry("", attachments=[])),
    "blank card": lambda seed: a_card(an_organization(seed)),
}
EVERY = pytest.mark.parametrize("build", BUILT.values(), ids=BUILT)


@EVERY
class TestEvery:
    """What holds for whatever is built."""

    def test_it_is_written_and_read_as_any_record(self, build: Callable[[int], Any]) -> None:
        """A document of it comes back equal, and of the same types throughout: reading is strict."""

        @given(st.integers())
        def holds(seed: int) -> None:
            built = build(seed)
            back = loads(dumps(built), type(built))
            assert back == built
            assert shape(back) == shape(built)

        holds()

    def test_same_seed_is_the_same_record_and_another_is_another(self, build: Callable[[int], Any]) -> None:
        """A record can be built again to be compared with; two seeds give two records, in whatever is unique."""
        assert build(1) == build(1)
        assert dumps(build(1)) == dumps(build(1)) != dumps(build(2))


class TestOrganization:
    """`an_organization`."""

    @pytest.mark.parametrize("kind", OrganizationKind)
    @pytest.mark.parametrize("seed", [-1, 0, 1, 2, 10**12])
    def test_store_gives_the_same_for_its_fields(self, seed: int, kind: OrganizationKind) -> None:
        """Added by its fields, each kind is taken, and is what was built but for the id and the time."""
        built = an_organization(seed, kind, external_ids={"b": "2", "1c": "000000123"})
        added = a_workspace().organizations.add(**{field: getattr(built, field) for field in SAID})
        assert attrs.evolve(added, id=built.id, updated_at=built.updated_at) == built
        assert shape(added) == shape(built)
        assert list(added.external_ids) == list(built.external_ids)

    def test_each_kind_has_the_numbers_that_it_has_by_law(self) -> None:
        """A legal entity has all three, an entrepreneur no КПП, a self-employed person the ИНН alone."""
        built = {kind: an_organization(kind=kind) for kind in OrganizationKind}
        has = {kind: [bool(number) for number in (one.inn, one.kpp, one.ogrn)] for kind, one in built.items()}
        assert has == {
            OrganizationKind.LEGAL_ENTITY: [True, True, True],
            OrganizationKind.ENTREPRENEUR: [True, False, True],
            OrganizationKind.SELF_EMPLOYED: [True, False, False],
            OrganizationKind.OTHER: [False, False, False],
        }

    def test_many_can_live_in_one_firm(self) -> None:
        """Organizations of different seeds, whatever their kinds, clash in nothing."""
        anna = a_workspace()
        for seed, kind in enumerate(list(OrganizationKind) * 60, -5):
            built = an_organization(seed, kind)
            anna.organizations.add(**{field: getattr(built, field) for field in SAID})
        assert len({one.name for one in anna.organizations.list()}) == 240

    def test_fields_can_be_given(self) -> None:
        """Each field may be given otherwise, and the rest stays."""
        built = an_organization(3, inn=an_inn(9), ogrn=None, name="ООО «Хвоя»", **STATE)
        assert (built.inn, built.ogrn, built.name, built.version, built.updated_by) == (
            an_inn(9),
            None,
            "ООО «Хвоя»",
            7,
            "boris",
        )
        assert (built.id, built.kpp) == (an_organization(3).id, an_organization(3).kpp)

    def test_external_ids_are_read_only_and_its_own(self) -> None:
        """Given as a dict they become what a store gives: not to be changed, nor by changing the dict."""
        keys = {"1c": "1"}
        built = an_organization(external_ids=keys)
        keys["1c"] = "2"
        assert isinstance(built.external_ids, MappingProxyType)
        assert built.external_ids == {"1c": "1"}


class TestOthers:
    """`a_directory`, `an_attachment`, `an_entry`."""

    def test_store_gives_the_same_directory(self) -> None:
        """Created by its fields, it is what was built but for the id and the time."""
        built = a_directory(2, visibility=Visibility.PERSONAL, position=-3, description="О банке", show_in_card=False)
        made = a_workspace().directories.create(
            built.name,
            visibility=built.visibility,
            description=built.description,
            show_in_card=built.show_in_card,
            position=built.position,
        )
        assert attrs.evolve(made, id=built.id, updated_at=built.updated_at) == built
        assert shape(made) == shape(built)
        assert a_directory().visibility is Visibility.COLLECTIVE

    @pytest.mark.parametrize("name", ["файл 1.pdf", "схема.png", "без расширения"])
    def test_store_gives_the_same_entry_and_attachment(self, name: str) -> None:
        """Written and attached, they are what was built but for ids and times: size, digest and media type too."""
        anna = a_workspace()
        org, guide = an_added_organization(anna), a_created_directory(anna, "Банк")
        file = anna.attachments.attach(guide, org, b"\0data", name=name)
        entry = anna.entries.write(guide, org, "текст\r\n", expected_version=1)

        built = an_attachment(data=b"\0data", name=name)
        assert attrs.evolve(file, id=built.id, added_at=built.added_at) == built
        assert shape(file) == shape(built)
        whole = an_entry(
            "текст\r\n", attachments=[file], directory_id=guide, organization_id=org, version=2, updated_at=None
        )
        assert attrs.evolve(entry, updated_at=None) == whole
        assert shape(entry.attachments) == shape(whole.attachments)

    def test_entry_belongs_to_what_is_given(self) -> None:
        """It stands in the directory and under the organization given, else in those of seed 1."""
        entry = an_entry(directory=a_directory(5), organization=an_organization(6))
        assert (entry.directory_id, entry.organization_id) == (a_directory(5).id, an_organization(6).id)
        assert (an_entry().directory_id, an_entry().organization_id) == (a_directory().id, an_organization().id)
        assert shape(an_entry()) == shape(Entry(**attrs.asdict(entry, recurse=False)))

    @pytest.mark.parametrize("build", [an_organization, a_directory, an_attachment, an_entry])
    def test_unknown_field_is_a_mistake(self, build: Callable[..., Any]) -> None:
        """A field that the record has not, a misspelt one, is told at once."""
        with pytest.raises(TypeError, match="visibilty"):
            build(visibilty="personal")


class TestCard:
    """`a_card`."""

    def test_store_gives_the_same_card(self) -> None:
        """Written as it says, the card holds the same, in the same order: names folded, what is empty left out."""
        entries: dict[str, str | Entry] = {
            "Склад": "Учёт по партиям",
            "банк": "По вторникам",
            "Ёлка": "",
            "Банк": an_entry("", attachments=[an_attachment()]),
            "organization": "имя как имя",
        }
        anna = a_workspace()
        org = an_added_organization(anna)
        for name, said in entries.items():
            directory = a_created_directory(anna, name)
            if isinstance(said, str):
                anna.entries.write(directory, org, said, expected_version=0)
            else:
                anna.attachments.attach(directory, org, b"%PDF-1.4\n", name="файл 1.pdf")
        read, built = anna.cards.read(org), a_card(**entries)
        assert contents(read) == contents(built)
        assert shape(read) == shape(built)

    def test_parts_belong_together(self) -> None:
        """Each entry stands in its item's directory and under the card's organization."""
        card = a_card(an_organization(8), Банк="раз", Склад=an_entry("два", version=4))
        assert [item.entry.directory_id for item in card.items] == [item.directory.id for item in card.items]
        assert {item.entry.organization_id for item in card.items} == {card.organization.id} == {an_organization(8).id}
        assert [item.entry.version for item in card.items] == [1, 4]


def an_added_organization(workspace: Workspace) -> str:
    """Add the organization of seed 1, and return its id."""
    built = an_organization()
    return workspace.organizations.add(**{field: getattr(built, field) for field in SAID}).id


def a_created_directory(workspace: Workspace, name: str) -> str:
    """Create a collective directory that shows in the card, and return its id."""
    return workspace.directories.create(name, visibility=Visibility.COLLECTIVE, show_in_card=True).id


def contents(card: CardProjection) -> list[tuple[str, str, list[str]]]:
    """Return what people read in a card."""
    return [(one.directory.name, one.entry.text, [a.name for a in one.entry.attachments]) for one in card.items]
