"""L4: every change makes one revision, which holds the whole state; nothing is pruned."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from multibuh_core.actor import Actor
from multibuh_core.commit import ByHand
from multibuh_core.errors import NotFoundError
from multibuh_core.revision import Action
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.numbers import a_kpp, an_inn, an_ogrn
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.world import FIRM, World
from multibuh_core.version import OVERWRITE
from multibuh_core.workspace import Workspace

Idle: TypeAlias = Callable[[Workspace, str, str], object]

IDLE: dict[str, Idle] = {
    "write the same": lambda w, d, o: w.entries.write(d, o, "текст", expected_version=OVERWRITE),
    "attach the same": lambda w, d, o: w.attachments.attach(d, o, b"data", name="a.txt"),
    "replace by the same": lambda w, d, o: w.attachments.attach(d, o, b"data", name="a.txt", replace=True),
    "restore the present": lambda w, d, o: w.entries.restore(d, o, 2, expected_version=2),
    "update to the same": lambda w, d, _: w.directories.update(d, expected_version=1, name="  Карта  обслуживания "),
    "update of nothing": lambda w, d, _: w.directories.update(d, expected_version=1),
    "publish the collective": lambda w, d, _: w.directories.publish(d),
    "transfer to its owner": lambda w, d, _: w.directories.transfer(d, to="ada"),
    "unarchive the live": lambda w, d, _: w.directories.unarchive(d),
    "update an organization to the same": lambda w, _, o: w.organizations.update(
        o, expected_version=1, external_ids={}
    ),
    "unarchive a live organization": lambda w, _, o: w.organizations.unarchive(o),
    "hand over of nobody": lambda w, _d, _o: w.directories.hand_over(of="nobody", to="nina"),
}


class L4HistoryExact(Kit, law="L4"):
    """One change, one version, one revision, whole."""

    def test_l4_every_change_of_an_entry_is_in_its_history(self, world: World) -> None:
        """Each change of an entry makes the next version, and a revision of its action with the whole state."""
        anna, boris = world.user("anna"), world.user("boris")
        org, guide = new_organization(anna).id, new_directory(anna).id
        anna.entries.write(guide, org, "раз", expected_version=0)
        file = boris.attachments.attach(guide, org, b"one", name="a.txt", media_type="text/markdown")
        other = anna.attachments.attach(guide, org, b"two", name="a.txt", replace=True)
        anna.attachments.detach(other.id)
        anna.entries.clear(guide, org, expected_version=4)
        anna.entries.restore(guide, org, 2, expected_version=5)
        history = anna.entries.history(guide, org)
        assert [(one.version, one.action, one.text, one.attachments) for one in history] == [
            (1, Action.WRITTEN, "раз", ()),
            (2, Action.ATTACHED, "раз", (file,)),
            (3, Action.ATTACHED, "раз", (other,)),
            (4, Action.DETACHED, "раз", ()),
            (5, Action.CLEARED, "", ()),
            (6, Action.RESTORED, "раз", (file,)),
        ]

    def test_l4_any_past_version_can_be_read_with_its_files(self, world: World) -> None:
        """Any version of an entry is read as it was when it was the present one, and its files open."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        states = []
        for number in range(1, 5):
            anna.entries.write(guide, org, f"текст {number}", expected_version=OVERWRITE)
            anna.attachments.attach(guide, org, f"bytes {number}".encode(), name="a.txt", replace=True)
            states.append(anna.entries.read(guide, org))
        anna.entries.clear(guide, org, expected_version=OVERWRITE)
        for number, state in enumerate(states, 1):
            assert anna.entries.read(guide, org, version=state.version) == state
            with anna.attachments.open(state.attachments[0].id) as stream:
                assert stream.read() == f"bytes {number}".encode()

    def test_l4_every_change_of_a_directory_is_in_its_history(self, world: World) -> None:
        """Each change of a directory makes one revision with the directory as it then was."""
        anna, ada = world.user("anna"), world.admin("ada")
        made = new_notes(anna, description="О чём молчат", position=2)
        steps = [made, anna.directories.update(made.id, expected_version=1, name="Банк", position=3)]
        steps.append(anna.directories.publish(made.id))
        steps.append(ada.directories.archive(made.id))
        steps.append(ada.directories.unarchive(made.id))
        anna.directories.transfer(made.id, to="boris")
        ada.directories.hand_over(of="boris", to="anna")
        history = anna.directories.history(made.id)
        assert [one.action for one in history] == [
            Action.CREATED, Action.UPDATED, Action.PUBLISHED, Action.ARCHIVED, Action.UNARCHIVED, Action.TRANSFERRED,
            Action.HANDED_OVER,
        ]  # fmt: skip
        assert [one.directory for one in history[:5]] == steps
        assert [one.directory.version for one in history] == [one.version for one in history] == [1, 2, 3, 4, 5, 6, 7]
        assert [one.directory.owner_id for one in history[4:]] == ["anna", "boris", "anna"]

    def test_l4_every_change_of_an_organization_is_in_its_history(self, world: World) -> None:
        """Each change of an organization makes one revision with the organization as it then was."""
        ada = world.admin("ada")
        numbers = {"inn": an_inn(1), "kpp": a_kpp(1), "ogrn": an_ogrn(1)}
        steps = [new_organization(ada, external_ids={"1c": "1", "crm": "2"}, **numbers)]
        steps.append(ada.organizations.update(steps[0].id, expected_version=1, inn=an_inn(2), external_ids={}))
        steps.append(ada.organizations.archive(steps[0].id))
        steps.append(ada.organizations.unarchive(steps[0].id))
        history = ada.organizations.history(steps[0].id)
        assert [(one.version, one.organization) for one in history] == list(enumerate(steps, 1))
        actions = [Action.ADDED, Action.UPDATED, Action.ARCHIVED, Action.UNARCHIVED]
        assert [one.action for one in history] == actions

    @pytest.mark.parametrize("idle", IDLE.values(), ids=IDLE.keys())
    def test_l4_change_of_nothing_makes_no_revision(self, world: World, idle: Idle) -> None:
        """A write that changes nothing makes no revision and moves no version."""
        ada = world.admin("ada")
        org, guide = new_organization(ada).id, new_directory(ada).id
        ada.attachments.attach(guide, org, b"data", name="a.txt")
        ada.entries.write(guide, org, "текст", expected_version=1)
        idle(ada, guide, org)
        assert len(ada.entries.history(guide, org)) == ada.entries.read(guide, org).version == 2
        assert len(ada.directories.history(guide)) == ada.directories.get(guide).version == 1
        assert len(ada.organizations.history(org)) == ada.organizations.get(org).version == 1

    def test_l4_writing_nothing_into_a_blank_entry_leaves_it_blank(self, world: World) -> None:
        """An empty text written, or a clearing, where nobody wrote makes no version."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        assert anna.entries.write(guide, org, "", expected_version=0).version == 0
        assert anna.entries.clear(guide, org, expected_version=0).version == 0
        assert anna.entries.history(guide, org) == ()

    def test_l4_nothing_is_pruned(self, world: World) -> None:
        """The first of many versions can be read as the last."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        with anna.transaction() as tx:
            for number in range(150):
                tx.entries.write(guide, org, f"текст {number}", expected_version=number)
        history = anna.entries.history(guide, org)
        assert [(one.version, one.text) for one in history] == [(n + 1, f"текст {n}") for n in range(150)]
        assert anna.entries.read(guide, org, version=1).text == "текст 0"
        assert refused(NotFoundError, anna.entries.read, guide, org, version=151).what == "version"

    def test_l4_discarded_unit_leaves_no_gap(self, world: World) -> None:
        """The version after one that was discarded is the next after the last that was committed."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        with pytest.raises(ZeroDivisionError), anna.transaction() as tx:  # noqa: PT012 - it is what is discarded
            tx.entries.write(guide, org, "тщетно", expected_version=0)
            tx.directories.update(guide, expected_version=1, name="Тщетно")
            tx.organizations.update(org, expected_version=1, name="Тщетно")
            raise ZeroDivisionError
        anna.entries.write(guide, org, "раз", expected_version=0)
        anna.directories.update(guide, expected_version=1, name="Раз")
        anna.organizations.update(org, expected_version=1, name="Раз")
        assert [(one.version, one.text) for one in anna.entries.history(guide, org)] == [(1, "раз")]
        assert [one.version for one in anna.directories.history(guide)] == [1, 2]
        assert [one.version for one in anna.organizations.history(org)] == [1, 2]

    def test_l4_revision_tells_who_when_and_through_what(self, world: World) -> None:
        """The commit of a revision names the user, the time of the record, and the channel that the host named."""
        bot = Workspace(world.backend, firm=FIRM, actor=Actor("anna"), channel="bot")
        org, guide = new_organization(bot).id, new_directory(bot).id
        entries = [bot.entries.write(guide, org, "текст", expected_version=0)]
        entries.append(world.user("boris").entries.write(guide, org, "иначе", expected_version=1))
        history = world.user("vera").entries.history(guide, org)
        for revision, entry, by, channel in zip(history, entries, ("anna", "boris"), ("bot", ""), strict=True):
            assert (revision.commit.by, revision.commit.at) == (entry.updated_by, entry.updated_at)
            assert revision.commit.by == by
            assert revision.commit.origin == ByHand(channel=channel)
            assert revision.row is None

    def test_l4_one_unit_of_work_is_one_commit(self, world: World) -> None:
        """What one transaction writes bears one commit; two calls bear two."""
        anna = world.user("anna")
        with anna.transaction() as tx:
            org, guide = new_organization(tx).id, new_directory(tx).id
            tx.entries.write(guide, org, "раз", expected_version=0)
        anna.entries.write(guide, org, "два", expected_version=1)
        first, second = (one.commit for one in anna.entries.history(guide, org))
        assert first == anna.organizations.history(org)[0].commit == anna.directories.history(guide)[0].commit
        assert first.id != second.id
