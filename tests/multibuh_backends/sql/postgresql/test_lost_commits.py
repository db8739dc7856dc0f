"""A commit whose answer does not come: whole or absent, and whoever is told so can find out which."""

from __future__ import annotations

import _thread
import random
import signal
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from multibuh_backends.sql import SqlBackend
from multibuh_backends.sql.postgresql.errors import commit_failed
from multibuh_backends.sql.prepared import Query
from multibuh_core import OutcomeUnknownError, StorageError, UnavailableError, Visibility, Workspace
from multibuh_core.actor import Viewer
from multibuh_core.entry import Entry
from tests.multibuh_backends.sql.postgresql.stores import FIRM, Place, user
from tests.servers.postgresql import Server
from tests.servers.proxy import Fault, Plan, Proxy

IS_THERE = {Fault.CUT_REQUEST: False, Fault.LATE_REQUEST: False, Fault.CUT_ANSWER: True, Fault.TORN_ANSWER: True}
"""How the connection is cut at COMMIT, and whether that reaches the server within its session."""
TIMES = 60


def at_commit(fault: Fault, *, share: float = 1.0) -> Plan:
    """Return a plan that spoils commits, or a share of them; the driver is to prepare none, so that they are seen."""
    return lambda _, sent: fault if sent.endswith("COMMIT\0") and random.random() < share else None


@pytest.fixture
def proxy(postgresql: Server) -> Iterator[Proxy]:
    """Give what is between the store and its server."""
    with Proxy(postgresql.tcp, late=0.3) as proxy:
        yield proxy


@pytest.fixture
def store(proxy: Proxy, place: Place) -> Iterator[SqlBackend]:
    """Give a store that is reached by it."""
    url = place.database.by_tcp().replace(f":{place.database.server.port}/", f":{proxy.address[1]}/")
    with place.open(url, engine_options={"connect_args": {"prepare_threshold": None}}) as store:
        yield store


@pytest.fixture
def anna(store: SqlBackend) -> Workspace:
    """Give her workspace."""
    return user(store)


@pytest.fixture
def entry(anna: Workspace) -> tuple[str, str]:
    """Give where an entry can be written."""
    guide = anna.directories.create("Карта", visibility=Visibility.COLLECTIVE)
    return guide.id, anna.organizations.add("ООО «Ромашка»").id


def process(store: SqlBackend) -> int:
    """Return which process of the server serves the next call."""
    ((number,),) = store._database.read(Query(text("SELECT pg_backend_pid()"), ()))
    return int(number)


def write_surely(anna: Workspace, directory_id: str, organization_id: str, text: str, version: int) -> Entry:
    """Write an entry; after a lost answer find out what happened, and repeat only what is not there."""
    while True:
        try:
            return anna.entries.write(directory_id, organization_id, text, expected_version=version)
        except OutcomeUnknownError:
            entry = anna.entries.read(directory_id, organization_id)
            if entry.version != version:
                return entry


