"""No write skew: what a unit rests on does not change beside it, whoever is first (L5, L7, L10)."""

from __future__ import annotations

from contextlib import suppress

import pytest

from multibuh_backends.sql import SqlBackend
from multibuh_backends.sql.postgresql.journal import Journal
from multibuh_backends.sql.postgresql.locking import Locking
from multibuh_core import OVERWRITE, AlreadyExistsError, ConflictError, MovedError, NotFoundError, Visibility, Workspace
from multibuh_core.directory import Directory
from multibuh_core.organization import Organization
from tests.multibuh_backends.sql.postgresql.colleagues import Colleague
from tests.multibuh_backends.sql.postgresql.stores import admin, user

INN = "7707083893"


class DiscardedError(Exception):
    """Leaves a transaction."""


def a_place(owner: Workspace, *, is_personal: bool = False, text: str = "") -> tuple[Organization, Directory]:
    """Make an organization and a directory, and with a *text* the entry between them."""
    visibility = Visibility.PERSONAL if is_personal else Visibility.COLLECTIVE
    directory = owner.directories.create("Карта обслуживания", visibility=visibility, show_in_card=True)
    organization = owner.organizations.add("ООО «Ромашка»")
    if text:
        owner.entries.write(directory.id, organization.id, text, expected_version=0)
    return organization, directory


