"""The servers of PostgreSQL are what the tests of the backend take them to be."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.servers.leftovers import a_folder
from tests.servers.postgresql import (
    Database,
    Databases,
    Server,
    a_server,
    database,
    databases,
    failover_url,
    postgresql,
    primary_with_standby,
    program,
)

__all__ = ["database", "databases", "postgresql"]

BUSY = "SELECT count(*) FROM generate_series(1, 1e12)"
KILLED_RUN = f"""
import json, os, signal, threading, time
from tests.servers.postgresql import a_server

with a_server() as server:
    threading.Thread(target=server.run, args=({BUSY!r},), daemon=True).start()
    for _ in range(1_000):
        busy = [row[0] for row in server.run("SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT count%'")]
        if busy:
            break
        time.sleep(0.01)
    print(json.dumps([str(server.folder), server.process, *busy]), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
"""A test run that is killed while its server is at work, and says which folder and processes it leaves behind."""


class TestDatabases:
    """One server serves many tests."""

    def test_each_is_empty_and_apart(self, database: Database, databases: Databases) -> None:
        """A test finds nothing of another's in its database."""
        database.run("CREATE TABLE one (id int)")
        other = databases.empty()
        assert tables(database.url) == ["one"]
        assert tables(other.url) == []
        other.drop()

    def test_is_dropped_under_whoever_is_connected(self, postgresql: Server, databases: Databases) -> None:
        """A test that has left a connection open leaves no database behind."""
        database = databases.empty()
        with connected(database.url) as ask:
            ask("SELECT 1")
            database.drop()
            assert postgresql.run("SELECT 1 FROM pg_database WHERE datname = %s", [database.name]) == []

    def test_template_is_filled_once(self, databases: Databases) -> None:
        """What is costly to fill is copied afterwards, and a copy changes neither the others nor what it came from."""
        filled: list[str] = []

        def fill(url: str) -> None:
            filled.append(url)
            ask_once(url, "CREATE TABLE one AS SELECT 1 AS id")

        first, second = (databases.from_template("ones", fill) for _ in range(2))
        ask_once(first.url, "INSERT INTO one VALUES (2)")
        third = databases.from_template("ones", fill)
        assert [ask_once(one.url, "SELECT id FROM one") for one in (first, second, third)] == [[1, 2], [1], [1]]
        assert len(filled) == 1
        for one in (first, second, third):
            one.drop()

    def test_template_that_failed_is_filled_anew(self, databases: Databases) -> None:
        """A test never gets a copy of what was filled by half."""

        def fail(url: str) -> None:
            ask_once(url, "CREATE TABLE half (id int)")
            raise LookupError

        with pytest.raises(LookupError):
            databases.from_template("failed", fail)
        whole = databases.from_template("failed", lambda url: ask_once(url, "CREATE TABLE whole (id int)"))
        assert tables(whole.url) == ["whole"]
        whole.drop()

    def test_by_tcp_a_password_is_asked_for(self, postgresql: Server, database: Database) -> None:
        """A user gets in with the right password, and with no other."""
        postgresql.run("CREATE ROLE reader LOGIN PASSWORD 'right'")
        assert ask_once(database.by_tcp("reader", "right"), "SELECT current_user::text") == ["reader"]
        assert ask_once(database.as_user("reader"), "SELECT current_user::text") == ["reader"]
        assert ask_once(database.by_tcp(), "SELECT current_user::text") == ["postgres"]
        with pytest.raises(OperationalError, match="password authentication failed"):
            ask_once(database.by_tcp("reader", "wrong"), "SELECT 1")
        postgresql.run("DROP ROLE reader")

    def test_programs_are_there(self, postgresql: Server, database: Database) -> None:
        """A database can be dumped by PostgreSQL's own program."""
        database.run("CREATE TABLE one (id int)")
        place = ["-h", str(postgresql.folder), "-p", str(postgresql.port), "-U", "postgres", database.name]
        assert b"CREATE TABLE public.one" in subprocess.check_output([program("pg_dump"), *place])


class TestEnding:
    """A server of a test's own ends as the test says."""

    def test_committed_rows_are_kept(self) -> None:
        """Whether it is stopped or killed, it comes back by the same address with what was committed."""
        with a_server() as server:
            url = server.url("postgres")
            ask_once(url, "CREATE TABLE one (id serial)")
            ends: list[Callable[[], None]] = [server.stop, lambda: server.stop("immediate"), server.kill]
            for end in ends:
                ask_once(url, "INSERT INTO one DEFAULT VALUES")
                with connected(url) as ask:
                    ask("INSERT INTO one DEFAULT VALUES")
                    end()
                assert not server.is_running
                with pytest.raises(OperationalError):
                    ask_once(url, "SELECT 1")
                server.start()
            server.restart()
            assert ask_once(url, "SELECT count(*) FROM one") == [3]

    def test_killed_server_is_gone_at_once(self) -> None:
        """No process of it goes on, not even one that is busy: at its start nothing is in the way."""
        with a_server(fleeting=True) as server:
            busy = threading.Thread(target=asked_until_cut, args=(server, BUSY))
            busy.start()
            process = busy_process(server)
            server.kill()
            assert not is_alive(process)
            busy.join(10)
            server.start()

    def test_next_run_ends_the_server_of_a_killed_one(self) -> None:
        """Neither a process nor a file of it is left."""
        done = subprocess.run([sys.executable, "-c", KILLED_RUN], check=False, capture_output=True)
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
        folder, *processes = json.loads(done.stdout)
        assert len(processes) == 2
        with a_folder("postgresql"):  # another test run beside this one may have been the next already
            assert not any(is_alive(one) for one in processes)
            assert not Path(folder).exists()


class TestStandby:
    """A standby takes over when the first server is gone."""

    def test_synchronous_one_has_what_was_acknowledged(self) -> None:
        """The address of both leads to the standby once it is promoted, and it has all."""
        with primary_with_standby(synchronous=True) as pair:
            url = pair.url("postgres")
            ask_once(url, "CREATE TABLE one AS SELECT 1 AS id")
            with pytest.raises(OperationalError, match="session is read-only"):
                ask_once(failover_url("postgres", pair.standby, password=pair.standby.password), "SELECT 1")
            pair.primary.kill()
            pair.standby.promote()
            ask_once(url, "INSERT INTO one VALUES (2)")
            assert ask_once(url, "SELECT id FROM one") == [1, 2]

    def test_one_that_is_held_back_has_not(self) -> None:
        """Without waiting for the standby, what is acknowledged can be lost: the test of the other could fail."""
        with primary_with_standby(synchronous=False) as pair:
            url = pair.url("postgres")
            ask_once(url, "CREATE TABLE one AS SELECT 1 AS id")
            pair.wait_until_followed()
            pair.hold_back()
            ask_once(url, "INSERT INTO one VALUES (2)")
            pair.let_go()
            pair.wait_until_followed()
            pair.hold_back()
            ask_once(url, "INSERT INTO one VALUES (3)")
            pair.primary.kill()
            pair.standby.promote()
            assert ask_once(url, "SELECT id FROM one") == [1, 2]


@contextmanager
def connected(url: str) -> Iterator[Callable[[str], object]]:
    """Give what asks in one transaction, which is rolled back."""
    engine = create_engine(url)
    connection = engine.connect()
    try:
        yield lambda statement: connection.execute(text(statement))
    finally:
        connection.invalidate()
        engine.dispose()


def ask_once(url: str, statement: str) -> list[object]:
    """Run a statement in a transaction of its own, and return the first column of its rows."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return list(result.scalars()) if result.returns_rows else []
    finally:
        engine.dispose()


def tables(url: str) -> list[object]:
    """Return the names of all tables of a database's users."""
    return ask_once(url, "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")


def busy_process(server: Server) -> int:
    """Return the id of the process that works at what takes long."""
    for _ in range(1_000):
        for (process,) in server.run("SELECT pid FROM pg_stat_activity WHERE query = %s", [BUSY]):
            return int(process)
        time.sleep(0.01)
    pytest.fail("Nothing is busy")


def asked_until_cut(server: Server, statement: str) -> None:
    """Ask what takes longer than the server lives."""
    with pytest.raises(Exception, match="server closed the connection"):
        server.run(statement)


def is_alive(process: int) -> bool:
    """Return whether a process is neither gone nor waiting to be noticed as such."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
