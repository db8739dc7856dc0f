"""Results of copying: a copy is a store like any other, with the same laws."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from multibuh_core.copying import copy_firm
from multibuh_core.directory import Directory
from multibuh_core.errors import AlreadyExistsError, NotFoundError, VersionConflictError
from multibuh_core.testing.adding import new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.whole_firm import ADMIN, SOURCE, a_table, a_whole_firm, workspace
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.reference import reference_backend
from multibuh_core.testing.world import FIRM, World
from multibuh_core.workspace import Workspace


def named(one: Workspace, name: str) -> Directory:
    """Return the one directory of a name."""
    (found,) = (directory for directory in one.directories.list(archived=None) if directory.name == name)
    return found


def named_organization(one: Workspace, name: str) -> str:
    """Return the id of the one organization of a name."""
    (found,) = (organization for organization in one.organizations.list(archived=None) if organization.name == name)
    return found.id


class CopyingGoesOn(Kit, law="Results"):
    """Work in the copy of a whole firm."""

    @pytest.fixture
    def copied(self, world: World) -> Iterator[World]:
        """Give a store with a copy in it."""
        with reference_backend(world.settings) as source:
            a_whole_firm(source)
            copy_firm(source, world.backend, FIRM)
        yield world
        assert list(world.backend.verify()) == []

    def test_copying_keeps_versions_going(self, copied: World) -> None:
        """Every entry is written on from its version, and a stale base is a conflict."""
        anna = workspace(copied.backend, "anna")
        for directory in anna.directories.list():
            for entry in anna.entries.list(directory_id=directory.id):
                place = directory.id, entry.organization_id
                error = refused(VersionConflictError, anna.entries.write, *place, "поздно", expected_version=0)
                assert error.current == entry
                assert anna.entries.write(*place, "дальше", expected_version=entry.version).version == entry.version + 1
                history = anna.entries.history(*place)
                assert (history[-1].text, history[-1].version) == ("дальше", entry.version + 1)
        guide = named(anna, "Карта")
        assert anna.directories.update(guide.id, expected_version=2, name="Карты").version == 3
        org = anna.organizations.find(external_id=("crm", "б"))[0]
        assert anna.organizations.update(org.id, expected_version=org.version, name="Иначе").version == org.version + 1

    def test_copying_keeps_keys_unique(self, copied: World) -> None:
        """No new organization bears a key of a copied one, archived or not; a key that one has given up is free."""
        ada = workspace(copied.backend, ADMIN)
        org = ada.organizations.find(external_id=("crm", "б"))[0]
        for key in ({"inn": an_inn(1), "kpp": "773601001"}, {"external_ids": {"crm": "б"}}):
            assert refused(AlreadyExistsError, new_organization, ada, **key).other_id == org.id
        new_organization(ada, external_ids={"crm": "а"})
        new_organization(ada, external_ids={"1c": "1"})
        ada.organizations.archive(org.id)
        assert refused(AlreadyExistsError, new_organization, ada, external_ids={"crm": "б"}).other_id == org.id
        new_organization(ada, inn=an_inn(1), kpp="773601001")
        assert refused(AlreadyExistsError, ada.organizations.unarchive, org.id).what == "organization"

    def test_copying_keeps_the_past_private(self, copied: World) -> None:
        """Who was the owner sees the past, who is it by transfer does not; a successor is given it."""
        ada, anna, boris = (workspace(copied.backend, user) for user in (ADMIN, "anna", "boris"))
        once, other = named(boris, "Явное имя").id, named(boris, "Ставшее общим").id
        org = ada.organizations.find(external_id=("crm", "б"))[0].id
        assert [one.version for one in anna.entries.history(once, org)] == [1, 2, 3, 4, 5, 6]
        assert [one.version for one in boris.entries.history(once, org)] == [5, 6]
        assert [[one.version for one in user.entries.history(other, org)] for user in (boris, anna)] == [[1, 2], [2]]
        assert [one.version for one in anna.directories.history(once)] == [1, 2, 3, 4]
        assert [one.version for one in boris.directories.history(once)] == [3, 4]
        assert "айное" not in repr(all_seen_by(boris))
        hidden = anna.entries.history(once, org)[1].attachments[0].id
        refused(NotFoundError, boris.attachments.get, hidden)
        shown = anna.entries.history(once, named_organization(anna, "Ёлка"))[0].attachments[0]
        assert boris.attachments.get(shown.id) == shown
        ada.directories.hand_over(of="anna", to="boris")
        assert [one.version for one in boris.entries.history(once, org)] == [1, 2, 3, 4, 5, 6]
        assert boris.attachments.get(hidden).id == hidden
        assert "айное" not in repr(all_seen_by(anna))

    def test_copying_lets_the_hidden_be_published(self, copied: World) -> None:
        """A personal directory that was copied is published with a revision of each entry, and its past stays."""
        anna, boris = workspace(copied.backend, "anna"), workspace(copied.backend, "boris")
        notes = named(anna, "Мои заметки")
        refused(NotFoundError, boris.directories.get, notes.id)
        anna.directories.publish(notes.id)
        (entry,) = boris.entries.list(directory_id=notes.id)
        assert (entry.version, entry.text) == (3, "только моё ")
        assert [one.version for one in boris.entries.history(notes.id, entry.organization_id)] == [3]
        assert [one.version for one in anna.entries.history(notes.id, entry.organization_id)] == [1, 2, 3]

    def test_copying_keeps_the_base_of_imports(self, copied: World) -> None:
        """The same table comes to nothing new; what was edited by hand stays, what the file changes is changed."""
        ada = workspace(copied.backend, ADMIN)
        report = ada.imports.apply(ada.imports.plan(*a_table("два"), source=SOURCE))
        assert (report.organizations.matched, report.entries.unchanged, report.entries.new) == (2, 2, 0)
        bank, org = named(ada, "Банк"), ada.organizations.find(inn=an_inn(5))[0]
        ada.entries.write(bank.id, org.id, "рукой", expected_version=2)
        report = ada.imports.apply(ada.imports.plan(*a_table("три"), source=SOURCE))
        assert (report.entries.conflicts, report.entries.changed) == (1, 1)
        assert [one.row for one in ada.entries.history(bank.id, org.id)] == [2, 2, None]
