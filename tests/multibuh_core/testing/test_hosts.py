"""`a_workspace`: a workspace for a host's own tests, in one call."""

from __future__ import annotations

from typing import Any

import pytest

from multibuh_core import (
    Actor,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    Permission,
    Role,
    Settings,
    StandardPolicy,
    Visibility,
    Workspace,
)
from multibuh_core.directory import Directory
from multibuh_core.organization import Organization
from multibuh_core.testing import FixedClock, SequentialIds, a_workspace, an_inn
from tests.multibuh_core.refusals import refusal


class TraineesOnlyRead(StandardPolicy):
    """A host's own policy."""

    def allows(
        self,
        permission: Permission,
        actor: Actor,
        *,
        directory: Directory | None = None,
        organization: Organization | None = None,
    ) -> bool:
        """Tell whether the actor may do this."""
        standard = super().allows(permission, actor, directory=directory, organization=organization)
        return standard and "trainee" not in actor.roles


class TestWho:
    """The actor and the firm."""

    def test_anna_of_fintrust_unless_given(self) -> None:
        """Nothing need be said; the actor is no administrator then."""
        workspace = a_workspace()
        assert (workspace.firm, workspace.actor) == ("fintrust", Actor("anna"))
        assert not workspace.actor.is_admin

    def test_user_firm_and_roles_are_taken(self) -> None:
        """The library's administrator is said by a word, the host's own roles beside it."""
        workspace = a_workspace("vera", firm="other", admin=True, roles=["head"])
        assert (workspace.firm, workspace.actor) == ("other", Actor("vera", roles=[Role.ADMIN, "head"]))

    def test_administrator_may_what_administrators_may(self) -> None:
        """What is refused to a member is done by an administrator beside."""
        boris = a_workspace("boris")
        org = boris.organizations.add("ООО «Хвоя»")
        refusal(NotAllowedError, boris.organizations.archive, org.id)
        assert a_workspace("vera", admin=True, beside=boris).organizations.archive(org.id).archived_at is not None


class TestStore:
    """The store below."""

    def test_each_call_is_a_new_store(self) -> None:
        """Two tests share nothing, of the same firm and user too."""
        anna = a_workspace()
        org = anna.organizations.add("ООО «Хвоя»", inn=an_inn())
        again = a_workspace()
        assert again.organizations.list() == ()
        assert again.organizations.add("ООО «Хвоя»", inn=an_inn()) == org

    def test_colleague_beside_shares_it(self) -> None:
        """A colleague sees what is collective, and nothing that is personal."""
        anna = a_workspace()
        boris = a_workspace("boris", beside=anna)
        guide = anna.directories.create("Банк", visibility=Visibility.COLLECTIVE)
        notes = anna.directories.create("Заметки", visibility=Visibility.PERSONAL)
        assert boris.directories.list() == (guide,)
        assert refusal(NotFoundError, boris.directories.get, notes.id).what == "directory"
        assert a_workspace("anna", beside=boris).directories.list() == anna.directories.list()

    def test_colleague_is_of_the_same_firm(self) -> None:
        """The firm is that of the other workspace unless another is given, and another one is apart."""
        olga = a_workspace("olga", firm="other")
        org = olga.organizations.add("ООО «Хвоя»")
        assert a_workspace("nina", beside=olga).organizations.list() == (org,)
        assert a_workspace("nina", firm="fintrust", beside=olga).organizations.list() == ()

    def test_workspace_of_a_transaction_may_stand_beside(self) -> None:
        """The colleague of a transaction sees what is committed, as every colleague does."""
        anna = a_workspace()
        with anna.transaction() as tx:
            boris = a_workspace("boris", beside=tx)
            tx.organizations.add("ООО «Хвоя»")
            assert boris.organizations.list() == ()
        assert len(boris.organizations.list()) == 1


class TestSettings:
    """The clock, the ids and the policy."""

    def test_same_test_gives_the_same_records(self) -> None:
        """Ids and times are the same each time, and no two alike within a test."""
        first, second = (history_of(a_workspace()) for _ in range(2))
        assert first == second
        assert len({revision.commit.id for revision in first}) == len({revision.commit.at for revision in first}) == 3

    def test_settings_are_taken(self) -> None:
        """Clock and ids given are those of the store, and of all who stand beside."""
        clock = FixedClock()
        anna = a_workspace(settings=Settings(clock=clock, new_id=SequentialIds()))
        clock.set(90)
        org = a_workspace("boris", beside=anna).organizations.add("ООО «Хвоя»")
        assert org.updated_at == clock.at
        ids = SequentialIds()
        assert org.id in {ids(), ids()}

    def test_policy_of_the_host_is_asked(self) -> None:
        """A role that only the host knows is given with the workspace, and its policy decides."""
        gleb = a_workspace("gleb", roles=["trainee"], settings=Settings(policy=TraineesOnlyRead()))
        refusal(NotAllowedError, gleb.organizations.add, "ООО «Хвоя»")
        a_workspace("anna", beside=gleb).organizations.add("ООО «Хвоя»")

    def test_settings_of_a_shared_store_cannot_be_given_again(self) -> None:
        """Settings that would not be taken are refused, not passed over."""
        anna = a_workspace()
        error = refusal(InvalidInputError, a_workspace, "boris", beside=anna, settings=Settings())
        assert error.field == "settings"
        assert "общего хранилища" in str(error)

    @pytest.mark.parametrize("unfit", ["", " anna", "a" * 129])
    def test_unfit_user_or_firm_is_refused_as_ever(self, unfit: str) -> None:
        """Who acts is checked as the library always does."""
        assert refusal(InvalidInputError, a_workspace, unfit).field == "user_id"
        assert refusal(InvalidInputError, a_workspace, firm=unfit).field == "firm"


def history_of(workspace: Workspace) -> list[Any]:
    """Do three things, and return the revisions they made."""
    org = workspace.organizations.add("ООО «Хвоя»")
    guide = workspace.directories.create("Банк", visibility=Visibility.COLLECTIVE)
    workspace.entries.write(guide.id, org.id, "По вторникам", expected_version=0)
    return [
        *workspace.organizations.history(org.id),
        *workspace.directories.history(guide.id),
        *workspace.entries.history(guide.id, org.id),
    ]
