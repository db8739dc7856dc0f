"""A store inside of a host's transaction: the host's commit is the commit, and its rollback takes all back."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from multibuh_core import UnsupportedOperationError
from multibuh_core.testing.adding import new_directory
from multibuh_core.testing.laws.plans import a_plan
from tests.multibuh_backends.sql.postgresql.hosts import OTHER_INN, Host, a_client, note
from tests.multibuh_backends.sql.postgresql.stores import Place


class TestCommit:
    """The host's commit is the commit."""

    def test_nothing_is_seen_before(self, host: Host) -> None:
        """Another connection sees neither what the host wrote nor what we did, until the host commits both."""
        with host.engine.begin() as connection:
            note(connection, "клиент")
            a_client(host.inside(connection))
            assert (host.noted(), host.names()) == ([], [])
        assert (host.noted(), host.names()) == (["клиент"], ["ООО «Ромашка»"])

    def test_transaction_begun_by_the_join_is_the_hosts(self, host: Host) -> None:
        """Where the host has begun nothing yet, its `commit` and `rollback` still end what the join has begun."""
        with host.engine.connect() as connection:
            anna = host.inside(connection)
            a_client(anna)
            connection.rollback()
            assert host.names() == []
            a_client(anna, "ИП Ёлкина", OTHER_INN)
            connection.commit()
        assert host.names() == ["ИП Ёлкина"]

    def test_session_of_the_orm_commits_it(self, host: Host) -> None:
        """A Session's commit is one, and its rollback too."""
        with Session(host.engine) as session:
            a_client(host.inside(session.connection()))
            session.rollback()
            a_client(host.inside(session.connection()), "ИП Ёлкина", OTHER_INN)
            assert host.names() == []
            session.commit()
        assert host.names() == ["ИП Ёлкина"]

    def test_it_is_told_not_to_last(self, host: Host) -> None:
        """What a call inside has returned is not lasting: the backend says so, and leaves closing to the store."""
        with host.engine.begin() as connection:
            with host.store.joined(connection) as joined:
                assert not joined.lasting
            note(connection, "дальше")
        assert host.store.lasting
        assert (host.noted(), host.names()) == (["дальше"], [])


class TestRollback:
    """The host's rollback takes ours along."""

    def test_all_is_taken_back(self, host: Host) -> None:
        """Nothing is left of what had been written, revisions neither."""
        with host.engine.connect() as connection:
            note(connection, "клиент")
            anna = host.inside(connection)
            guide, client = new_directory(anna), a_client(anna)
            anna.entries.write(guide.id, client.id, "По вторникам", expected_version=0)
            connection.rollback()
        assert (host.noted(), host.names()) == ([], [])
        tables = ("organizations", "organization_revisions", "directories", "entries", "entry_revisions", "commits")
        with host.engine.connect() as connection:
            assert all(connection.scalar(text(f"SELECT count(*) FROM multibuh_{table}")) == 0 for table in tables)

    def test_nested_one_takes_only_what_is_within(self, host: Host) -> None:
        """A savepoint of the host's around ours takes back what is within, and what was before is committed."""
        with host.engine.begin() as connection:
            anna = host.inside(connection)
            a_client(anna)
            nested = connection.begin_nested()
            a_client(anna, "ИП Ёлкина", OTHER_INN)
            nested.rollback()
            with connection.begin_nested():
                note(connection, "дальше")
                a_client(anna, "АО «Архив»", None)
        assert (host.noted(), host.names()) == (["дальше"], ["АО «Архив»", "ООО «Ромашка»"])

    def test_bytes_that_it_leaves_behind_are_removed_later(self, host: Host, place: Place) -> None:
        """Bytes are stored at once: a rollback leaves them without a name, and `gc` finds them when they are old."""
        guide, client = new_directory(host.outside()), a_client(host.outside())
        with host.engine.connect() as connection:
            anna = host.inside(connection)
            file = anna.attachments.attach(guide.id, client.id, b"%PDF-1.4", name="reglament.pdf")
            with anna.attachments.open(file.id) as stream:
                assert stream.read() == b"%PDF-1.4"
            connection.rollback()
        assert host.outside().entries.read(guide.id, client.id).attachments == ()
        assert len(_bytes_in(place.attachments)) == 1
        assert host.store.gc() == 0
        assert host.store.gc(older_than=timedelta(0)) == 1
        assert _bytes_in(place.attachments) == []


class TestUnits:
    """What is done inside."""

    def test_calls_see_what_was_written_before(self, host: Host) -> None:
        """Calls inside see each other's writes, cards too, and what others have committed since."""
        with host.engine.begin() as connection:
            anna = host.inside(connection)
            guide, client = new_directory(anna), a_client(anna)
            anna.entries.write(guide.id, client.id, "По вторникам", expected_version=0)
            (item,) = anna.cards.read(client.id).items
            assert item.entry.text == "По вторникам"
            a_client(host.outside(), "ИП Ёлкина", OTHER_INN)
            assert len(anna.organizations.list()) == 2

    def test_transaction_inside_is_a_part(self, host: Host) -> None:
        """Calls of a `transaction()` inside are one commit of the history; if it raises, they alone are taken back."""
        with host.engine.begin() as connection:
            anna = host.inside(connection)
            with anna.transaction() as tx:
                client, guide = a_client(tx), new_directory(tx)
            with suppress(ZeroDivisionError), anna.transaction() as tx:
                a_client(tx, "ИП Ёлкина", OTHER_INN)
                raise ZeroDivisionError
            note(connection, "дальше")
        assert (host.noted(), host.names()) == (["дальше"], ["ООО «Ромашка»"])
        assert (
            host.outside().organizations.history(client.id)[0].commit
            == host.outside().directories.history(guide.id)[0].commit
        )

    def test_second_one_is_refused_while_one_is_open(self, host: Host) -> None:
        """Whoever writes past an open `transaction()` is told, and the open one goes on."""
        with host.engine.begin() as connection:
            anna = host.inside(connection)
            with anna.transaction() as tx:
                with pytest.raises(UnsupportedOperationError, match="В этой транзакции уже открыта запись"):
                    a_client(anna)
                a_client(tx, "ИП Ёлкина", OTHER_INN)
            a_client(anna)
        assert host.names() == ["ИП Ёлкина", "ООО «Ромашка»"]

    def test_import_is_a_part(self, host: Host) -> None:
        """A table of many rows is planned and applied inside, and taken back by the host or committed."""
        with host.engine.connect() as connection:
            for end in (connection.rollback, connection.commit):
                anna = host.inside(connection)
                plan = a_plan(anna, new_directory(anna).id, {f"ООО «Клиент {number}»": "Банк" for number in range(30)})
                assert anna.imports.apply(plan).applied
                assert host.names() == []
                end()
        assert len(host.names()) == 30
        assert list(host.store.verify()) == []


def _bytes_in(folder: Path) -> list[Path]:
    """Return the files of 8 bytes, which the attached one has; the store's marker has more."""
    return [one for one in folder.rglob("*") if one.is_file() and one.stat().st_size == 8]
