"""Results, archived: what stands under an archived organization, and what an import does about the archive."""

from __future__ import annotations

import pytest

from multibuh_core.errors import ConflictError
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.plans import a_plan
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.world import World


class ResultsArchivedEdges(Kit, law="Results"):
    """The archive from all sides."""

    @pytest.mark.parametrize("make", [new_directory, new_notes])
    def test_archived_files_are_not_taken_off(self, world: World, make: type) -> None:
        """No file, present or past, is detached under an archived organization or directory; all are opened."""
        ada = world.admin("ada")
        org, guide = new_organization(ada).id, make(ada).id
        files = [ada.attachments.attach(guide, org, b"data", name=name).id for name in ("a.txt", "b.txt")]
        ada.attachments.detach(files[0])
        ada.organizations.archive(org)
        before = all_seen_by(ada)
        for file in files:
            refused(ConflictError, ada.attachments.detach, file)
            with ada.attachments.open(file) as stream:
                assert stream.read() == b"data"
        refused(ConflictError, ada.attachments.attach, guide, org, b"data", name="b.txt")
        assert all_seen_by(ada) == before

    def test_archived_organization_rejects_its_row_of_an_import(self, world: World) -> None:
        """A row that matches only an archived organization is rejected, and the others are imported."""
        ada = world.admin("ada")
        gone, guide = new_organization(ada, "А", inn=an_inn(1)).id, new_directory(ada).id
        ada.organizations.archive(gone)
        plan = a_plan(ada, guide, {"А": "раз", "Б": "два"})
        assert [one.row for one in plan.report.rejected] == [2]
        ada.imports.apply(plan)
        assert ada.entries.read(guide, gone).version == 0
        assert [one.text for one in ada.entries.list(directory_id=guide)] == ["два"]

    def test_archived_directory_takes_no_import(self, world: World) -> None:
        """An import into an archived directory is refused when it is planned."""
        ada = world.admin("ada")
        guide = ada.directories.archive(new_directory(ada).id)
        refused(ConflictError, a_plan, ada, guide.id, {"А": "раз"})

    def test_archived_and_published_is_one_past(self, world: World) -> None:
        """What was archived and came back is published with all its entries, and is read by all."""
        anna, boris = world.user("anna"), world.user("boris")
        org, notes = new_organization(anna).id, new_notes(anna).id
        anna.entries.write(notes, org, "текст", expected_version=0)
        anna.directories.archive(notes)
        anna.directories.unarchive(notes)
        anna.directories.publish(notes)
        assert [one.version for one in boris.directories.history(notes)] == [4]
        assert boris.entries.read(notes, org).text == "текст"

    def test_archived_marks_are_seen_in_history(self, world: World) -> None:
        """Each revision holds the mark of the archive as it then was."""
        ada = world.admin("ada")
        org, guide = new_organization(ada).id, new_directory(ada).id
        for service, record in ((ada.organizations, org), (ada.directories, guide)):
            gone = service.archive(record)
            service.unarchive(record)
        marks = [one.organization.archived_at for one in ada.organizations.history(org)]
        assert (marks[0], marks[2]) == (None, None)
        assert marks[1] is not None
        assert [one.directory.archived_at for one in ada.directories.history(guide)] == [None, gone.archived_at, None]
