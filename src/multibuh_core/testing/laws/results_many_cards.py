"""Results, cards: many at once are each what it is alone, in the order asked."""

from __future__ import annotations

from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.at_the_port import unit_of
from multibuh_core.testing.world import World


class ResultsManyCards(Kit, law="Results"):
    """A mapping in the order asked."""

    def test_cards_asked_for_twice_stands_once(self, world: World) -> None:
        """An organization asked for several times stands in the mapping once, where it was asked for first."""
        anna = world.user("anna")
        one, other = (new_organization(anna, name).id for name in "БА")
        asked = [one, a_missing_id(), other, other, a_missing_id(), one]
        cards = anna.cards.read_many(asked)
        assert list(cards) == [one, other]
        assert [card.organization.id for card in cards.values()] == [one, other]
        with unit_of(world, "anna") as work:
            assert list(work.cards.read_many(asked)) == [one, other]

    def test_cards_of_many_thousands_are_read_at_once(self, world: World) -> None:
        """However many are asked for, those that are there are given, in the order asked."""
        anna = world.user("anna")
        guide = new_directory(anna).id
        with anna.transaction() as tx:
            orgs = [new_organization(tx, f"{number}").id for number in range(40)]
            for org in orgs:
                tx.entries.write(guide, org, f"о {org}", expected_version=0)
        asked = [a_missing_id(number) for number in range(40_000)]
        asked[::1000] = orgs[::-1]
        cards = anna.cards.read_many(asked)
        assert list(cards) == orgs[::-1]
        assert [item.entry.text for card in cards.values() for item in card.items] == [f"о {org}" for org in orgs[::-1]]

    def test_cards_of_any_sequence_are_read(self, world: World) -> None:
        """A tuple, a list and the keys of a mapping ask for the same."""
        anna = world.user("anna")
        orgs = [new_organization(anna, name).id for name in "БА"]
        anna.entries.write(new_notes(anna).id, orgs[0], "текст", expected_version=0)
        cards = dict(anna.cards.read_many(orgs))
        assert dict(anna.cards.read_many(tuple(orgs))) == dict(anna.cards.read_many(list(dict.fromkeys(orgs)))) == cards
        with anna.transaction() as tx:
            assert dict(tx.cards.read_many(orgs)) == cards

    def test_cards_hold_all_of_many_directories(self, world: World) -> None:
        """A card holds the entries of hundreds of directories, each with its files in their order."""
        anna = world.user("anna")
        org = new_organization(anna).id
        with anna.transaction() as tx:
            guides = [new_directory(tx, f"{number:03}").id for number in range(300)]
            for number, guide in enumerate(guides):
                tx.entries.write(guide, org, f"{number}", expected_version=0)
            for name in ("в.txt", "а.txt", "б.txt"):
                tx.attachments.attach(guides[7], org, name.encode(), name=name)
        card = world.user("boris").cards.read(org)
        assert [(item.directory.id, item.entry.text) for item in card.items] == [
            (guide, f"{number}") for number, guide in enumerate(guides)
        ]
        assert [file.name for file in card.items[7].entry.attachments] == ["в.txt", "а.txt", "б.txt"]
