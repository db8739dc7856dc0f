"""Results, lists: the mark of a page is an item as it was received, whatever has become of it since."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from multibuh_core.directory import Directory
from multibuh_core.organization import Organization
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE
from multibuh_core.workspace import Workspace

OnOrganization: TypeAlias = Callable[[Workspace, Organization], object]
OnDirectory: TypeAlias = Callable[[Workspace, Directory], object]
FATES_OF_ORGANIZATION: dict[str, OnOrganization] = {
    "renamed": lambda w, one: w.organizations.update(one.id, expected_version=1, name="Я"),
    "archived": lambda w, one: w.organizations.archive(one.id),
    "renamed and archived": lambda w, one: [
        w.organizations.update(one.id, expected_version=1, name="А"),
        w.organizations.archive(one.id),
    ],
}
FATES_OF_DIRECTORY: dict[str, OnDirectory] = {
    "renamed": lambda w, one: w.directories.update(one.id, expected_version=1, name="Я"),
    "moved": lambda w, one: w.directories.update(one.id, expected_version=1, position=9),
    "archived": lambda w, one: w.directories.archive(one.id),
    "given away": lambda w, one: w.directories.transfer(one.id, to="nina"),
    "published": lambda w, one: w.directories.publish(one.id),
}
FATES_OF_ENTRY: dict[str, Callable[[Workspace, str, str], object]] = {
    "written": lambda w, d, o: w.entries.write(d, o, "иначе", expected_version=OVERWRITE),
    "cleared": lambda w, d, o: w.entries.clear(d, o, expected_version=OVERWRITE),
    "its directory archived": lambda w, d, _: w.directories.archive(d),
    "its organization archived": lambda w, _, o: w.organizations.archive(o),
}


class ResultsListsMarks(Kit, law="Results"):
    """Behind an item that has since changed, been put away, gone."""

    @pytest.mark.parametrize("fate", FATES_OF_ORGANIZATION.values(), ids=FATES_OF_ORGANIZATION.keys())
    @pytest.mark.parametrize("archived", [False, None])
    def test_lists_organizations_go_on_behind_one_that_has_changed(
        self, world: World, fate: OnOrganization, *, archived: bool | None
    ) -> None:
        """The list goes on behind the key that the mark bore when it was received, and repeats nothing before it."""
        ada = world.admin("ada")
        made = [new_organization(ada, name) for name in ("Б", "В", "Г", "Д")]
        mark = ada.organizations.list(limit=2)[-1]
        fate(ada, mark)
        after = [one.id for one in ada.organizations.list(archived=archived, after=mark)]
        assert [one for one in after if one != mark.id] == [one.id for one in made[2:]]

    @pytest.mark.parametrize("fate", FATES_OF_DIRECTORY.values(), ids=FATES_OF_DIRECTORY.keys())
    def test_lists_directories_go_on_behind_one_that_has_changed(self, world: World, fate: OnDirectory) -> None:
        """The list goes on behind the key of a directory since changed, or seen no more, and repeats nothing."""
        ada = world.admin("ada")
        made = [new_notes(ada, name) for name in ("Б", "В", "Г", "Д")]
        mark = ada.directories.list(limit=2)[-1]
        fate(ada, mark)
        after = [one.id for one in ada.directories.list(after=mark)]
        assert [one for one in after if one != mark.id] == [one.id for one in made[2:]]

    @pytest.mark.parametrize("fate", FATES_OF_ENTRY.values(), ids=FATES_OF_ENTRY.keys())
    def test_lists_entries_go_on_behind_one_that_has_changed(
        self, world: World, fate: Callable[[Workspace, str, str], object]
    ) -> None:
        """A list of entries goes on behind one since changed, cleared, or put away with what it stands under."""
        ada = world.admin("ada")
        orgs = [new_organization(ada, name).id for name in "АБВ"]
        guides = [new_directory(ada, name).id for name in "АБВ"]
        for org in orgs:
            for guide in guides:
                ada.entries.write(guide, org, "текст", expected_version=0)
        of_guide = ada.entries.list(directory_id=guides[1], limit=2)[-1]
        of_org = ada.entries.list(organization_id=orgs[1], limit=2)[-1]
        assert of_guide == of_org
        fate(ada, guides[1], orgs[1])
        if fate is not FATES_OF_ENTRY["its directory archived"]:
            assert [one.organization_id for one in ada.entries.list(directory_id=guides[1], after=of_guide)] == orgs[2:]
        if fate is not FATES_OF_ENTRY["its organization archived"]:
            assert [one.directory_id for one in ada.entries.list(organization_id=orgs[1], after=of_org)] == guides[2:]

    def test_lists_mark_may_be_an_item_of_another_page(self, world: World) -> None:
        """A mark of the archived list serves in the list of the live, and one that nobody stored goes by its key."""
        ada = world.admin("ada")
        orgs = [new_organization(ada, name) for name in "АБВГ"]
        gone = ada.organizations.archive(orgs[1].id)
        assert ada.organizations.list(after=gone) == tuple(orgs[2:])
        assert ada.organizations.list(archived=True, after=orgs[0]) == (gone,)
        assert ada.organizations.list(archived=True, after=gone) == ()
