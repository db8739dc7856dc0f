"""A server and its standby, which takes over when the first is gone."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import attrs
from sqlalchemy import URL, make_url

from tests.servers.postgresql_programs import run_program
from tests.servers.postgresql_server import SUPERUSER, Server, a_server, running

__all__ = ["Pair", "Standby", "failover_url", "primary_with_standby"]

_NAME: Final = "standby"
_PATIENCE: Final = 60


class Standby(Server):
    """A server that follows another, and answers reading alone until it is promoted."""

    def promote(self) -> None:
        """End the following, and return when it can be written to."""
        self.run("SELECT pg_promote()")
        _wait(lambda: self.run("SELECT pg_is_in_recovery()") == [(False,)])


@attrs.frozen
class Pair:
    """A server, and the standby that follows it."""

    primary: Server
    standby: Standby

    def url(self, database: str) -> str:
        """Return the address, by TCP, of the one of both that can be written to."""
        return failover_url(database, self.primary, self.standby)

    def hold_back(self) -> None:
        """Send the standby nothing from now on: what is committed now it does not get, unless it is let go before."""
        os.kill(self._sender(), signal.SIGSTOP)

    def let_go(self) -> None:
        """Send the standby what was held back."""
        os.kill(self._sender(), signal.SIGCONT)

    def wait_until_followed(self) -> None:
        """Return when the standby has all that the primary has written until now."""
        [(written,)] = self.primary.run("SELECT pg_current_wal_flush_lsn()::text")
        _wait(lambda: self.standby.run("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", [written]) == [(True,)])

    def _sender(self) -> int:
        [(process,)] = self.primary.run("SELECT pid FROM pg_stat_replication")
        return int(process)


@contextmanager
def primary_with_standby(*, synchronous: bool) -> Iterator[Pair]:
    """
    Run two servers, by TCP too; the second has a copy of the first, and follows it.

    A *synchronous* one has on its disk whatever the first has acknowledged; another has it a little later.
    """
    with a_server(tcp=True) as primary, running(lambda folder: _copied(primary, folder)) as standby:
        pair = Pair(primary, standby)
        if synchronous:
            primary.run(f"ALTER SYSTEM SET synchronous_standby_names = '{_NAME}'")
            primary.run("SELECT pg_reload_conf()")
        state = [("streaming", "sync" if synchronous else "async")]
        _wait(lambda: primary.run("SELECT state, sync_state FROM pg_stat_replication") == state)
        yield pair


def failover_url(database: str, *servers: Server, user: str = SUPERUSER, password: str | None = None) -> str:
    """Return the address, by TCP, of whichever of the servers can be written to; the password is the first's."""
    first = make_url(servers[0].tcp_url(database, user, password))
    hosts = tuple(f"{host}:{port}" for host, port in (one.tcp for one in servers))
    query = {"host": hosts, "target_session_attrs": "read-write"}
    several = URL.create(first.drivername, first.username, first.password, database=database, query=query)
    return several.render_as_string(hide_password=False)


def _copied(primary: Server, folder: Path) -> Standby:
    place = f"host={primary.folder} port={primary.port} user={SUPERUSER} application_name={_NAME}"
    options = ("--write-recovery-conf", "--checkpoint=fast", "--no-sync", "--wal-method=stream")
    run_program(folder, "pg_basebackup", "-d", place, "-D", str(folder / "data"), *options)
    # One that is held back looks for no other way to what it is to lack.
    return Standby(folder, settings={"wal_receiver_timeout": 0}, tcp=True, password=primary.password)


def _wait(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not is_so():
        assert time.monotonic() < until, "It does not come to pass"
        time.sleep(0.01)
