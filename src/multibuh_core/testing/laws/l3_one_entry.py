"""L3: one entry per directory and organization."""

from __future__ import annotations

from multibuh_core.errors import VersionConflictError
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE


class L3OneEntry(Kit, law="L3"):
    """However it is written, there is one."""

    def test_l3_second_first_write_finds_the_first(self, world: World) -> None:
        """Who writes what he takes for blank, after another has, is told of the other's entry."""
        anna, boris = world.user("anna"), world.user("boris")
        org, guide = new_organization(anna).id, new_directory(anna).id
        written = anna.entries.write(guide, org, "первая", expected_version=0)
        error = refused(VersionConflictError, boris.entries.write, guide, org, "вторая", expected_version=0)
        assert error.current == written

    def test_l3_all_ways_of_writing_lead_to_one_entry(self, world: World) -> None:
        """Writing, attaching, clearing, restoring and writing anew leave one entry, with one history."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        anna.attachments.attach(guide, org, b"data", name="a.txt")
        anna.entries.write(guide, org, "раз", expected_version=1)
        anna.entries.clear(guide, org, expected_version=2)
        anna.entries.restore(guide, org, 2, expected_version=3)
        anna.entries.write(guide, org, "два", expected_version=OVERWRITE)
        anna.attachments.attach(guide, org, b"more", name="b.txt")
        (entry,) = anna.entries.list(directory_id=guide)
        assert (
            (entry,)
            == anna.entries.list(organization_id=org)
            == anna.entries.list(directory_id=guide, organization_id=org)
        )
        assert len(entry.attachments) == 2
        assert [one.version for one in anna.entries.history(guide, org)] == [1, 2, 3, 4, 5, entry.version]

    def test_l3_entries_of_other_pairs_are_others(self, world: World) -> None:
        """The same directory holds another entry for another organization, each with versions of its own."""
        anna = world.user("anna")
        orgs = [new_organization(anna, name).id for name in ("А", "Б")]
        guide = new_directory(anna).id
        for org in orgs:
            assert anna.entries.write(guide, org, f"о {org}", expected_version=0).version == 1
        assert [one.organization_id for one in anna.entries.list(directory_id=guide)] == orgs
