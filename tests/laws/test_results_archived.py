"""Section 5, archived: read by id as before, changed by nothing but un-archiving and handing over."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from multibuh_core import OVERWRITE
from multibuh_core.errors import ConflictError
from tests.laws.builders import a_directory, a_personal_directory, an_inn, an_organization
from tests.laws.calls import WRITES_TO_ENTRY, EntryCall
from tests.laws.outcomes import all_seen_by, refused
from tests.laws.world import World


class TestResultsArchived:
    """Directories and organizations in the archive."""

    @pytest.mark.parametrize("call", WRITES_TO_ENTRY.values(), ids=WRITES_TO_ENTRY.keys())
    @pytest.mark.parametrize("archived", ["directory", "personal directory", "organization"])
    def test_nothing_is_written_under_something_archived(self, world: World, call: EntryCall, archived: str) -> None:
        """Every write to an entry under an archived directory or organization is refused, and changes nothing."""
        ada = world.admin("ada")
        org = an_organization(ada).id
        guide = (a_personal_directory if archived == "personal directory" else a_directory)(ada).id
        ada.entries.write(guide, org, "раз", expected_version=0)
        ada.entries.write(guide, org, "два", expected_version=1)
        if archived == "organization":
            ada.organizations.archive(org)
        else:
            ada.directories.archive(guide)
        before = all_seen_by(ada)
        refused(ConflictError, call, ada, guide, org)
        assert all_seen_by(ada) == before

    def test_change_of_nothing_is_refused_too(self, world: World) -> None:
        """In an archived directory even a write of what stands there is refused."""
        ada = world.admin("ada")
        org, guide = an_organization(ada).id, a_directory(ada).id
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
        org, guide, notes = an_organization(ada).id, a_directory(ada).id, a_personal_directory(ada).id
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
        org, guide = an_organization(ada).id, a_directory(ada).id
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

    def test_archiving_keeps_all_but_the_mark(self, world: World) -> None:
        """Archiving and its undoing leave the rest of a record as it was."""
        ada = world.admin("ada")
        records: list[tuple[Any, Any]] = [
            (an_organization(ada, inn=an_inn(1), external_ids={"1c": "1"}), ada.organizations),
            (a_directory(ada, description="Как обслуживать", position=3), ada.directories),
        ]
        for record, service in records:
            gone = service.archive(record.id)
            back = service.unarchive(record.id)
            assert gone.archived_at == gone.updated_at
            for now, mark in ((gone, gone.archived_at), (back, None)):
                stamp = {"version": now.version, "updated_at": now.updated_at, "archived_at": mark}
                assert now == attrs.evolve(record, **stamp)

    def test_unarchived_is_as_if_it_never_was(self, world: World) -> None:
        """What is back from the archive is listed, shown in cards and written to."""
        ada = world.admin("ada")
        org, guide = an_organization(ada).id, a_directory(ada).id
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
        notes = anna.directories.archive(a_personal_directory(anna).id)
        world.admin("ada").directories.hand_over(of="anna", to="nina")
        (now,) = world.user("nina").directories.list(archived=True)
        assert (now.id, now.archived_at, now.owner_id) == (notes.id, notes.archived_at, "nina")
