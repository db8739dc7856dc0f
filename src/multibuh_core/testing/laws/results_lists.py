"""Results, lists: tuples, by pages, without the archived unless asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from multibuh_core.errors import InvalidInputError, NotFoundError
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.world import World

Listing: TypeAlias = Callable[..., tuple[Any, ...]]


def a_full_firm(world: World) -> dict[str, Listing]:
    """Make a firm where each list has seven items, and return the lists by name."""
    ada = world.admin("ada")
    orgs = [new_organization(ada, f"Организация {number % 4}").id for number in range(7)]
    guides = [new_directory(ada, f"Справочник {number % 3}", position=number % 2).id for number in range(7)]
    for guide, other in zip(guides, orgs, strict=True):
        ada.entries.write(guides[0], other, "текст", expected_version=0)
        if guide != guides[0]:
            ada.entries.write(guide, orgs[0], "текст", expected_version=0)
    for number in range(1, 7):
        ada.entries.write(guides[0], orgs[0], f"{number}", expected_version=number)
        ada.organizations.update(orgs[0], expected_version=number, ogrn=None, name=f"Организация {number}")
        ada.directories.update(guides[0], expected_version=number, name=f"Справочник {number}")
    return {
        "organizations": ada.organizations.list,
        "directories": ada.directories.list,
        "entries of an organization": lambda **page: ada.entries.list(organization_id=orgs[0], **page),
        "entries of a directory": lambda **page: ada.entries.list(directory_id=guides[0], **page),
        "history of an entry": lambda **page: ada.entries.history(guides[0], orgs[0], **page),
        "history of an organization": lambda **page: ada.organizations.history(orgs[0], **page),
        "history of a directory": lambda **page: ada.directories.history(guides[0], **page),
    }


class ResultsListsPaging(Kit, law="Results"):
    """What every list has in common, and the marks that end its pages."""

    def test_lists_pages_join_to_the_whole(self, world: World) -> None:
        """Pages of any length, each behind the last item of the one before, make the list and end in an empty one."""
        for name, listing in a_full_firm(world).items():
            whole = listing()
            assert type(whole) is tuple, name
            assert len(whole) == 7, name
            for limit in (1, 3, 7, 100):
                pages: list[Any] = []
                after = None
                while page := listing(limit=limit, after=after):
                    assert len(page) == min(limit, 7 - len(pages)), name
                    pages += page
                    after = page[-1]
                assert tuple(pages) == whole, name

    def test_lists_unfit_marks_are_refused(self, world: World) -> None:
        """A limit that is no number, and an item of another list to go on behind, are refused."""
        item = {"organizations": "directories", "directories": "organizations"}
        lists = a_full_firm(world)
        for name, listing in lists.items():
            other = lists[item.get(name, "organizations")]()[0]
            for unfit in ("3", 1.5, -1):
                assert refused(InvalidInputError, listing, limit=unfit).field == "limit", name
            assert refused(InvalidInputError, listing, after=other).field == "after", name
            assert refused(InvalidInputError, listing, after=a_missing_id()).field == "after", name

    def test_lists_list_goes_on_where_an_item_stood(self, world: World) -> None:
        """An item received and since archived, or renamed, still marks the place where it stood."""
        ada = world.admin("ada")
        orgs = [new_organization(ada, name) for name in ("А", "Б", "В")]
        guides = [new_directory(ada, name) for name in ("А", "Б", "В")]
        ada.organizations.archive(orgs[1].id)
        ada.directories.update(guides[1].id, expected_version=1, name="Я")
        assert [one.name for one in ada.organizations.list(after=orgs[1])] == ["В"]
        assert [one.name for one in ada.directories.list(after=guides[1])] == ["В", "Я"]

    @pytest.mark.parametrize(("archived", "wanted"), [(False, "A"), (True, "B"), (None, "AB")])
    def test_lists_archived_ones_are_listed_when_asked_for(
        self, world: World, *, archived: bool | None, wanted: str
    ) -> None:
        """Lists leave out what is archived, unless all or only these are asked for."""
        ada = world.admin("ada")
        for name in "AB":
            org, guide = new_organization(ada, name), new_directory(ada, name)
            if name == "B":
                ada.organizations.archive(org.id)
                ada.directories.archive(guide.id)
        assert [one.name for one in ada.organizations.list(archived=archived)] == list(wanted)
        assert [one.name for one in ada.directories.list(archived=archived)] == list(wanted)
        assert [one.name for one in ada.organizations.list(archived=archived, limit=1)] == list(wanted)[:1]

    def test_lists_entries_need_a_side(self, world: World) -> None:
        """A list of entries is of an organization, of a directory, or of both."""
        refused(InvalidInputError, world.user("anna").entries.list)

    def test_lists_entries_leave_out_blank_ones_and_list_cleared_ones(self, world: World) -> None:
        """Entries never written are in no list, cleared ones are."""
        anna = world.user("anna")
        org, cleared = new_organization(anna).id, new_directory(anna).id
        new_directory(anna, "Пустой")
        anna.entries.write(cleared, org, "текст", expected_version=0)
        anna.entries.clear(cleared, org, expected_version=1)
        assert [(one.directory_id, one.version) for one in anna.entries.list(organization_id=org)] == [(cleared, 2)]
        assert len(anna.entries.list(directory_id=cleared)) == 1

    def test_lists_entries_under_something_archived_are_left_out(self, world: World) -> None:
        """Entries of archived directories and organizations are in no list, even of these themselves."""
        ada = world.admin("ada")
        orgs = [new_organization(ada, name).id for name in "AB"]
        guides = [new_directory(ada, name).id for name in "AB"]
        for org in orgs:
            for guide in guides:
                ada.entries.write(guide, org, "текст", expected_version=0)
        ada.organizations.archive(orgs[1])
        ada.directories.archive(guides[1])
        live = (ada.entries.read(guides[0], orgs[0]),)
        assert ada.entries.list(organization_id=orgs[0]) == ada.entries.list(directory_id=guides[0]) == live
        assert ada.entries.list(organization_id=orgs[1]) == ada.entries.list(directory_id=guides[1]) == ()

    def test_lists_entries_behind_what_is_hidden_betray_nothing(self, world: World) -> None:
        """To go on behind an entry of a hidden directory is told like behind one of a missing directory."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes = new_organization(anna).id, new_notes(anna).id
        entry = anna.entries.write(notes, org, "тайное", expected_version=0)
        hidden = refused(NotFoundError, boris.entries.list, organization_id=org, after=entry)
        assert (hidden.what, hidden.id) == ("directory", notes)
