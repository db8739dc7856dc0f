"""L2: the card holds exactly what it must, in order, and the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from multibuh_core.card import CardProjection
from multibuh_core.errors import NotFoundError
from multibuh_core.serialization import dumps
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.world import World


def names_in(card: CardProjection) -> list[str]:
    """Return the names of the directories in a card, in its order."""
    return [item.directory.name for item in card.items]


class L2Card(Kit, law="L2"):
    """One read: exactly what, in which order, the same bytes."""

    def test_l2_card_holds_what_shows_and_is_not_empty(self, world: World) -> None:
        """A card holds an entry with text, and one with nothing but files, each once, with their directories."""
        anna, boris = world.user("anna"), world.user("boris")
        org = new_organization(anna)
        guide, files = new_directory(anna, "Карта"), new_directory(anna, "Файлы")
        entry = anna.entries.write(guide.id, org.id, "Банк — по вторникам", expected_version=0)
        for name in ("a.txt", "b.txt"):
            anna.attachments.attach(files.id, org.id, b"data", name=name)
        card = boris.cards.read(org.id)
        assert card.organization == org
        assert [(item.directory, item.entry) for item in card.items] == [
            (guide, entry),
            (files, boris.entries.read(files.id, org.id)),
        ]

    def test_l2_card_leaves_out_the_rest(self, world: World) -> None:
        """Blank and cleared entries, directories that do not show or are archived or hidden are not in a card."""
        anna, boris = world.user("anna"), world.user("boris")
        org, other = new_organization(anna), new_organization(anna, "ООО «Лютик»")
        new_directory(anna, "Пустой")
        for name, details in {"Вычищенный": {}, "Не в карточке": {"show_in_card": False}, "Архивный": {}}.items():
            made = new_directory(anna, name, **details)
            anna.entries.write(made.id, org.id, "текст", expected_version=0)
            if name == "Вычищенный":
                anna.entries.clear(made.id, org.id, expected_version=1)
            if name == "Архивный":
                anna.directories.archive(made.id)
        hidden = new_notes(anna, "Личный")
        anna.entries.write(hidden.id, org.id, "тайное", expected_version=0)
        elsewhere = new_directory(anna, "О другой организации")
        anna.entries.write(elsewhere.id, other.id, "текст", expected_version=0)
        assert boris.cards.read(org.id).items == ()
        assert names_in(anna.cards.read(org.id)) == ["Личный"]

    def test_l2_items_stand_by_position_then_folded_name_then_id(self, world: World) -> None:
        """Items stand by position, then casefolded name by code point, then id; case and alphabet do not matter."""
        anna = world.user("anna")
        org = new_organization(anna).id
        wanted = [("Я", -1), ("a", 0), ("B", 0), ("STRASSE", 0), ("Straße", 0), ("б", 0), ("В", 0), ("ё", 0)]
        wanted += [("\uffee", 0), ("\U0001f600", 0), ("A", 1)]
        for name, position in [*wanted[::2], *wanted[1::2]]:
            made = new_directory(anna, name, position=position)
            anna.entries.write(made.id, org, "текст", expected_version=0)
        card = anna.cards.read(org)
        namesakes = [item.directory.id for item in card.items if item.directory.name.casefold() == "strasse"]
        assert namesakes == sorted(namesakes)
        assert [name.casefold() for name in names_in(card)] == [name.casefold() for name, _ in wanted]

    def test_l2_card_of_an_archived_organization_is_read_as_before(self, world: World) -> None:
        """The card of an archived organization is read by id as before."""
        ada = world.admin("ada")
        org = new_organization(ada)
        guide = new_directory(ada)
        ada.entries.write(guide.id, org.id, "текст", expected_version=0)
        before = ada.cards.read(org.id)
        archived = ada.organizations.archive(org.id)
        assert ada.cards.read(org.id) == attrs.evolve(before, organization=archived)

    def test_l2_missing_organization_has_no_card(self, world: World) -> None:
        """There is no card of a missing organization; one without entries has an empty card."""
        anna = world.user("anna")
        assert refused(NotFoundError, anna.cards.read, a_missing_id()).what == "organization"
        assert anna.cards.read(new_organization(anna).id).items == ()

    def test_l2_many_cards_stand_in_the_order_asked(self, world: World) -> None:
        """Many cards are a mapping in the order asked, each as if read alone; what cannot be seen is absent."""
        anna = world.user("anna")
        stranger = new_organization(world.user("anna", firm="other")).id
        ids = [new_organization(anna, name).id for name in ("В", "А", "Б")]
        guide = new_directory(anna)
        anna.entries.write(guide.id, ids[2], "текст", expected_version=0)
        cards = anna.cards.read_many([ids[2], a_missing_id(), ids[0], stranger, ids[1]])
        assert list(cards) == [ids[2], ids[0], ids[1]]
        assert list(cards.values()) == [anna.cards.read(one) for one in (ids[2], ids[0], ids[1])]
        assert dict(anna.cards.read_many([])) == {}

    def test_l2_card_is_of_the_present_state(self, world: World) -> None:
        """After each change of texts, files, directories and organizations the next card shows it, one of many too."""
        anna, boris = world.user("anna"), world.user("boris")
        org, guide = new_organization(anna).id, new_directory(anna).id
        anna.entries.write(guide, org, "раз", expected_version=0)
        states = [dumps(boris.cards.read(org))]
        changes: list[Callable[[], object]] = [
            lambda: anna.entries.write(guide, org, "два", expected_version=1),
            lambda: anna.attachments.attach(guide, org, b"data", name="a.txt"),
            lambda: anna.directories.update(guide, expected_version=1, name="Иначе"),
            lambda: anna.directories.update(guide, expected_version=2, show_in_card=False),
            lambda: anna.directories.update(guide, expected_version=3, show_in_card=True),
            lambda: anna.organizations.update(org, expected_version=1, name="ООО «Лютик»"),
            lambda: anna.directories.archive(guide),
        ]
        for change in changes:
            change()
            states.append(dumps(boris.cards.read(org)))
            assert dumps(boris.cards.read_many([org])[org]) == states[-1]
        assert len(set(states)) == len(states)

    def test_l2_same_state_gives_the_same_bytes(self, world: World) -> None:
        """Two reads of one state give the same bytes, from a second opening too; reading writes nothing."""
        anna = world.user("anna")
        org = new_organization(anna, external_ids={"b": "1", "a": "2"}).id
        for name in ("Банк", "Склад"):
            made = new_directory(anna, name)
            anna.entries.write(made.id, org, "текст", expected_version=0)
            anna.attachments.attach(made.id, org, b"data", name="a.txt")
        before = all_seen_by(anna)
        bytes_of_card = dumps(anna.cards.read(org))
        assert dumps(anna.cards.read(org)) == bytes_of_card == dumps(anna.cards.read_many([org])[org])
        assert all_seen_by(anna) == before
        if self.lasting:
            with world.opened_again() as again:
                assert dumps(again.user("anna").cards.read(org)) == bytes_of_card
