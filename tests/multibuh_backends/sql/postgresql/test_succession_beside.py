"""A handing over never fails because of what it moves (L6), and is no trace of it (L1)."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable

import pytest

from multibuh_backends.sql import SqlBackend
from multibuh_backends.sql.directory_queries import AFFECTED, OWNED
from multibuh_backends.sql.driver import Driver, Row
from multibuh_backends.sql.postgresql.journal import Journal
from multibuh_backends.sql.prepared import Query
from multibuh_core import OVERWRITE, ConflictError, Visibility
from tests.multibuh_backends.sql.postgresql.colleagues import Colleague
from tests.multibuh_backends.sql.postgresql.stores import admin, user


class TestSuccession:
    """An administrator hands over while the owner goes on working."""

    def test_hidden_change_meanwhile_is_handed_over_too(self, store: SqlBackend, colleague: Colleague) -> None:
        """What the owner changed, made, wrote and published after the transaction began is the successor's."""
        anna, boris, boss = user(store), user(store, "boris"), admin(store)
        org = boss.organizations.add("ООО «Ромашка»")
        old, shown = (anna.directories.create(name, visibility=Visibility.PERSONAL) for name in ("Старое", "Явное"))
        anna.entries.write(shown.id, org.id, "прошлое", expected_version=0)
        with boss.transaction() as tx:
            tx.organizations.add("ООО «Ещё»")
            colleague.does(anna.directories.update, old.id, expected_version=1, name="Новое имя")
            new = colleague.does(anna.directories.create, "Новое", visibility=Visibility.PERSONAL)
            colleague.does(anna.entries.write, old.id, org.id, "текст", expected_version=0)
            colleague.does(anna.directories.publish, shown.id)
            tx.directories.hand_over(of="anna", to="boris")
        assert anna.directories.list() == (anna.directories.get(shown.id),)
        assert {one.id for one in boris.directories.list()} == {old.id, new.id, shown.id}
        assert {one.owner_id for one in boris.directories.list()} == {"boris"}
        assert boris.entries.history(shown.id, org.id)[0].text == "прошлое"
        assert boris.directories.get(old.id).name == "Новое имя"
        assert list(store.verify()) == []

    def test_without_going_over_it_again_it_would_fail(
        self, store: SqlBackend, colleague: Colleague, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The control: by the state of its beginning alone it would be left undone, or tell of a hidden change."""
        monkeypatch.setattr(Journal, "has_swept", False)
        anna, boss = user(store), admin(store)
        notes = anna.directories.create("Тайное", visibility=Visibility.PERSONAL)
        with boss.transaction() as tx:
            tx.organizations.add("ООО «Ещё»")
            colleague.does(anna.directories.update, notes.id, expected_version=1, name="Новое имя")
            tx.directories.hand_over(of="anna", to="boris")
        assert anna.directories.get(notes.id).owner_id == "anna"

    def test_it_is_done_while_its_owner_never_rests(self, store: SqlBackend) -> None:
        """However often the owner changes what is handed over, each handing over is done at its first call."""
        boss, is_over, told = admin(store), threading.Event(), list[Exception]()
        owners = [user(store, name) for name in ("anna", "boris")]
        notes = owners[0].directories.create("Тайное", visibility=Visibility.PERSONAL)

        def never_rest(number: int) -> None:
            while not is_over.is_set():
                for directory in owners[number].directories.list():
                    try:
                        owners[number].directories.update(
                            directory.id, expected_version=directory.version, description=f"{directory.version}"
                        )
                    except Exception as error:  # noqa: BLE001 - all that is told is looked at
                        told.append(error)

        threads = [threading.Thread(target=never_rest, args=(number,)) for number in range(2)]
        for one in threads:
            one.start()
        try:
            for turn in range(20):
                boss.directories.hand_over(of=("anna", "boris")[turn % 2], to=("boris", "anna")[turn % 2])
        finally:
            is_over.set()
            for one in threads:
                one.join()
        history = owners[0].directories.history(notes.id)
        assert [one.action.value for one in history].count("handed_over") == 20
        assert {type(one).__name__ for one in told} <= {"NotFoundError", "VersionConflictError"}
        assert list(store.verify()) == []

    def test_two_at_once_are_as_one_after_the_other(self, store: SqlBackend, colleague: Colleague) -> None:
        """What one gives to somebody whose things are being handed over goes on with them, or stays, as a whole."""
        anna, boss = user(store), admin(store)
        org = boss.organizations.add("ООО «Ромашка»")
        notes = anna.directories.create("Тайное", visibility=Visibility.PERSONAL)
        anna.entries.write(notes.id, org.id, "прошлое", expected_version=0)
        anna.directories.publish(notes.id)
        with boss.transaction() as tx:
            tx.directories.hand_over(of="anna", to="boris")
            onwards = colleague.begins(boss.directories.hand_over, of="boris", to="clara")
            assert not onwards.done()
        assert colleague.end_of(onwards) is None
        clara = user(store, "clara")
        assert clara.directories.get(notes.id).owner_id == "clara"
        assert clara.entries.history(notes.id, org.id)[0].text == "прошлое"


class Between:
    """Lets somebody do something right after a handing over has looked, the second time: at the commit."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, query: Query, what: Callable[[], object]) -> None:
        looked, real = itertools.count(1), Driver.rows

        def rows(driver: Driver, asked: Query, *values: object) -> list[Row]:
            found = real(driver, asked, *values)
            if asked is query and next(looked) == self.AT_THE_COMMIT:
                what()
            return found

        monkeypatch.setattr(Driver, "rows", rows)

    AT_THE_COMMIT = 2


@pytest.mark.parametrize("query", [AFFECTED, OWNED], ids=["found", "locked"])
class TestWhatComesLater:
    """Between the statements of a handing over others commit."""

    def test_new_directory_stays_whole(
        self, store: SqlBackend, colleague: Colleague, monkeypatch: pytest.MonkeyPatch, query: Query
    ) -> None:
        """What is made and published while all is handed over stays its owner's, its past too."""
        anna, boris, boss = user(store), user(store, "boris"), admin(store)
        org, made = boss.organizations.add("ООО «Ромашка»"), list[str]()

        def publish() -> None:
            directory = anna.directories.create("Новый", visibility=Visibility.PERSONAL)
            anna.entries.write(directory.id, org.id, "тайное", expected_version=0)
            anna.directories.publish(directory.id)
            made.append(directory.id)

        Between(monkeypatch, query, lambda: colleague.does(publish))
        boss.directories.hand_over(of="anna", to="boris")
        assert anna.directories.get(made[0]).owner_id == "anna"
        seen = [[one.version for one in who.entries.history(made[0], org.id)] for who in (anna, boris)]
        assert seen == [[1, 2], [2]]

    def test_administrator_is_told_nothing(
        self, store: SqlBackend, colleague: Colleague, monkeypatch: pytest.MonkeyPatch, query: Query
    ) -> None:
        """A directory that is given to the leaver, and renamed, right then makes no transaction fail."""
        anna, clara, boss = user(store), user(store, "clara"), admin(store)
        notes = clara.directories.create("Тайное", visibility=Visibility.PERSONAL)

        def give_and_rename() -> None:
            clara.directories.transfer(notes.id, to="anna")
            anna.directories.update(notes.id, expected_version=OVERWRITE, name="Иначе")

        Between(monkeypatch, query, lambda: colleague.does(give_and_rename))
        with boss.transaction() as tx:
            tx.organizations.add("ООО «Ещё»")
            tx.directories.hand_over(of="anna", to="boris")
        assert anna.directories.get(notes.id).owner_id == "anna"


class TestDeadlocks:
    """Two transactions that wait for each other."""

    def test_one_is_told_and_nothing_is_lost(self, store: SqlBackend, colleague: Colleague) -> None:
        """Of two transactions that write the same entries crosswise one is done, and the other told of a conflict."""
        anna, boris = user(store), user(store, "boris")
        guide = anna.directories.create("Карта", visibility=Visibility.COLLECTIVE)
        orgs = [anna.organizations.add(name).id for name in ("ООО «А»", "ООО «Б»")]
        both = threading.Barrier(2)

        def crosswise(who: int) -> None:
            workspace = (anna, boris)[who]
            with workspace.transaction() as tx:
                tx.entries.write(guide.id, orgs[who], f"{who}", expected_version=0)
                both.wait(30)
                tx.entries.write(guide.id, orgs[1 - who], f"{who}", expected_version=0)

        other = colleague.begins(crosswise, 1)
        try:
            crosswise(0)
            mine = None
        except ConflictError as error:
            mine = error
        ends = [mine, colleague.end_of(other)]
        winner = ends.index(None)
        assert isinstance(ends[1 - winner], ConflictError)
        assert [anna.entries.read(guide.id, org).text for org in orgs] == [f"{winner}"] * 2