class TestCutAtCommit:
    """The connection is gone between COMMIT and its answer."""

    @pytest.mark.parametrize("fault", IS_THERE, ids=lambda fault: fault.name)
    def test_outcome_is_unknown_and_whole_or_absent(
        self, proxy: Proxy, store: SqlBackend, anna: Workspace, entry: tuple[str, str], fault: Fault
    ) -> None:
        """Nobody is told that it was written, or was not; all is there where the server got it, else nothing."""
        proxy.reset(at_commit(fault))
        with pytest.raises(OutcomeUnknownError) as caught, anna.transaction() as together:  # noqa: PT012 - its end raises
            together.entries.write(*entry, "раз", expected_version=0)
            together.organizations.add("ООО «Лютик»")
        assert str(caught.value) == (
            "Связь с сервером базы прервалась при фиксации: записано всё или ничего. "
            "Прочитайте данные, прежде чем повторять."
        )
        proxy.reset()
        is_there = IS_THERE[fault]
        assert anna.entries.read(*entry).version == int(is_there)
        assert len(anna.organizations.list()) == 1 + is_there
        assert list(store.verify()) == []

    def test_who_reads_before_repeating_loses_and_doubles_nothing(
        self, proxy: Proxy, anna: Workspace, entry: tuple[str, str]
    ) -> None:
        """However often the answer is lost, before or after the writing: each text is there, once, in its order."""
        unknown = 0
        for version in range(TIMES):
            proxy.reset(at_commit(random.choice([Fault.CUT_REQUEST, Fault.CUT_ANSWER]), share=0.5))
            written = write_surely(anna, *entry, str(version), version)
            unknown += sum(sent.endswith("COMMIT\0") for sent in proxy.exchanges) > 1
            assert (written.text, written.version) == (str(version), version + 1)
        proxy.reset()
        assert [one.text for one in anna.entries.history(*entry)] == [str(version) for version in range(TIMES)]
        assert unknown > 0

    def test_reading_alone_has_no_unknown_outcome(self, proxy: Proxy, store: SqlBackend) -> None:
        """A unit that reads sends no COMMIT that could be lost: it is over when it is left."""
        proxy.reset(at_commit(Fault.CUT_REQUEST))
        with store.begin(FIRM, viewer=Viewer("anna")) as work:
            assert work.organizations.list() == ()
        assert store.cards(FIRM, viewer=Viewer("anna")) is not None


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let this process be interrupted: a shell that starts one in the background makes it deaf to that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class TestInterrupted:
    """A thread that is stopped while it waits for the answer."""

    @pytest.mark.usefixtures("interruptible")
    def test_nothing_bad_is_left_in_the_pool(
        self, proxy: Proxy, store: SqlBackend, anna: Workspace, entry: tuple[str, str]
    ) -> None:
        """The interrupted thread and all others go on, by other connections; the write is whole or absent."""
        late = at_commit(Fault.LATE_ANSWER)

        def interrupting(number: int, sent: str) -> Fault | None:
            if fault := late(number, sent):
                _thread.interrupt_main()
            return fault

        before = process(store)
        proxy.reset(interrupting)
        with pytest.raises(KeyboardInterrupt), anna.transaction() as together:
            together.entries.write(*entry, "раз", expected_version=0)
        proxy.reset()
        assert process(store) != before
        version = anna.entries.read(*entry).version
        assert anna.entries.write(*entry, "два", expected_version=version).version == version + 1
        assert [one.name for one in anna.organizations.list()] == ["ООО «Ромашка»"]
        assert list(store.verify()) == []


class TestFailedBefore:
    """A transaction that had come to nothing before its COMMIT."""

    def test_commit_of_what_failed_is_told(self, store: SqlBackend, anna: Workspace) -> None:
        """The server answers such a COMMIT with a ROLLBACK and no error: it is not taken for a commit."""
        with store.begin(FIRM, viewer=Viewer("anna"), writes=True) as work:
            with pytest.raises(StorageError):
                work._inside.driver.command("SELECT 1 / 0")
            with pytest.raises(UnavailableError) as caught:
                work.commit()
        assert str(caught.value) == ("Транзакция уже была прервана ошибкой: ничего не записано. Повторите её с начала.")
        assert anna.organizations.add("ООО «Астра»").version == 1


class _Diagnosis:
    severity_nonlocalized = "PANIC"


class _DiskError(Exception):
    sqlstate = "58030"
    diag = _Diagnosis()


def test_server_that_ends_itself_at_commit_has_told_nothing() -> None:
    """Where the log cannot be synced the server panics, and recovers what has reached the disk: perhaps the commit."""
    assert isinstance(commit_failed(_DiskError()), OutcomeUnknownError)
    error = _DiskError()
    error.diag = _Diagnosis()
    error.diag.severity_nonlocalized = "ERROR"
    assert isinstance(commit_failed(error), UnavailableError)
