"""A server that goes and comes again: who reads or begins notices nothing, who is in the middle is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from multibuh_backends.sql import SqlBackend
from multibuh_backends.sql.postgresql import connections
from multibuh_core import UnavailableError, Visibility
from multibuh_core.actor import Viewer
from tests.multibuh_backends.sql.postgresql.stores import FIRM, Place, user
from tests.multibuh_backends.sql.postgresql.writers import places_on
from tests.servers.postgresql import Server, a_server
from tests.servers.proxy import Proxy
from tests.servers.round_trips import RoundTrips

VIEWER = Viewer("anna")
MANY = 12
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'multibuh'"


def _unit(store: SqlBackend, client: str) -> str:
    with store.begin(FIRM, viewer=VIEWER) as work:
        return work.organizations.get(client).name


READINGS: dict[str, Callable[[SqlBackend, str], Any]] = {
    "card": lambda store, client: user(store).cards.read(client).organization.name,
    "get": lambda store, client: user(store).organizations.get(client).name,
    "unit": _unit,
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Give a server that nobody else uses."""
    with a_server(settings={"fsync": "off"}, tcp=True) as server:
        yield server


@pytest.fixture(scope="module")
def make(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Place]:
    """Give what makes stores on it."""
    return places_on(server, tmp_path_factory.mktemp("template") / "attachments")


@pytest.fixture
def place(make: Callable[[Path], Place], tmp_path: Path) -> Place:
    """Give a store on it."""
    return make(tmp_path)


@pytest.fixture
def client(store: SqlBackend) -> str:
    """Give an organization."""
    return user(store).organizations.add("ООО «Ромашка»").id


def fill_the_pool(store: SqlBackend) -> None:
    """Let many connections rest."""
    with ExitStack() as units:
        [units.enter_context(store.begin(FIRM, viewer=VIEWER)) for _ in range(MANY)]


def names(store: SqlBackend) -> list[str]:
    """Return the names of the organizations."""
    return [one.name for one in user(store).organizations.list()]