@pytest.fixture
def unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let units rest on nothing, and decide without a lock: what these are for must then go wrong."""
    monkeypatch.setattr(Locking, "footing", lambda *_: ())
    monkeypatch.setattr(Locking, "rest_on", lambda *_: None)
    monkeypatch.setattr(Locking, "decide", lambda *_: None)


class TestArchiving:
    """An entry beside the archiving of what it is about."""

    @pytest.mark.parametrize("text", ["", "было"], ids=["first", "over another"])
    @pytest.mark.parametrize("archived", ["directory", "organization"])
    def test_writer_waits_for_who_archives(
        self, store: SqlBackend, colleague: Colleague, archived: str, text: str
    ) -> None:
        """Whoever writes an entry waits for who archives its directory or organization, and is told of that."""
        boss, boris = admin(store), user(store, "boris")
        org, guide = a_place(boss, text=text)
        with boss.transaction() as tx:
            tx.directories.archive(guide.id) if archived == "directory" else tx.organizations.archive(org.id)
            write = colleague.begins(boris.entries.write, guide.id, org.id, "стало", expected_version=OVERWRITE)
            assert not write.done()
        refusal = colleague.end_of(write)
        assert isinstance(refusal, ConflictError)
        assert not isinstance(refusal, MovedError)
        assert boss.entries.read(guide.id, org.id).text == text

    def test_writer_goes_on_where_archiving_is_discarded(self, store: SqlBackend, colleague: Colleague) -> None:
        """What somebody else was about to do, and did not, makes no difference."""
        boss, boris = admin(store), user(store, "boris")
        org, guide = a_place(boss, text="было")
        with suppress(DiscardedError), boss.transaction() as tx:
            tx.directories.archive(guide.id)
            write = colleague.begins(boris.entries.write, guide.id, org.id, "стало", expected_version=1)
            raise DiscardedError
        assert colleague.end_of(write).version == 2

    def test_who_archives_waits_for_the_writer(self, store: SqlBackend, colleague: Colleague) -> None:
        """Whoever archives a directory waits for who is writing into it, and both are done."""
        boss, boris = admin(store), user(store, "boris")
        org, guide = a_place(boss, text="было")
        with boris.transaction() as tx:
            tx.entries.write(guide.id, org.id, "стало", expected_version=1)
            archive = colleague.begins(boss.directories.archive, guide.id)
            assert not archive.done()
        assert colleague.end_of(archive).archived_at is not None
        assert boss.entries.read(guide.id, org.id).text == "стало"

    @pytest.mark.usefixtures("unlocked")
    def test_without_the_locks_it_is_written_all_the_same(self, store: SqlBackend, colleague: Colleague) -> None:
        """The control: without the measure an entry is written into a directory that is being archived."""
        boss, boris = admin(store), user(store, "boris")
        org, guide = a_place(boss, text="было")
        with boss.transaction() as tx:
            tx.directories.archive(guide.id)
            write = colleague.begins(boris.entries.write, guide.id, org.id, "стало", expected_version=1)
            assert write.done()
        assert boss.entries.read(guide.id, org.id).text == "стало"

    def test_renaming_stands_in_nobodys_way(self, store: SqlBackend, colleague: Colleague) -> None:
        """A conflict is no wider than what an entry rests on: a new name of directory and organization is none."""
        boss, boris = admin(store), user(store, "boris")
        org, guide = a_place(boss, text="было")
        with boris.transaction() as tx:
            assert tx.entries.read(guide.id, org.id).version == 1
            colleague.does(boss.organizations.update, org.id, expected_version=1, name="ООО «Лютик»")
            colleague.does(boss.directories.update, guide.id, expected_version=1, name="Иначе")
            tx.entries.write(guide.id, org.id, "стало", expected_version=1)
        assert boss.entries.read(guide.id, org.id).text == "стало"


class TestUniqueness:
    """One ИНН is one organization's."""

    def test_second_waits_and_is_told_of_the_first(self, store: SqlBackend, colleague: Colleague) -> None:
        """Of two who add one ИНН the second waits for the first, and is told the other's id."""
        anna, boris = user(store), user(store, "boris")
        with anna.transaction() as tx:
            first = tx.organizations.add("ООО «Ромашка»", inn=INN)
            second = colleague.begins(boris.organizations.add, "ООО «Она же»", inn=INN)
            assert not second.done()
        refusal = colleague.end_of(second)
        assert isinstance(refusal, AlreadyExistsError)
        assert refusal.other_id == first.id

    def test_second_is_done_where_the_first_is_discarded(self, store: SqlBackend, colleague: Colleague) -> None:
        """Where the first thinks better of it, the second is added."""
        anna, boris = user(store), user(store, "boris")
        with suppress(DiscardedError), anna.transaction() as tx:
            tx.organizations.add("ООО «Ромашка»", inn=INN)
            second = colleague.begins(boris.organizations.add, "ООО «Она же»", inn=INN)
            raise DiscardedError
        assert colleague.end_of(second).inn == INN

    def test_transaction_is_told_of_a_conflict(self, store: SqlBackend, colleague: Colleague) -> None:
        """A transaction that began before the other was added is told of a conflict, and writes nothing."""
        anna, boris = user(store), user(store, "boris")
        with pytest.raises(ConflictError), anna.transaction() as tx:  # noqa: PT012 - who is told, and where, is the point
            tx.organizations.add("ООО «Ещё»")
            colleague.does(boris.organizations.add, "ООО «Она же»", inn=INN)
            tx.organizations.add("ООО «Ромашка»", inn=INN)
        assert [one.name for one in anna.organizations.list()] == ["ООО «Она же»"]

    def test_transaction_goes_on_after_the_refused_call(self, store: SqlBackend, colleague: Colleague) -> None:
        """A call that is refused within a transaction takes nothing back but itself."""
        anna, boris = user(store), user(store, "boris")
        with anna.transaction() as tx:
            tx.organizations.add("ООО «Ещё»")
            colleague.does(boris.organizations.add, "ООО «Она же»", inn=INN)
            with pytest.raises(ConflictError):
                tx.organizations.add("ООО «Ромашка»", inn=INN)
        assert len(anna.organizations.list()) == 2


