"""Results, archived: read by id as before, changed by nothing but un-archiving and handing over."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from multibuh_core.errors import ConflictError
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.calls import WRITES_TO_ENTRY, EntryCall
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE


class ResultsArchived(Kit, law="Results"):
    """Directories and organizations in the archive."""

    @pytest.mark.parametrize("call", WRITES_TO_ENTRY.values(), ids=WRITES_TO_ENTRY.keys())
    @pytest.mark.parametrize("archived", ["directory", "personal directory", "organization"])
    def test_archived_nothing_is_written_under_something_archived(
        self, world: World, call: EntryCall, archived: str
    ) -> None:
        """Every write to an entry under an archived directory or organization is refused, and changes nothing."""
        ada = world.admin("ada")
        org = new_organization(ada).id
        guide = (new_notes if archived == "personal directory" else new_directory)(ada).id
        ada.entries.write(guide, org, "раз", expected_version=0)
        ada.entries.write(guide, org, "два", expected_version=1)
        if archived == "organization":
            ada.organizations.archive(org)
        else:
            ada.directories.archive(guide)
        before = all_seen_by(ada)
        refused(ConflictError, call, ada, guide, org)
        assert all_seen_by(ada) == before

    def test_archived_change_of_nothing_is_refused_too(self, world: World) -> None:
        """In an archived directory even a write of what stands there is refused."""
        ada = world.admin("ada")
        org, guide = new_organization(ada).id, new_directory(ada).id
        file = ada.attachments.attach(guide, org, b"data", name="a.txt")
        past = ada.attachments.attach(guide, org, b"old", name="b.txt")
        ada.attachments.detach(past.id)
        ada.directories.archive(guide)
        refused(ConflictError, ada.entries.write, guide, org, "", expected_version=3)
        refused(ConflictError, ada.attachments.attach, guide, org, b"data", name="a.txt")
        refused(ConflictError, ada.attachments.detach, past.id)
        refused(ConflictError, ada.attachments.detach, file.id)
        refused(ConflictError, ada.directories.transfer, guide, to="ada")
        refused(ConflictError, ada.directories.update, guide, expected_version=2)
        refused(ConflictError, ada.directories.publish, guide)

    def test_archived_record_itself_is_not_changed(self, world: World) -> None:
        """An archived directory is not updated, published or transferred, an archived organization not updated."""
        ada = world.admin("ada")
        org, guide, notes = new_organization(ada).id, new_directory(ada).id, new_notes(ada).id
        ada.organizations.archive(org)
        ada.directories.archive(guide)
        ada.directories.archive(notes)
        before = all_seen_by(ada)
        refused(ConflictError, ada.organizations.update, org, expected_version=OVERWRITE, name="Иначе")
        for directory in (guide, notes):
            refused(ConflictError, ada.directories.update, directory, expected_version=OVERWRITE, name="Иначе")
            refused(ConflictError, ada.directories.transfer, directory, to="nina")
        refused(ConflictError, ada.directories.publish, notes)
        assert all_seen_by(ada) == before

    def test_archived_is_read_by_id_as_before(self, world: World) -> None:
        """Entries, versions, files, history and card of what is archived are read by id as before."""
        ada, boris = world.admin("ada"), world.user("boris")
        org, guide = new_organization(ada).id, new_directory(ada).id
        ada.entries.write(guide, org, "раз", expected_version=0)
        file = ada.attachments.attach(guide, org, b"data", name="a.txt")
        entry, history = boris.entries.read(guide, org), boris.entries.history(guide, org)
        gone = ada.organizations.archive(org)
        closed = ada.directories.archive(guide)
        assert boris.organizations.get(org) == gone
        assert boris.directories.get(guide) == closed
        assert boris.entries.read(guide, org) == entry
        assert boris.entries.read(guide, org, version=1).text == "раз"
        assert boris.entries.history(guide, org) == history
        assert boris.attachments.get(file.id) == file
        assert boris.cards.read(org).organization == gone

    def test_archived_archiving_keeps_all_but_the_mark(self, world: World) -> None:
        """Archiving and its undoing leave the rest of a record as it was."""
        ada = world.admin("ada")
        records: list[tuple[Any, Any]] = [
            (new_organization(ada, inn=an_inn(1), external_ids={"1c": "1"}), ada.organizations),
            (new_directory(ada, description="Как обслуживать", position=3), ada.directories),
        ]
        for record, service in records:
            gone = service.archive(record.id)
            back = service.unarchive(record.id)
            assert gone.archived_at == gone.updated_at
            for now, mark in ((gone, gone.archived_at), (back, None)):
                stamp = {"version": now.version, "updated_at": now.updated_at, "archived_at": mark}
                assert now == attrs.evolve(record, **stamp)

    def test_archived_unarchived_is_as_if_it_never_was(self, world: World) -> None:
        """What is back from the archive is listed, shown in cards and written to."""
        ada = world.admin("ada")
        org, guide = new_organization(ada).id, new_directory(ada).id
        ada.entries.write(guide, org, "раз", expected_version=0)
        ada.organizations.archive(org)
        ada.directories.archive(guide)
        ada.organizations.unarchive(org)
        ada.directories.unarchive(guide)
        assert len(ada.organizations.list()) == len(ada.directories.list()) == 1
        assert len(ada.cards.read(org).items) == len(ada.entries.list(organization_id=org)) == 1
        assert ada.entries.write(guide, org, "два", expected_version=1).version == 2

    def test_archived_is_handed_over(self, world: World) -> None:
        """An archived directory changes hands with the rest, and stays archived."""
        anna = world.user("anna")
        notes = anna.directories.archive(new_notes(anna).id)
        world.admin("ada").directories.hand_over(of="anna", to="nina")
        (now,) = world.user("nina").directories.list(archived=True)
        assert (now.id, now.archived_at, now.owner_id) == (notes.id, notes.archived_at, "nina")
