"""A host's own policy: narrower rows, bound to the backend; in a personal directory it has no say."""

from __future__ import annotations

from typing import Any

import pytest

from multibuh_backends.memory import MemoryBackend
from multibuh_core import (
    OVERWRITE,
    Actor,
    Directory,
    MultibuhError,
    NotAllowedError,
    Organization,
    Permission,
    Settings,
    StandardPolicy,
    Visibility,
    Workspace,
)
from tests.multibuh_core.refusals import refusal


class OnlyTheOwnerWrites(StandardPolicy):
    """A host's policy: a collective directory is written to by its owner, and the firm makes no more of them."""

    def allows(
        self,
        permission: Permission,
        actor: Actor,
        *,
        directory: Directory | None = None,
        organization: Organization | None = None,
    ) -> bool:
        """Tell whether the actor may do this."""
        if permission is Permission.WRITE_ENTRIES:
            return directory is not None and directory.owner_id == actor.user_id
        if permission is Permission.CREATE_DIRECTORY:
            return directory is not None and directory.visibility is Visibility.PERSONAL
        return super().allows(permission, actor, directory=directory, organization=organization)


class OnlyToMakeThem(StandardPolicy):
    """A policy that allows to add organizations and to create directories, and nothing else."""

    def allows(self, permission: Permission, *_: Any, **__: Any) -> bool:
        """Tell whether the actor may do this."""
        return permission in {Permission.CREATE_DIRECTORY, Permission.CHANGE_ORGANIZATIONS}


class TestNarrowing:
    """A host's own policy, bound to the backend."""

    def test_narrower_row_is_kept(self) -> None:
        """What the host's policy refuses is refused, the rest is as the standard one says."""
        backend = MemoryBackend(Settings(policy=OnlyTheOwnerWrites()))
        boris = Workspace(backend, firm="fintrust", actor=Actor("boris"))
        anna = Workspace(backend, firm="fintrust", actor=Actor("anna"))
        refusal(NotAllowedError, anna.directories.create, "Карта", visibility=Visibility.COLLECTIVE)
        guide = anna.directories.publish(anna.directories.create("Карта", visibility=Visibility.PERSONAL).id)
        org = boris.organizations.add("Ромашка")
        anna.entries.write(guide.id, org.id, "текст", expected_version=0)
        refusal(NotAllowedError, boris.entries.write, guide.id, org.id, "иначе", expected_version=1)
        refusal(NotAllowedError, boris.attachments.attach, guide.id, org.id, b"data", name="a.txt")
        assert boris.entries.read(guide.id, org.id).text == "текст"

    def test_policy_has_no_say_in_a_personal_directory(self) -> None:
        """Where a policy allows nothing but to make directories, all can be done inside a personal one, and read."""
        backend = MemoryBackend(Settings(policy=OnlyToMakeThem()))
        anna = Workspace(backend, firm="fintrust", actor=Actor("anna"))
        org = anna.organizations.add("Ромашка").id
        notes = anna.directories.create("Заметки", visibility=Visibility.PERSONAL, show_in_card=True).id
        anna.entries.write(notes, org, "текст", expected_version=0)
        file = anna.attachments.attach(notes, org, b"data", name="a.txt")
        anna.attachments.detach(file.id)
        anna.entries.clear(notes, org, expected_version=OVERWRITE)
        anna.entries.restore(notes, org, 2, expected_version=OVERWRITE)
        anna.directories.update(notes, expected_version=1, name="Иначе")
        anna.directories.archive(notes)
        anna.directories.unarchive(notes)
        assert anna.directories.publish(notes).visibility is Visibility.COLLECTIVE
        assert len(anna.cards.read(org).items) == 1
        refusal(NotAllowedError, anna.entries.write, notes, org, "иначе", expected_version=OVERWRITE)
        refusal(NotAllowedError, anna.directories.archive, notes)

    def test_policy_that_fails_allows_nothing(self) -> None:
        """An exception of the host's policy leaves the call as it is, and nothing is written."""

        class Broken(StandardPolicy):
            def allows(self, *_: Any, **__: Any) -> bool:
                raise LookupError

        anna = Workspace(MemoryBackend(Settings(policy=Broken())), firm="fintrust", actor=Actor("anna"))
        with pytest.raises(LookupError) as caught:
            anna.organizations.add("Ромашка")
        assert not isinstance(caught.value, MultibuhError)
        assert anna.organizations.list() == ()