class TestBetweenCalls:
    """Whoever is not in the middle of something."""

    @pytest.mark.parametrize("kind", READINGS)
    @pytest.mark.parametrize("ends", ["restart", "terminate"])
    def test_reader_notices_nothing(self, server: Server, store: SqlBackend, client: str, kind: str, ends: str) -> None:
        """Where every connection that rests is lost, each of several threads gets what it asks for."""
        fill_the_pool(store)
        server.restart() if ends == "restart" else server.run(CUT)
        with ThreadPoolExecutor(MANY) as threads:
            found = list(threads.map(lambda _: READINGS[kind](store, client), range(3 * MANY)))
        assert found == ["ООО «Ромашка»"] * 3 * MANY

    def test_one_reader_meets_every_lost_connection_at_no_pause(
        self, server: Server, store: SqlBackend, client: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A server that is there is not waited for, however many connections to the one before it are left."""
        fill_the_pool(store)
        server.restart()
        monkeypatch.setattr(connections.time, "sleep", pytest.fail)
        assert READINGS["card"](store, client) == "ООО «Ромашка»"

    def test_writer_that_begins_afterwards_notices_nothing(self, server: Server, store: SqlBackend) -> None:
        """A call that writes, and a transaction of several, find their way to the server that was restarted."""
        for name in ("ООО «Астра»", "ООО «Лютик»"):
            fill_the_pool(store)
            server.restart()
            with user(store).transaction() if "Лютик" in name else nullcontext(user(store)) as anna:
                anna.organizations.add(name)
        assert names(store) == ["ООО «Астра»", "ООО «Лютик»"]

    def test_nothing_is_asked_before_a_call(self, server: Server, place: Place) -> None:
        """A card is one round trip, before a restart and after it: no connection is tried out."""
        with RoundTrips(server) as trips, place.open(trips.url(place.database.name)) as store:
            client = user(store).organizations.add("ООО «Ромашка»").id
            for _ in range(2):
                for _ in range(10):
                    user(store).cards.read(client)
                (trip,) = trips.of(lambda: user(store).cards.read(client))
                assert [sql.count("multibuh_organizations") > 0 for sql in trip.statements] == [True]
                server.restart()


class TestAway:
    """A server that is not there."""

    def test_absence_is_told_and_survived(
        self, server: Server, store: SqlBackend, client: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Reading, writing and beginning each end with UnavailableError; once it is back, the same backend goes on."""
        assert connections.RECONNECTING == 5.0  # what the documents say; waiting for it here would prove no more
        monkeypatch.setattr(connections, "RECONNECTING", 0.2)
        server.stop()
        for call in (
            *(lambda read=read: read(store, client) for read in READINGS.values()),
            lambda: user(store).organizations.add("ООО «Астра»"),
            lambda: store.begin(FIRM, viewer=VIEWER, writes=True),
        ):
            with pytest.raises(UnavailableError) as caught:
                call()
            assert str(caught.value) == (
                f"Сервер базы «{server.folder}» не отвечает: проверьте адрес и порт, и что он запущен. "
                "Ничего не записано."
            )
        server.start()
        user(store).organizations.add("ООО «Лютик»")
        assert names(store) == ["ООО «Лютик»", "ООО «Ромашка»"]

    def test_short_absence_is_waited_out(self, server: Server, store: SqlBackend, client: str) -> None:
        """A call that comes while the server is being restarted takes longer, and that is all."""
        server.stop()
        with ThreadPoolExecutor(1) as threads:
            reading = threads.submit(READINGS["card"], store, client)
            wait([reading], 0.3)
            server.start()
            assert reading.result() == "ООО «Ромашка»"


class TestInTheMiddle:
    """A unit whose connection is cut."""

    @pytest.mark.parametrize("ends", ["proxy", "terminate", "restart", "kill"])
    @pytest.mark.parametrize("goes_on", [False, True], ids=["stops", "goes on"])
    def test_unit_is_told_and_absent(self, server: Server, place: Place, ends: str, *, goes_on: bool) -> None:
        """Its next call says that nothing is written; whoever passes over that is told again, and nothing is."""
        with Proxy(server.tcp) as proxy, place.open(_by(proxy, place)) as store:
            anna = user(store)
            client = anna.organizations.add("ООО «Ромашка»").id
            guide = anna.directories.create("Карта", visibility=Visibility.COLLECTIVE).id
            with pytest.raises(UnavailableError), anna.transaction() as together:  # noqa: PT012 - its end may raise
                together.entries.write(guide, client, "раз", expected_version=0)
                _end(server, proxy, ends)
                with suppress(UnavailableError) if goes_on else ExitStack():
                    together.entries.write(guide, client, "два", expected_version=1)
                    pytest.fail("It was written")
                with pytest.raises(UnavailableError):
                    together.organizations.list()
            assert anna.entries.list(directory_id=guide) == ()
            anna.entries.write(guide, client, "три", expected_version=0)
            assert list(store.verify()) == []

    def test_reading_unit_is_not_begun_anew(self, server: Server, store: SqlBackend, client: str) -> None:
        """A unit shows one state or none: where its connection is lost, it does not go on upon a later one."""
        with store.begin(FIRM, viewer=VIEWER) as work:
            assert work.organizations.get(client).version == 1
            server.run(CUT)
            with pytest.raises(UnavailableError):
                work.organizations.get(client)
        assert names(store) == ["ООО «Ромашка»"]


def _by(proxy: Proxy, place: Place) -> str:
    port = f":{place.database.server.port}/"
    return place.database.by_tcp().replace(port, f":{proxy.address[1]}/")


def _end(server: Server, proxy: Proxy, ends: str) -> None:
    if ends == "kill":
        server.kill()
        server.start()
    else:
        {"proxy": proxy.cut, "terminate": partial(server.run, CUT), "restart": server.restart}[ends]()
