"""The standard policy is the table of rights."""

from __future__ import annotations

import pytest

from multibuh_core import Actor, Permission, Role, StandardPolicy
from tests.multibuh_core.records import a_directory, an_organization

OWNER, MEMBER, ADMIN = Actor("anna"), Actor("boris"), Actor("ada", roles=[Role.ADMIN])
HEAD = Actor("vera", roles=["head"])

ANY = {OWNER, MEMBER, ADMIN, HEAD}
TABLE = {
    Permission.CREATE_DIRECTORY: ANY,
    Permission.WRITE_ENTRIES: ANY,
    Permission.CHANGE_DIRECTORY: {OWNER, ADMIN},
    Permission.TRANSFER_DIRECTORY: {OWNER, ADMIN},
    Permission.HAND_OVER: {ADMIN},
    Permission.CHANGE_ORGANIZATIONS: ANY,
    Permission.ARCHIVE_ORGANIZATIONS: {ADMIN},
}


class TestStandardPolicy:
    """The rows marked * of the table, about a collective directory of Anna's."""

    def test_every_permission_has_its_row(self) -> None:
        """No permission is added without a decision."""
        assert set(TABLE) == set(Permission)

    @pytest.mark.parametrize("permission", Permission)
    def test_table_of_rights(self, permission: Permission) -> None:
        """Owner, member, administrator and a role of the host's own: each may exactly what its row says."""
        policy, directory, organization = StandardPolicy(), a_directory(owner_id="anna"), an_organization()
        allowed = {
            actor
            for actor in ANY
            if policy.allows(permission, actor, directory=directory, organization=organization) is True
        }
        assert allowed == TABLE[permission]

    @pytest.mark.parametrize("permission", [Permission.CHANGE_DIRECTORY, Permission.TRANSFER_DIRECTORY])
    def test_without_a_directory_nobody_is_its_owner(self, permission: Permission) -> None:
        """Asked without a directory the policy fails closed for all but the administrator."""
        assert {actor for actor in ANY if StandardPolicy().allows(permission, actor)} == {ADMIN}

    def test_unknown_permission_is_not_allowed(self) -> None:
        """What the policy does not know, as a permission of a later version, it does not allow."""
        assert not StandardPolicy().allows("erase", ADMIN)  # type: ignore[arg-type]  # just that

    def test_policies_are_compared_by_value(self) -> None:
        """It has no state, so that settings with it are equal."""
        assert StandardPolicy() == StandardPolicy()
