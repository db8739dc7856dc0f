"""Results, which error first: input, what is missing, permission, archived, version, uniqueness."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from multibuh_core.errors import (
    AlreadyExistsError,
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    VersionConflictError,
)
from multibuh_core.policy import Permission
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.calls import (
    ON_ATTACHMENT,
    ON_DIRECTORY,
    ON_ENTRY,
    ON_ORGANIZATION,
    WRITES_TO_ENTRY,
    EntryCall,
)
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.policies import RefusingPolicy
from multibuh_core.testing.world import World, open_world
from multibuh_core.version import OVERWRITE
from multibuh_core.visibility import Visibility

MALFORMED: list[Any] = ["", "x", "x" * 5000, "\0", "\ud800", "../..", "' OR 1=1 --", "%", 5, None, b"id"]
TOO_LONG = "я" * (1 << 20)


def refuse(world: World, *permissions: Permission) -> None:
    """Refuse these rows from now on."""
    policy = world.settings.policy
    assert isinstance(policy, RefusingPolicy)
    policy.refused.update(permissions)


class ResultsWhichErrorFirst(Kit, law="Results"):
    """Of two faults the earlier in the row is told."""

    @pytest.fixture
    def strict(self, tmp_path: Path) -> Iterator[World]:
        """Give a world whose policy refuses writing entries, but for what an administrator prepares beforehand."""
        with open_world(self, tmp_path / "strict", policy=RefusingPolicy()) as world:
            yield world

    def test_first_error_input_comes_before_all_else(self, world: World) -> None:
        """A fault of the input is told first, where everything that is named is missing too."""
        ada, boris, missing = world.admin("ada"), world.user("boris"), a_missing_id()
        calls: list[Callable[[], object]] = [
            lambda: boris.entries.write(missing, missing, TOO_LONG, expected_version=0),
            lambda: boris.entries.clear(missing, missing, expected_version=-1),
            lambda: boris.attachments.attach(missing, missing, b"data", name=".."),
            lambda: boris.attachments.attach(missing, missing, b"data"),
            lambda: boris.attachments.attach(missing, missing, "/no/such/file.txt"),
            lambda: boris.directories.update(missing, expected_version=1, name=" "),
            lambda: boris.directories.transfer(missing, to=""),
            lambda: boris.directories.hand_over(of="anna", to="boris"),
            lambda: boris.organizations.update(missing, expected_version=1, inn="1"),
            lambda: ada.entries.list(organization_id=missing, limit=-1),
        ]
        for call in calls:
            refused(InvalidInputError, call)

    @pytest.mark.parametrize("call", ON_ENTRY.values(), ids=ON_ENTRY.keys())
    def test_first_error_directory_comes_before_organization(self, world: World, call: EntryCall) -> None:
        """Where both are missing the directory is told, and the organization where only it is."""
        anna = world.user("anna")
        assert refused(NotFoundError, call, anna, a_missing_id(1), a_missing_id(2)).what == "directory"
        assert refused(NotFoundError, call, anna, new_directory(anna).id, a_missing_id(2)).what == "organization"

    def test_first_error_missing_comes_before_permission(self, strict: World) -> None:
        """Where an organization, an attachment or a version is missing, that is told to one who may not write too."""
        anna = strict.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        anna.entries.write(guide, org, "раз", expected_version=0)
        refuse(strict, Permission.WRITE_ENTRIES)
        for call in WRITES_TO_ENTRY.values():
            assert refused(NotFoundError, call, anna, guide, a_missing_id()).what == "organization"
            refused(NotAllowedError, call, anna, guide, org)
        assert refused(NotFoundError, anna.attachments.detach, a_missing_id()).what == "attachment"
        missing = refused(NotFoundError, anna.entries.restore, guide, org, 2, expected_version=OVERWRITE)
        assert missing.what == "version"

    def test_first_error_permission_comes_before_archived(self, strict: World) -> None:
        """In an archived directory one who may not write is told that."""
        ada, boris = strict.admin("ada"), strict.user("boris")
        org, guide = new_organization(ada).id, new_directory(ada).id
        file = ada.attachments.attach(guide, org, b"data", name="a.txt")
        ada.directories.archive(guide)
        ada.organizations.archive(org)
        refused(NotAllowedError, boris.directories.update, guide, expected_version=1, name="Иначе")
        refused(NotAllowedError, boris.directories.transfer, guide, to="boris")
        refused(NotAllowedError, boris.directories.publish, guide)
        refuse(strict, Permission.WRITE_ENTRIES, Permission.CHANGE_ORGANIZATIONS)
        for call in WRITES_TO_ENTRY.values():
            refused(NotAllowedError, call, boris, guide, org)
        refused(NotAllowedError, boris.attachments.detach, file.id)
        refused(NotAllowedError, boris.organizations.update, org, expected_version=1, name="Иначе")

    def test_first_error_archived_comes_before_version(self, world: World) -> None:
        """A stale write into something archived is told that it is archived."""
        ada = world.admin("ada")
        org, guide = new_organization(ada).id, new_directory(ada).id
        ada.entries.write(guide, org, "раз", expected_version=0)
        ada.directories.archive(guide)
        ada.organizations.archive(org)
        refused(ConflictError, ada.entries.write, guide, org, "два", expected_version=7)
        refused(ConflictError, ada.entries.clear, guide, org, expected_version=7)
        refused(ConflictError, ada.entries.restore, guide, org, 1, expected_version=7)
        refused(ConflictError, ada.directories.update, guide, expected_version=7, name="Иначе")
        refused(ConflictError, ada.organizations.update, org, expected_version=7, name="Иначе")

    def test_first_error_version_comes_before_uniqueness(self, world: World) -> None:
        """A stale update to the ИНН of another is told that it is stale."""
        anna = world.user("anna")
        new_organization(anna, inn=an_inn(1))
        org = new_organization(anna).id
        refused(VersionConflictError, anna.organizations.update, org, expected_version=7, inn=an_inn(1))
        refused(AlreadyExistsError, anna.organizations.update, org, expected_version=1, inn=an_inn(1))

    def test_first_error_permission_and_archived_come_before_uniqueness(self, strict: World) -> None:
        """Who may not add, un-archive or attach is told that, and not what stands in the way."""
        ada, boris = strict.admin("ada"), strict.user("boris")
        old, guide = new_organization(ada, inn=an_inn(1)).id, new_directory(ada).id
        ada.organizations.archive(old)
        org = new_organization(ada, inn=an_inn(1)).id
        ada.attachments.attach(guide, org, b"one", name="a.txt")
        refused(NotAllowedError, boris.organizations.unarchive, old)
        refused(AlreadyExistsError, ada.organizations.unarchive, old)
        ada.directories.archive(guide)
        refused(ConflictError, ada.attachments.attach, guide, org, b"two", name="a.txt")
        refuse(strict, Permission.CHANGE_ORGANIZATIONS, Permission.CREATE_DIRECTORY)
        refused(NotAllowedError, boris.organizations.add, "Вторая", inn=an_inn(1))
        refused(NotAllowedError, boris.directories.create, "Банк", visibility=Visibility.COLLECTIVE)

    @pytest.mark.parametrize("malformed", MALFORMED, ids=repr)
    def test_first_error_malformed_id_is_missing(self, world: World, malformed: Any) -> None:
        """An id that can be none is not found, and not invalid, whatever it is asked for."""
        ada = world.admin("ada")
        org, guide = new_organization(ada).id, new_directory(ada).id
        for name, call in ON_DIRECTORY.items():
            if malformed is not None or name != "entries.list":
                assert refused(NotFoundError, call, ada, malformed).id == str(malformed)
        for name, call in ON_ORGANIZATION.items():
            if malformed is not None or name != "entries.list":
                assert refused(NotFoundError, call, ada, malformed).id == str(malformed)
        for call in ON_ATTACHMENT.values():
            assert refused(NotFoundError, call, ada, malformed).id == str(malformed)
        for name, entry_call in ON_ENTRY.items():
            if malformed is not None or name != "list":
                assert refused(NotFoundError, entry_call, ada, malformed, org).what == "directory"
                assert refused(NotFoundError, entry_call, ada, guide, malformed).what == "organization"
        assert dict(ada.cards.read_many([malformed])) == {}

    def test_first_error_id_written_otherwise_is_another(self, world: World) -> None:
        """An id is compared by code point: in capitals, in braces, without hyphens, or with a space it is missing."""
        anna = world.user("anna")
        made = [new_directory(anna).id for _ in range(10)][-1]
        for other in (made.upper(), f"{{{made}}}", made.replace("-", ""), f" {made}", f"{made}\n", f"{made}\0"):
            refused(NotFoundError, anna.directories.get, other)
