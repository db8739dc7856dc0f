"""Results, order: what stands before what, on every backend by code point of folded names."""

from __future__ import annotations

from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.world import World

IN_ORDER = ["10", "2", "a", "B", "c", "Straße", "STRASSE", "б", "В", "Ё", "\uffee", "\U0001f600"]
"""By casefolded name and code point; the two that fold alike stand by id, so in the order they are made."""


def shuffled(names: list[str]) -> list[str]:
    """Return names in another order which leaves those that fold alike one after the other."""
    return names[1::2] + names[::2]


class ResultsOrder(Kit, law="Results"):
    """The stated keys."""

    def test_order_organizations_stand_by_folded_name_then_id(self, world: World) -> None:
        """Organizations are listed and found by (folded name, id)."""
        anna = world.user("anna")
        names = shuffled(IN_ORDER)
        made = [new_organization(anna, name, kpp="773601001") for name in names]
        wanted = sorted(made, key=lambda one: (one.name.casefold(), one.id))
        assert [one.name.casefold() for one in wanted] == [name.casefold() for name in IN_ORDER]
        assert anna.organizations.list() == tuple(wanted) == anna.organizations.find(kpp="773601001")

    def test_order_directories_stand_by_position_then_folded_name_then_id(self, world: World) -> None:
        """Directories are listed by (position, folded name, id)."""
        anna = world.user("anna")
        made = [new_directory(anna, name, position=1) for name in shuffled(IN_ORDER)]
        first, last = new_directory(anna, "я", position=-5), new_directory(anna, "1", position=2)
        wanted = [first, *sorted(made, key=lambda one: (one.name.casefold(), one.id)), last]
        assert anna.directories.list() == tuple(wanted)

    def test_order_entries_stand_by_organization_then_directory(self, world: World) -> None:
        """Entries are listed in the order of their organizations, and within one in the order of the directories."""
        anna = world.user("anna")
        orgs = [new_organization(anna, name) for name in ("Б", "а", "В")]
        guides = [new_directory(anna, name, position=at) for name, at in (("а", 1), ("Б", 0), ("А", 0))]
        for guide in guides:
            for org in orgs:
                anna.entries.write(guide.id, org.id, "текст", expected_version=0)
        by_org, by_guide = (orgs[1], orgs[0], orgs[2]), (guides[2], guides[1], guides[0])
        of_org = anna.entries.list(organization_id=orgs[0].id)
        assert [one.directory_id for one in of_org] == [guide.id for guide in by_guide]
        of_guide = anna.entries.list(directory_id=guides[0].id)
        assert [one.organization_id for one in of_guide] == [org.id for org in by_org]

    def test_order_follows_a_new_name(self, world: World) -> None:
        """A renamed or moved record stands at once where its new key says."""
        anna = world.user("anna")
        first, second = new_organization(anna, "А"), new_organization(anna, "Б")
        one, two = new_directory(anna, "А"), new_directory(anna, "Б")
        anna.organizations.update(first.id, expected_version=1, name="Я")
        anna.directories.update(two.id, expected_version=1, position=-1)
        assert [org.id for org in anna.organizations.list()] == [second.id, first.id]
        assert [guide.id for guide in anna.directories.list()] == [two.id, one.id]
        for guide in (one, two):
            for org in (first, second):
                anna.entries.write(guide.id, org.id, "текст", expected_version=0)
        assert [entry.organization_id for entry in anna.entries.list(directory_id=one.id)] == [second.id, first.id]
        assert [item.directory.id for item in anna.cards.read(first.id).items] == [two.id, one.id]

    def test_order_history_stands_oldest_first(self, world: World) -> None:
        """Each history begins with the oldest revision."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        for number in range(12):
            anna.entries.write(guide, org, f"{number}", expected_version=number)
            anna.organizations.update(org, expected_version=number + 1, name=f"{number}")
            anna.directories.update(guide, expected_version=number + 1, name=f"{number}")
        assert [one.version for one in anna.entries.history(guide, org)] == list(range(1, 13))
        assert [one.version for one in anna.organizations.history(org)] == list(range(1, 14))
        assert [one.version for one in anna.directories.history(guide)] == list(range(1, 14))

    def test_order_attachments_stand_as_they_came(self, world: World) -> None:
        """Attachments stand in the order they were attached; one that replaces another takes its place."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        for name in ("в.txt", "а.txt", "б.txt"):
            anna.attachments.attach(guide, org, name.encode(), name=name)
        anna.attachments.attach(guide, org, b"new", name="а.txt", replace=True)
        assert [one.name for one in anna.entries.read(guide, org).attachments] == ["в.txt", "а.txt", "б.txt"]
