"""The connections of one backend: shared by all threads, given back, closed, and never inherited."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial

import pytest
from sqlalchemy import NullPool, text

from multibuh_backends.sql import SqlBackend
from multibuh_backends.sql.prepared import Query
from multibuh_core import UnavailableError, UnsupportedOperationError, Visibility
from multibuh_core.actor import Viewer
from tests.multibuh_backends.sql.postgresql.stores import FIRM, Place, user
from tests.multibuh_backends.sql.postgresql.writers import wait_until
from tests.multibuh_backends.sql.test_forks import _in_child

VIEWER = Viewer("anna")
THREADS = 40
IN_USE = (
    "Все соединения с базой (2) заняты: ничего не записано. Закрывайте единицы работы и транзакции сразу или "
    "увеличьте пул: engine_options={'pool_size': …} у connect, pool_size у create_engine."
)


def connected(place: Place, name: str = "multibuh") -> int:
    """Return how many connections of a program there are."""
    ((many,),) = place.database.run(
        f"SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{name}'"
    )
    assert isinstance(many, int)
    return many


class TestSharing:
    """Many threads, few connections."""

    def test_forty_threads_of_a_web_host_see_no_error(self, place: Place, store: SqlBackend) -> None:
        """At the usual settings they read and write at once, and hold no more than the twenty connections."""
        guide = user(store).directories.create("Карта", visibility=Visibility.COLLECTIVE).id
        together = threading.Barrier(THREADS)

        def serve(number: int) -> int:
            anna = user(store, f"user-{number}")
            together.wait()
            client = anna.organizations.add(f"Клиент {number}").id
            for version in range(3):
                with anna.transaction() as inside:
                    inside.entries.write(guide, client, f"{version}", expected_version=version)
                assert anna.cards.read(client).organization.id == client
            return anna.entries.read(guide, client).version

        with ThreadPoolExecutor(THREADS) as threads:
            assert list(threads.map(serve, range(THREADS))) == [3] * THREADS
        assert 1 < connected(place) <= 20

    @pytest.mark.parametrize("writes", [False, True], ids=["reads", "writes"])
    def test_units_that_are_held_open_are_told_of(self, place: Place, *, writes: bool) -> None:
        """Where all connections are in use for too long, a call ends with the advice; once one is free, it works."""
        options = {"pool_size": 2, "pool_timeout": 0.1}
        with place.open(engine_options=options) as store:
            with ExitStack() as units:
                for _ in range(2):
                    units.enter_context(store.begin(FIRM, viewer=VIEWER))
                with pytest.raises(UnavailableError) as caught:
                    store.begin(FIRM, viewer=VIEWER, writes=writes)
                assert str(caught.value) == IN_USE
                with pytest.raises(UnavailableError):
                    user(store).organizations.list()
            with store.begin(FIRM, viewer=VIEWER, writes=writes) as work:
                assert work.organizations.list() == ()

    def test_overflow_is_counted(self, place: Place) -> None:
        """The number that is told is of all connections that there may be."""
        options = {"pool_size": 1, "max_overflow": 1, "pool_timeout": 0.1}
        with place.open(engine_options=options) as store, ExitStack() as units:
            for _ in range(2):
                units.enter_context(store.begin(FIRM, viewer=VIEWER))
            with pytest.raises(UnavailableError) as caught:
                user(store).organizations.list()
            assert str(caught.value) == IN_USE

    def test_failed_units_keep_no_connection(self, place: Place) -> None:
        """However units end, by an error, a clash or by being left, the next finds the one connection free."""
        with place.open(engine_options={"pool_size": 1, "pool_timeout": 0.1}) as store:
            anna = user(store)
            for _ in range(3):
                with pytest.raises(LookupError), anna.transaction() as together:  # noqa: PT012 - its end raises
                    together.organizations.add("ООО «Ромашка»")
                    raise LookupError
                with store.begin(FIRM, viewer=VIEWER, writes=True):
                    pass
            assert anna.organizations.add("ООО «Астра»").version == 1
            assert connected(place) == 1

    @pytest.mark.parametrize("writes", [False, True], ids=["reads", "writes"])
    def test_dropped_units_give_their_connections_back(self, place: Place, *, writes: bool) -> None:
        """A unit that nobody ended, in a thread that is gone, takes back what it wrote and keeps no connection."""
        with place.open(engine_options={"pool_size": 1, "pool_timeout": 0.1}) as store:
            for _ in range(3):
                call = partial(store.begin, FIRM, viewer=VIEWER, writes=writes)
                dropping = threading.Thread(target=call)
                dropping.start()
                dropping.join()
                gc.collect()
            assert user(store).organizations.add("ООО «Ромашка»").version == 1


class TestOptions:
    """What a host says of the pool."""

    def test_connect_args_reach_the_driver(self, place: Place) -> None:
        """They go before the defaults, which stay where nothing else is said."""
        options = {"connect_args": {"application_name": "portal"}, "pool_size": 1}
        with place.open(engine_options=options) as store:
            user(store).organizations.list()
            assert (connected(place, "portal"), connected(place)) == (1, 0)

    def test_pool_of_the_hosts_choice(self, place: Place) -> None:
        """With NullPool, as behind a pooler, nothing stays connected between calls, and all works."""
        with place.open(engine_options={"poolclass": NullPool}) as store:
            assert user(store).organizations.add("ООО «Ромашка»").version == 1
            wait_until(lambda: connected(place) == 0)
            with store.begin(FIRM, viewer=VIEWER):
                assert connected(place) == 1


class TestClosing:
    """After `close`."""

    def test_nothing_stays_connected(self, place: Place) -> None:
        """What rests is closed at once, what is in use when its unit ends, which may still commit."""
        store = place.open()
        with store.begin(FIRM, viewer=VIEWER), store.begin(FIRM, viewer=VIEWER):
            pass
        with store.begin(FIRM, viewer=VIEWER, writes=True) as work:
            store.close()
            wait_until(lambda: connected(place) == 1)
            work.commit()
        wait_until(lambda: connected(place) == 0)
        store.close()
        with pytest.raises(UnsupportedOperationError, match="Хранилище закрыто"):
            user(store).organizations.list()

    def test_unit_that_is_dropped_afterwards_is_closed_too(self, place: Place) -> None:
        """Nobody ends it, and all the same its connection does not outlive it."""
        store = place.open()
        work = store.begin(FIRM, viewer=VIEWER)
        store.close()
        assert work is not None
        del work
        gc.collect()
        wait_until(lambda: connected(place) == 0)


class TestForks:
    """A forked process."""

    def test_child_works_on_and_the_parent_too(self, place: Place, store: SqlBackend) -> None:
        """Both go on with connections of their own, whatever rested or was in use when the process was forked."""
        with ExitStack() as units:
            for _ in range(3):
                units.enter_context(store.begin(FIRM, viewer=VIEWER))
        user(store).organizations.add("ООО «До»")
        parents = place.database.run("SELECT pid FROM pg_stat_activity WHERE application_name = 'multibuh'")

        def work_on() -> None:
            user(store).organizations.add("ООО «Потомок»")
            assert store._database.read(Query(text("SELECT pg_backend_pid()"), ()))[0] not in parents

        assert _in_child(work_on) == 0
        with ThreadPoolExecutor(3) as threads:
            assert [len(one) for one in threads.map(lambda _: user(store).organizations.list(), range(9))] == [2] * 9
        user(store).organizations.add("ООО «Родитель»")
        assert list(store.verify()) == []

    @pytest.mark.parametrize("end", ["commit", "leave", "forget"])
    def test_unit_in_use_stays_the_parents(self, store: SqlBackend, end: str) -> None:
        """A child can neither read by it nor end it, and says so; the parent commits what it wrote."""
        with store.begin(FIRM, viewer=VIEWER, writes=True) as work:

            def refused() -> None:
                for call in (work.organizations.list, *([work.commit] if end == "commit" else [])):
                    with pytest.raises(UnsupportedOperationError, match="Процесс разделился"):
                        call()
                if end == "leave":
                    work.__exit__(None, None, None)
                assert user(store).organizations.list() == ()

            assert _in_child(refused) == 0
            assert work.organizations.list() == ()
            work.commit()
