"""Who may import: visibility is the unit's, the rest the policy's; and another's personal directory never matters."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import pytest

from multibuh_backends import connect
from multibuh_core import Actor, Organization, Permission, Settings, StandardPolicy, Visibility, Workspace
from multibuh_core.directory import Directory
from multibuh_core.errors import NotAllowedError
from multibuh_core.imports import DirectoryColumn
from tests.multibuh_core.imports.tables import a_mapping, a_table, colleague, counts, imported, written
from tests.multibuh_core.refusals import refusal

TABLE = a_table({"Название": "Ромашка", "Карта": "банк"}, {"Название": "Мак", "Карта": "касса"})
MAPPING = a_mapping(directories=[DirectoryColumn("Карта")])


@attrs.define
class Narrow:
    """A policy that refuses one permission, if the organization bears a certain name or none is asked for."""

    refused: Permission | None = None
    name: str | None = None

    def allows(
        self,
        permission: Permission,
        actor: Actor,
        *,
        directory: Directory | None = None,
        organization: Organization | None = None,
    ) -> bool:
        """Tell whether *actor* may do this."""
        if permission is self.refused and (self.name is None or (organization and organization.name == self.name)):
            return False
        return StandardPolicy().allows(permission, actor, directory=directory, organization=organization)


MESSAGES: Mapping[Permission, str] = {
    Permission.CREATE_DIRECTORY: "Создавать такие справочники вам не разрешено: обратитесь к администратору.",
    Permission.CHANGE_ORGANIZATIONS: "Менять организации вам не разрешено: обратитесь к администратору.",
    Permission.WRITE_ENTRIES: (
        "Менять записи этого справочника вам не разрешено: обратитесь к его владельцу или администратору."
    ),
}


@pytest.mark.parametrize("permission", MESSAGES)
@pytest.mark.parametrize("name", [None, "Мак"])
def test_the_policy_is_asked_for_all_that_is_written(permission: Permission, name: str | None) -> None:
    """A refusal of any part, also for a single organization, stops the whole import."""
    policy = Narrow(permission, None if permission is Permission.CREATE_DIRECTORY else name)
    anna = Workspace(connect("memory:", settings=Settings(policy=policy)), firm="fintrust", actor=Actor("anna"))
    plan = anna.imports.plan(TABLE, MAPPING)
    assert str(refusal(NotAllowedError, anna.imports.apply, plan)) == MESSAGES[permission]
    assert (anna.organizations.list(), anna.directories.list()) == ((), ())


def test_the_policy_is_not_asked_inside_a_personal_directory() -> None:
    """Entries of one's own personal directory are nobody's to forbid."""
    policy = Narrow(Permission.WRITE_ENTRIES)
    anna = Workspace(connect("memory:", settings=Settings(policy=policy)), firm="fintrust", actor=Actor("anna"))
    mine = a_mapping(directories=[DirectoryColumn("Карта", visibility=Visibility.PERSONAL)])
    assert counts(imported(anna, TABLE, mine)) == (2, 0, 2, 0, 0, 0)


def test_the_policy_is_not_asked_for_what_stays() -> None:
    """A second import that writes nothing needs no right."""
    policy = Narrow()
    anna = Workspace(connect("memory:", settings=Settings(policy=policy)), firm="fintrust", actor=Actor("anna"))
    imported(anna, TABLE, MAPPING)
    policy.refused = Permission.WRITE_ENTRIES
    assert counts(imported(anna, TABLE, MAPPING)) == (0, 2, 0, 0, 2, 0)


@pytest.mark.parametrize("visibility", list(Visibility))
def test_another_users_personal_directory_never_matters(workspace: Workspace, visibility: Visibility) -> None:
    """With Boris's personal directories of the same name Anna's import is what it is without them (L1)."""
    mapping = a_mapping(directories=[DirectoryColumn("Карта", visibility=visibility)])
    boris = colleague(workspace)
    hidden = [boris.directories.create("Карта", visibility=Visibility.PERSONAL) for _ in range(2)]
    boris.directories.archive(hidden[1].id)
    assert counts(imported(workspace, TABLE, mapping)) == (2, 0, 2, 0, 0, 0)
    (organization, _) = workspace.organizations.list()
    boris.entries.write(hidden[0].id, organization.id, "тайна", expected_version=0)
    assert counts(imported(workspace, TABLE, mapping)) == (0, 2, 0, 0, 2, 0)
    assert set(written(workspace).values()) == {"банк", "касса"}
    assert [one.visibility for one in workspace.directories.list()] == [visibility]


def test_my_personal_and_the_firms_directory_of_one_name_are_two(workspace: Workspace) -> None:
    """A name means the collective directory, or with *personal* one's own: never both."""
    imported(workspace, TABLE, MAPPING)
    mine = a_mapping(directories=[DirectoryColumn("Карта", visibility=Visibility.PERSONAL)])
    table = a_table({"Название": "Мак", "Карта": "моё"})
    assert counts(imported(workspace, table, mine)) == (0, 1, 1, 0, 0, 0)
    assert sorted(one.visibility for one in workspace.directories.list()) == ["collective", "personal"]
    assert written(colleague(workspace)) == {("Ромашка", "Карта"): "банк", ("Мак", "Карта"): "касса"}
