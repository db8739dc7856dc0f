"""Hosts whose transactions see one old state: what others have overtaken is told at once, and begun again."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from multibuh_core import ConflictError, Role, UnsupportedOperationError, Workspace
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from tests.multibuh_backends.sql.postgresql.hosts import OLD, OTHER_INN, Host, a_client, note

AT_ONCE = 5
"""Seconds; a call is repeated for thirty."""


def refused_at_once(call: Callable[[], object]) -> None:
    """Hold a call against being refused as overtaken, without having been repeated."""
    begun = time.monotonic()
    with pytest.raises(ConflictError, match=r"после начала вашей транзакции.* Начните транзакцию заново"):
        call()
    assert time.monotonic() - begun < AT_ONCE


@pytest.mark.parametrize("level", OLD)
class TestOvertaken:
    """What others have committed since the host's transaction began."""

    def test_twin_is_a_conflict(self, host: Host, level: str) -> None:
        """An organization that the state does not show, and whose ИНН is taken, is no broken transaction."""
        with host.begun(level) as (connection, anna):
            note(connection, "до")
            client = a_client(host.outside())
            refused_at_once(lambda: a_client(anna, "Другая"))
            a_client(anna, "ИП Ёлкина", OTHER_INN)
            connection.commit()
            assert [one.id for one in host.inside(connection).organizations.find(inn=client.inn)] == [client.id]
        assert (host.noted(), host.names()) == (["до"], ["ИП Ёлкина", "ООО «Ромашка»"])

    def test_newer_version_is_a_conflict(self, host: Host, level: str) -> None:
        """A record that has moved on is not overwritten; after a rollback it is read anew."""
        client = a_client(host.outside())
        with host.begun(level) as (connection, anna):
            host.outside().organizations.update(client.id, expected_version=1, name="Новое имя")
            refused_at_once(lambda: anna.organizations.update(client.id, expected_version=1, name="Старое имя"))
            connection.rollback()
            anna.organizations.update(client.id, expected_version=2, name="Новейшее имя")
            connection.commit()
        assert host.names() == ["Новейшее имя"]

    def test_it_is_told_in_a_transaction_of_ours_too(self, host: Host, level: str) -> None:
        """A `transaction()` that was overtaken is told so at its end, whole."""
        client = a_client(host.outside())
        with host.begun(level) as (connection, anna):
            host.outside().organizations.update(client.id, expected_version=1, name="Новое имя")

            def both() -> None:
                with anna.transaction() as tx:
                    a_client(tx, "ИП Ёлкина", OTHER_INN)
                    tx.organizations.update(client.id, expected_version=1, name="Старое имя")

            refused_at_once(both)
            note(connection, "дальше")
            connection.commit()
        assert (host.noted(), host.names()) == (["дальше"], ["Новое имя"])

    @pytest.mark.parametrize("what", ["directory", "organization"])
    @pytest.mark.parametrize("has_rested", [False, True])
    def test_archived_place_is_met(self, host: Host, level: str, what: str, *, has_rested: bool) -> None:
        """Nothing is written under what was archived since, also where the archiving transaction had written there."""
        guide, client, other = new_directory(host.outside()), a_client(host.outside()), new_organization(host.outside())
        with host.begun(level) as (_, anna):
            with host.engine.begin() as beside:
                boss = host.inside(beside, "boss", Role.ADMIN)
                if has_rested:
                    beneath = client if what == "organization" else other
                    boss.entries.write(guide.id, beneath.id, "Б", expected_version=0)
                _archive(boss, guide.id, client.id, what)
            refused_at_once(lambda: anna.entries.write(guide.id, client.id, "А", expected_version=0))

    def test_publishing_never_exposes_what_it_cannot_see(self, host: Host, level: str) -> None:
        """An entry that came since is not made public with its past: publishing is refused, or goes over it (L7)."""
        notes, client = new_notes(host.outside()), a_client(host.outside())
        with host.begun(level) as (connection, anna):
            host.outside().entries.write(notes.id, client.id, "Только моё", expected_version=0)
            if not _is_refused(connection, lambda: anna.directories.publish(notes.id)):
                assert [one.version for one in host.outside("boris").entries.history(notes.id, client.id)] == [2]

    def test_succession_never_passes_over_what_it_cannot_see(self, host: Host, level: str) -> None:
        """A directory that came since is not left behind: handing over is refused, or goes over it (L6)."""
        with host.begun(level) as (connection, _):
            notes = new_notes(host.outside())
            boss = host.inside(connection, "boss", Role.ADMIN)
            if not _is_refused(connection, lambda: boss.directories.hand_over(of="anna", to="vera")):
                assert host.outside("vera").directories.get(notes.id).owner_id == "vera"


def test_newest_level_repeats_by_itself(host: Host) -> None:
    """In READ COMMITTED a record that has moved on is overwritten where no version is demanded, as everywhere else."""
    guide = new_directory(host.outside())
    with host.begun("READ COMMITTED") as (connection, anna):
        host.outside().directories.update(guide.id, expected_version=1, name="Новое имя")
        anna.directories.transfer(guide.id, to="vera")
        connection.commit()
    assert host.outside().directories.get(guide.id).version == 3


def _archive(boss: Workspace, directory_id: str, organization_id: str, what: str) -> None:
    if what == "directory":
        boss.directories.archive(directory_id)
    else:
        boss.organizations.archive(organization_id)


def _is_refused(connection: Connection, call: Callable[[], object]) -> bool:
    try:
        call()
    except (ConflictError, UnsupportedOperationError):
        connection.rollback()
        return True
    connection.commit()
    return False
