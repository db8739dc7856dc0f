"""Transactions of hosts beside each other, and beside writers of the store's own."""

from __future__ import annotations

import time
from typing import Final

import pytest
from sqlalchemy import Connection, text

from multibuh_core import AlreadyExistsError, ConflictError, NotFoundError, Role
from multibuh_core.directory import Directory
from multibuh_core.testing.adding import new_directory, new_notes
from tests.multibuh_backends.sql.postgresql.colleagues import Colleague
from tests.multibuh_backends.sql.postgresql.hosts import OTHER_INN, Host, a_client, note

PATIENCE: Final = 3.0


class TestTwoHosts:
    """Two transactions that meet."""

    def test_second_of_two_twins_is_told_who_was_first(self, host: Host, colleague: Colleague) -> None:
        """One with the same ИНН waits for the first to commit, gets the first one's id, and may go on."""
        with host.engine.begin() as second:
            note(second, "второй")
            with host.engine.begin() as first:
                client = a_client(host.inside(first))
                under_way = colleague.begins(a_client, host.inside(second), "Другая")
                assert not under_way.done()
            error = colleague.end_of(under_way)
            assert isinstance(error, AlreadyExistsError)
            assert error.other_id == client.id
            a_client(host.inside(second), "ИП Ёлкина", OTHER_INN)
        assert (host.noted(), host.names()) == (["второй"], ["ИП Ёлкина", "ООО «Ромашка»"])

    def test_second_of_two_twins_is_added_after_a_rollback(self, host: Host, colleague: Colleague) -> None:
        """Where the first is rolled back, nothing stands in the second one's way."""
        with host.engine.begin() as second:
            with host.engine.connect() as first:
                a_client(host.inside(first))
                under_way = colleague.begins(a_client, host.inside(second), "Другая")
                first.rollback()
            assert colleague.end_of(under_way).name == "Другая"
        assert host.names() == ["Другая"]

    def test_entry_waits_for_the_archiving_of_its_directory(self, host: Host, colleague: Colleague) -> None:
        """What is written into a directory that is being archived waits, and is then refused as any such writing is."""
        guide, client = new_directory(host.outside()), a_client(host.outside())
        with host.engine.begin() as second:
            with host.engine.begin() as first:
                host.inside(first).directories.archive(guide.id)
                write = host.inside(second).entries.write
                under_way = colleague.begins(write, guide.id, client.id, "По вторникам", expected_version=0)
                assert not under_way.done()
            assert "архив" in str(colleague.end_of(under_way))
            note(second, "дальше")
        assert host.noted() == ["дальше"]
        assert host.outside().entries.read(guide.id, client.id).version == 0

    def test_archiving_waits_for_an_entry(self, host: Host, colleague: Colleague) -> None:
        """The other way round the archiving waits, and comes after."""
        guide, client = new_directory(host.outside()), a_client(host.outside())
        with host.engine.begin() as first:
            host.inside(first).entries.write(guide.id, client.id, "По вторникам", expected_version=0)
            under_way = colleague.begins(host.outside().directories.archive, guide.id)
            assert not under_way.done()
        assert colleague.end_of(under_way).archived_at is not None
        assert host.outside().entries.read(guide.id, client.id).version == 1

    def test_two_who_wait_for_each_other_are_told_at_once(
        self, host: Host, colleague: Colleague, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of two that hold what the other wants one is told to begin again: a repetition would meet the same."""
        monkeypatch.setattr("multibuh_core.services.retrying._PATIENCE", PATIENCE)
        one, two = a_client(host.outside()), a_client(host.outside(), "ИП Ёлкина", OTHER_INN)

        def changes(connection: Connection, organization_id: str) -> None:
            connection.execute(text("SET LOCAL deadlock_timeout = '50ms'"))
            try:
                host.inside(connection).organizations.update(organization_id, expected_version=1, name="Другая")
            except ConflictError:
                connection.rollback()

        with host.engine.connect() as first, host.engine.connect() as second:
            changes(first, one.id)
            changes(second, two.id)
            begun = time.monotonic()
            under_way = colleague.begins(changes, second, one.id)
            changes(first, two.id)
            first.rollback()
            colleague.end_of(under_way)
        assert time.monotonic() - begun < PATIENCE


class TestSweeps:
    """Changes that go over what others have written meanwhile."""

    def test_publishing_goes_over_what_came_meanwhile(self, host: Host, colleague: Colleague) -> None:
        """An entry that is written after the host began, and one that is being written, are published (L7)."""
        notes = new_notes(host.outside())
        first, second = a_client(host.outside()), a_client(host.outside(), "ИП Ёлкина", OTHER_INN)
        with host.engine.begin() as connection:
            anna = host.inside(connection)
            anna.directories.list()
            host.outside().entries.write(notes.id, first.id, "Только моё", expected_version=0)
            with host.engine.begin() as beside:
                host.inside(beside).entries.write(notes.id, second.id, "Только моё", expected_version=0)
                under_way = colleague.begins(anna.directories.publish, notes.id)
                assert not under_way.done()
            colleague.end_of(under_way)
        boris = host.outside("boris")
        for client in (first, second):
            assert [one.version for one in boris.entries.history(notes.id, client.id)] == [2]
        assert list(host.store.verify()) == []

    def test_succession_goes_over_what_came_meanwhile(self, host: Host) -> None:
        """A directory that was made after the host began goes to the successor too (L6)."""
        with host.engine.begin() as connection:
            boss = host.inside(connection, "boss", Role.ADMIN)
            boss.directories.list()
            notes = new_notes(host.outside())
            boss.directories.hand_over(of="anna", to="vera")
            with pytest.raises(NotFoundError):
                host.outside("vera").directories.get(notes.id)
        assert host.outside("vera").directories.get(notes.id).owner_id == "vera"

    def test_writer_waits_for_the_succession(self, host: Host, colleague: Colleague) -> None:
        """Whoever writes into what is being handed over waits for the host, and finds it another's."""
        notes, client = new_notes(host.outside()), a_client(host.outside())
        with host.engine.begin() as connection:
            host.inside(connection, "boss", Role.ADMIN).directories.hand_over(of="anna", to="vera")
            write = host.outside().entries.write
            under_way = colleague.begins(write, notes.id, client.id, "Моё", expected_version=0)
            assert not under_way.done()
        assert isinstance(colleague.end_of(under_way), NotFoundError)

    def test_two_successions_follow_one_another(self, host: Host, colleague: Colleague) -> None:
        """Where one host gives to a second employee what another host gives on to a third, all reaches the third."""
        notes: Directory = new_notes(host.outside())
        with host.engine.begin() as second:
            with host.engine.begin() as first:
                host.inside(first, "boss", Role.ADMIN).directories.hand_over(of="anna", to="vera")
                hand_over = host.inside(second, "boss", Role.ADMIN).directories.hand_over
                under_way = colleague.begins(hand_over, of="vera", to="lena")
                assert not under_way.done()
            assert colleague.end_of(under_way) is None
        assert host.outside("lena").directories.get(notes.id).owner_id == "lena"