class TestGivingAway:
    """An entry beside a change of owner."""

    def test_owner_writes_no_more_into_what_is_given_away(self, store: SqlBackend, colleague: Colleague) -> None:
        """Whoever gives a personal directory away writes nothing into it afterwards, in no other session either."""
        anna, boris = user(store), user(store, "boris")
        org, notes = a_place(anna, is_personal=True, text="было")
        with anna.transaction() as tx:
            tx.directories.transfer(notes.id, to="boris")
            write = colleague.begins(anna.entries.write, notes.id, org.id, "стало", expected_version=1)
            assert not write.done()
        assert isinstance(colleague.end_of(write), NotFoundError)
        assert boris.entries.read(notes.id, org.id).text == "было"

    def test_owner_writes_before_a_handing_over_or_not_at_all(self, store: SqlBackend, colleague: Colleague) -> None:
        """What its owner is told to have written beside a handing over is handed over; else it is not there."""
        anna, boss, boris = user(store), admin(store), user(store, "boris")
        org, notes = a_place(anna, is_personal=True, text="было")
        with boss.transaction() as tx:
            tx.directories.hand_over(of="anna", to="boris")
            write = colleague.begins(anna.entries.write, notes.id, org.id, "стало", expected_version=1)
            assert not write.done()
        told = colleague.end_of(write)
        entry = boris.entries.read(notes.id, org.id)
        assert entry == told or (isinstance(told, NotFoundError) and entry.text == "было")

    @pytest.mark.usefixtures("unlocked")
    def test_without_the_locks_it_is_written_for_another(self, store: SqlBackend, colleague: Colleague) -> None:
        """The control: without the measure the former owner writes into what is another's by then."""
        anna, boris = user(store), user(store, "boris")
        org, notes = a_place(anna, is_personal=True, text="было")
        with anna.transaction() as tx:
            tx.directories.transfer(notes.id, to="boris")
            assert colleague.begins(anna.entries.write, notes.id, org.id, "стало", expected_version=1).done()
        assert boris.entries.read(notes.id, org.id).text == "стало"


class TestPublishing:
    """Publishing goes over entries that it could not see when it began."""

    def test_entry_that_came_meanwhile_is_published(self, store: SqlBackend, colleague: Colleague) -> None:
        """An entry that its owner wrote elsewhere after the unit began is published too, its past hidden."""
        anna, boris = user(store), user(store, "boris")
        org, notes = a_place(anna, is_personal=True)
        with anna.transaction() as tx:
            assert tx.entries.list(directory_id=notes.id) == ()
            colleague.does(anna.entries.write, notes.id, org.id, "тайное", expected_version=0)
            tx.directories.publish(notes.id)
        assert [one.version for one in boris.entries.history(notes.id, org.id)] == [2]
        assert list(store.verify()) == []

    def test_without_going_over_it_again_its_past_is_shown(
        self, store: SqlBackend, colleague: Colleague, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The control: by the state of its beginning alone the unit would show what was written meanwhile."""
        monkeypatch.setattr(Journal, "has_swept", False)
        anna, boris = user(store), user(store, "boris")
        org, notes = a_place(anna, is_personal=True)
        with anna.transaction() as tx:
            assert tx.entries.list(directory_id=notes.id) == ()
            colleague.does(anna.entries.write, notes.id, org.id, "тайное", expected_version=0)
            tx.directories.publish(notes.id)
        assert [one.version for one in boris.entries.history(notes.id, org.id)] == [1]

    def test_writer_waits_for_who_publishes(self, store: SqlBackend, colleague: Colleague) -> None:
        """What is written beside the publishing comes before it, as its owner's past, or after it, for all to see."""
        anna, boris = user(store), user(store, "boris")
        org, notes = a_place(anna, is_personal=True, text="тайное")
        with anna.transaction() as tx:
            tx.directories.publish(notes.id)
            write = colleague.begins(anna.entries.write, notes.id, org.id, "явное", expected_version=OVERWRITE)
            assert not write.done()
        version = colleague.end_of(write).version
        assert [one.version for one in boris.entries.history(notes.id, org.id)] == ([2, 3] if version == 3 else [3])
        assert boris.entries.read(notes.id, org.id).text == "явное"
        assert list(store.verify()) == []
