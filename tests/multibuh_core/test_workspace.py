"""A workspace: one actor of one firm, checked when it is made and cheap."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from multibuh_backends.memory import MemoryBackend
from multibuh_core import Actor, ByHand, InvalidInputError, Visibility, Workspace
from tests.multibuh_core.refusals import refusal

ANNA = Actor("anna")


class TestMaking:
    """What a workspace is made of."""

    def test_workspace_says_whose_it_is(self) -> None:
        """It tells its firm and its actor, and makes nothing in the store."""
        backend = MemoryBackend()
        workspace = Workspace(backend, firm="fintrust", actor=ANNA)
        assert (workspace.firm, workspace.actor) == ("fintrust", ANNA)
        assert workspace.organizations.list() == ()
        assert workspace.directories.list() == ()

    @pytest.mark.parametrize("firm", ["", " fintrust", "fin\ntrust", "x" * 129, None, 5], ids=ascii)
    def test_wrong_firm_is_refused(self, firm: Any) -> None:
        """The firm's id keeps the rule of the host's ids."""
        assert refusal(InvalidInputError, Workspace, MemoryBackend(), firm=firm, actor=ANNA).field == "firm"

    @pytest.mark.parametrize("actor", ["anna", None, {"user_id": "anna"}], ids=repr)
    def test_wrong_actor_is_refused(self, actor: Any) -> None:
        """Who acts is an Actor: a bare id could be anybody's."""
        error = refusal(InvalidInputError, Workspace, MemoryBackend(), firm="fintrust", actor=actor)
        assert (error.field, error.rule) == ("actor", "нужен Actor, например Actor('anna').")

    def test_wrong_channel_is_refused(self) -> None:
        """A channel is optional, and otherwise keeps the rule of the host's ids."""
        error = refusal(InvalidInputError, Workspace, MemoryBackend(), firm="fintrust", actor=ANNA, channel="a\nb")
        assert error.field == "channel"

    @pytest.mark.parametrize("channel", ["", "portal"])
    def test_channel_stands_in_the_history(self, channel: str) -> None:
        """What is written by hand tells through what, and who did it."""
        workspace = Workspace(MemoryBackend(), firm="fintrust", actor=ANNA, channel=channel)
        made = workspace.organizations.add("Ромашка")
        commit = workspace.organizations.history(made.id)[0].commit
        assert (commit.origin, commit.by) == (ByHand(channel=channel), "anna")


class TestSharing:
    """One backend, many workspaces."""

    def test_workspace_serves_many_threads(self) -> None:
        """One that is no transaction's may be shared among threads: nothing is lost and nothing mixed up."""
        workspace = Workspace(MemoryBackend(), firm="fintrust", actor=ANNA)
        guide = workspace.directories.create("Карта", visibility=Visibility.COLLECTIVE, show_in_card=True)

        def work(number: int) -> str:
            made = workspace.organizations.add(f"Организация {number}")
            workspace.entries.write(guide.id, made.id, f"текст {number}", expected_version=0)
            return workspace.cards.read(made.id).items[0].entry.text

        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(work, range(100))) == [f"текст {number}" for number in range(100)]
        assert len(workspace.organizations.list()) == 100

    def test_transaction_gives_a_workspace_of_the_same_actor(self) -> None:
        """Within a transaction the firm, the actor and all services are there; its commit is one."""
        workspace = Workspace(MemoryBackend(), firm="fintrust", actor=ANNA)
        with workspace.transaction() as shared:
            assert (shared.firm, shared.actor) == (workspace.firm, workspace.actor)
            one, other = shared.organizations.add("А"), shared.organizations.add("Б")
        commits = {workspace.organizations.history(made.id)[0].commit for made in (one, other)}
        assert len(commits) == 1
