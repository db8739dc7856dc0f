"""Rights: what the policy is never asked, and cannot open or close."""

from __future__ import annotations

from pathlib import Path

import attrs

from multibuh_core.actor import Actor
from multibuh_core.directory import Directory
from multibuh_core.errors import NotAllowedError, NotFoundError
from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.table import Row, Table
from multibuh_core.organization import Organization
from multibuh_core.policy import Permission
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.calls import ON_DIRECTORY, ON_ENTRY
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.rights_policy import a_place
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.policies import RefusingPolicy
from multibuh_core.testing.world import open_world
from multibuh_core.visibility import Visibility


@attrs.define
class WidePolicy:
    """A policy that allows everything to everybody."""

    def allows(
        self,
        permission: Permission,  # noqa: ARG002 - part of the port
        actor: Actor,  # noqa: ARG002 - the same
        *,
        directory: Directory | None = None,  # noqa: ARG002 - the same
        organization: Organization | None = None,  # noqa: ARG002 - the same
    ) -> bool:
        """Tell whether the actor may do this: he may."""
        return True


class RightsNotAsked(Kit, law="Rights"):
    """Visibility is not policy."""

    def test_rights_reading_is_never_asked(self, tmp_path: Path) -> None:
        """A policy that refuses all hides nothing: whoever sees a directory reads it, and publishes his own."""
        policy = RefusingPolicy()
        with open_world(self, tmp_path / "store", policy=policy) as world:
            anna, boris = world.user("anna"), world.user("boris")
            directory, org, file = a_place(anna)
            notes = new_notes(anna).id
            policy.refused.update(Permission)
            policy.asked.clear()
            seen = all_seen_by(boris)
            assert boris.entries.list(organization_id=org) == (boris.entries.read(directory, org, version=1),)
            boris.attachments.open(file).close()
            assert anna.directories.publish(notes).visibility is Visibility.COLLECTIVE
            assert policy.asked == []
            policy.refused.clear()
            anna.directories.archive(notes)
            assert all_seen_by(boris)[0] == seen[0]

    def test_rights_inside_a_personal_directory_nothing_is_asked(self, tmp_path: Path) -> None:
        """A policy that refuses all stops its owner from nothing in a personal directory, an import into it neither."""
        policy = RefusingPolicy()
        with open_world(self, tmp_path / "store", policy=policy) as world:
            anna = world.user("anna")
            notes, org, file = a_place(anna, personal=True)
            policy.refused.update(Permission)
            policy.asked.clear()
            for call in ON_ENTRY.values():
                call(anna, notes, org)
            anna.attachments.detach(file)
            table = Table(headers=("Имя", "Текст"), rows=(Row(2, ("ООО «Ромашка»", "из файла")),))
            mapping = ImportMapping(name="Имя", directories=[DirectoryColumn("Текст", directory_id=notes)])
            assert anna.imports.apply(anna.imports.plan(table, mapping, overwrite=True)).applied
            anna.directories.archive(notes)
            anna.directories.unarchive(notes)
            for name in ("update", "transfer"):
                ON_DIRECTORY[name](anna, notes)
            assert policy.asked == []

    def test_rights_policy_is_not_asked_about_what_is_not_seen(self, tmp_path: Path) -> None:
        """About a hidden thing a policy is not asked, whatever it would say, and the answer is that it is missing."""
        policy = RefusingPolicy()
        with open_world(self, tmp_path / "store", policy=policy) as world:
            ada = world.admin("ada")
            notes, org, file = a_place(world.user("anna"), personal=True)
            policy.refused.update(Permission)
            policy.asked.clear()
            for call in ON_DIRECTORY.values():
                refused(NotFoundError, call, ada, notes)
            for entry_call in ON_ENTRY.values():
                refused(NotFoundError, entry_call, ada, notes, org)
            refused(NotFoundError, ada.attachments.detach, file)
            assert policy.asked == []

    def test_rights_widened_policy_opens_nothing_hidden(self, tmp_path: Path) -> None:
        """A policy that allows all lets members change what is collective, and not see or publish another's own."""
        with open_world(self, tmp_path / "store", policy=WidePolicy()) as world:
            anna, boris = world.user("anna"), world.user("boris")
            directory, org, _ = a_place(anna)
            notes = new_notes(anna).id
            assert boris.directories.update(directory, expected_version=1, name="Иначе").version == 2
            assert boris.directories.archive(directory).version == 3
            assert boris.organizations.archive(org).version == 2
            refused(NotAllowedError, boris.directories.publish, directory)
            for call in ON_DIRECTORY.values():
                refused(NotFoundError, call, boris, notes)
            assert boris.directories.list() == ()

    def test_rights_import_asks_for_each_thing_that_it_writes(self, tmp_path: Path) -> None:
        """An import, any part of which is not allowed, writes nothing."""
        table = Table(headers=("Имя", "Банк", "Склад"), rows=(Row(2, ("Новая", "раз", "")), Row(3, ("А", "", "два"))))
        for permission in (Permission.CREATE_DIRECTORY, Permission.WRITE_ENTRIES, Permission.CHANGE_ORGANIZATIONS):
            policy = RefusingPolicy()
            with open_world(self, tmp_path / permission.value, policy=policy) as world:
                anna = world.user("anna")
                new_organization(anna, "А")
                columns = [DirectoryColumn("Банк", directory_id=new_directory(anna).id), DirectoryColumn("Склад")]
                plan = anna.imports.plan(table, ImportMapping(name="Имя", directories=columns))
                before = all_seen_by(anna)
                policy.refused.add(permission)
                assert refused(NotAllowedError, anna.imports.apply, plan).permission == permission.value
                assert all_seen_by(anna) == before
