"""Rights: each row of the table is asked of the one policy, which may narrow it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from multibuh_core.errors import NotAllowedError
from multibuh_core.policy import Permission
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.calls import ON_DIRECTORY, WRITES_TO_ENTRY
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.policies import RefusingPolicy
from multibuh_core.testing.world import open_world
from multibuh_core.visibility import Visibility
from multibuh_core.workspace import Workspace

Asking: TypeAlias = Callable[[Workspace, str, str, str], object]
ROWS: dict[str, tuple[Permission, Asking]] = {
    "create": (Permission.CREATE_DIRECTORY, lambda w, _d, _o, _a: new_directory(w, "Новый")),
    "write": (Permission.WRITE_ENTRIES, lambda w, d, o, _a: WRITES_TO_ENTRY["write"](w, d, o)),
    "clear": (Permission.WRITE_ENTRIES, lambda w, d, o, _a: WRITES_TO_ENTRY["clear"](w, d, o)),
    "restore": (Permission.WRITE_ENTRIES, lambda w, d, o, _a: WRITES_TO_ENTRY["restore"](w, d, o)),
    "attach": (Permission.WRITE_ENTRIES, lambda w, d, o, _a: WRITES_TO_ENTRY["attach"](w, d, o)),
    "detach": (Permission.WRITE_ENTRIES, lambda w, _d, _o, a: w.attachments.detach(a)),
    "update": (Permission.CHANGE_DIRECTORY, lambda w, d, _o, _a: ON_DIRECTORY["update"](w, d)),
    "archive": (Permission.CHANGE_DIRECTORY, lambda w, d, _o, _a: w.directories.archive(d)),
    "unarchive": (Permission.CHANGE_DIRECTORY, lambda w, d, _o, _a: w.directories.unarchive(d)),
    "transfer": (Permission.TRANSFER_DIRECTORY, lambda w, d, _o, _a: w.directories.transfer(d, to="nina")),
    "hand over": (Permission.HAND_OVER, lambda w, _d, _o, _a: w.directories.hand_over(of="anna", to="nina")),
    "add": (Permission.CHANGE_ORGANIZATIONS, lambda w, _d, _o, _a: new_organization(w, "Новая")),
    "change": (
        Permission.CHANGE_ORGANIZATIONS,
        lambda w, _d, o, _a: w.organizations.update(o, expected_version=1, name="Иначе"),
    ),
    "put away": (Permission.ARCHIVE_ORGANIZATIONS, lambda w, _d, o, _a: w.organizations.archive(o)),
    "take back": (Permission.ARCHIVE_ORGANIZATIONS, lambda w, _d, o, _a: w.organizations.unarchive(o)),
}


def a_place(workspace: Workspace, *, personal: bool = False) -> tuple[str, str, str]:
    """Return a directory, an organization, and a file attached to the entry between them."""
    org, made = new_organization(workspace).id, (new_notes if personal else new_directory)(workspace).id
    return made, org, workspace.attachments.attach(made, org, b"data", name="a.txt").id


class RightsPolicy(Kit, law="Rights"):
    """Which permission, about what."""

    @pytest.mark.parametrize(("permission", "act"), ROWS.values(), ids=ROWS.keys())
    def test_rights_each_row_is_narrowed_by_the_policy(
        self, tmp_path: Path, permission: Permission, act: Asking
    ) -> None:
        """Each act asks its own permission, and is refused by it to an owner and administrator, and nothing changes."""
        policy = RefusingPolicy()
        with open_world(self, tmp_path / "store", policy=policy) as world:
            ada = world.admin("ada")
            place = a_place(ada)
            before = all_seen_by(ada)
            policy.asked.clear()
            policy.refused.add(permission)
            error = refused(NotAllowedError, act, ada, *place)
            assert (error.permission, error.user_id) == (permission.value, "ada")
            assert {asked for asked, _ in policy.asked} == {permission}
            assert all_seen_by(ada) == before

    def test_rights_policy_is_asked_about_what_is_written(self, tmp_path: Path) -> None:
        """The policy is asked with the directory that the act is about, one to be created as it would be."""
        policy = RefusingPolicy()
        with open_world(self, tmp_path / "store", policy=policy) as world:
            anna = world.user("anna")
            directory, org, _ = a_place(anna)
            present = anna.directories.get(directory)
            policy.asked.clear()
            anna.entries.write(directory, org, "текст", expected_version=1)
            anna.directories.update(directory, expected_version=1, name="Иначе")
            made = anna.directories.create("Личный", visibility=Visibility.PERSONAL)
            assert policy.asked == [
                (Permission.WRITE_ENTRIES, present),
                (Permission.CHANGE_DIRECTORY, present),
                (Permission.CREATE_DIRECTORY, made),
            ]
