"""One server of PostgreSQL, in a folder of its own: started, stopped, and killed as by a loss of power."""

from __future__ import annotations

import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Literal

import psycopg
from sqlalchemy import URL

from tests.servers.leftovers import PID, kill_with_children
from tests.servers.postgresql_programs import start_program

__all__ = ["SUPERUSER", "Server", "Settings"]

Settings = Mapping[str, str | int]
"""What the server is started with, as ``{"fsync": "off"}``."""

SUPERUSER: Final = "postgres"
_HOST: Final = "127.0.0.1"
_SETTINGS: Final[Settings] = {
    "max_connections": 200,
    "dynamic_shared_memory_type": "mmap",  # in the folder, and gone with it however the server ends
}
_STOPS: Final = {"fast": signal.SIGINT, "immediate": signal.SIGQUIT}
_PATIENCE: Final = 60
_LONGEST_SOCKET: Final = 100
_PORTS: Final = range(20_000, 32_000)
"""Nothing else takes one of them for a connection while a server that is to come back is away."""


class Server:
    """
    A server, with the superuser ``postgres``: reached by its socket, and with *tcp* by the loopback as well.

    It keeps what was committed however it ends, unless it is started with ``fsync=off`` and the machine ends too.
    """

    def __init__(
        self, folder: Path, *, settings: Settings | None = None, tcp: bool = False, password: str = ""
    ) -> None:
        """Start nothing yet."""
        self.folder = folder
        """The folder of its socket, its log and its data."""
        self.port = _a_free_port()
        self.password = password or secrets.token_hex()
        """The superuser's, over TCP."""
        self._settings = {**_SETTINGS, **(settings or {})}
        self._listens = tcp
        self._process: subprocess.Popen[bytes] | None = None
        assert len(str(self._socket)) < _LONGEST_SOCKET, f"The path of a socket is too long: {self._socket}"

    @property
    def is_running(self) -> bool:
        """Whether there is a process of it."""
        return self._process is not None and self._process.poll() is None

    @property
    def process(self) -> int:
        """The id of its first process, the postmaster."""
        assert self._process is not None
        return self._process.pid

    @property
    def data(self) -> Path:
        """The folder of its data."""
        return self.folder / "data"

    @property
    def log(self) -> str:
        """All that it has logged."""
        return Path(self.folder, "log").read_text(errors="replace")

    @property
    def tcp(self) -> tuple[str, int]:
        """Where it listens."""
        assert self._listens, "The server was not asked to listen to TCP"
        return _HOST, self.port

    def url(self, database: str, user: str = SUPERUSER, password: str | None = None) -> str:
        """Return the address of a database for SQLAlchemy, by the socket; no password is asked for there."""
        place = {"host": str(self.folder), "port": str(self.port)}
        return _rendered(URL.create("postgresql+psycopg", user, password, database=database, query=place))

    def tcp_url(self, database: str, user: str = SUPERUSER, password: str | None = None) -> str:
        """Return the same by TCP; without a *password* it is the superuser's."""
        host, port = self.tcp
        return _rendered(URL.create("postgresql+psycopg", user, password or self.password, host, port, database))

    def start(self) -> None:
        """Start, and return when it can be connected to."""
        assert not self.is_running
        options = [f"-c{name}={value}" for name, value in self._settings.items()]
        place = ["-k", str(self.folder), "-p", str(self.port), "-h", _HOST if self._listens else ""]
        self._process = start_program(self.folder, "postgres", "-D", str(self.data), *place, *options)
        Path(self.folder, PID).write_text(str(self._process.pid))
        until = time.monotonic() + _PATIENCE
        while not self._is_ready():
            assert self._process.poll() is None, self.log[-2_000:]
            assert time.monotonic() < until, self.log[-2_000:]
            time.sleep(0.01)

    def stop(self, mode: Literal["fast", "immediate"] = "fast") -> None:
        """Stop: *fast* rolls back what is open, *immediate* leaves all to the recovery of the next start."""
        if self._process is not None:
            self._process.send_signal(_STOPS[mode])
            self._process.wait(_PATIENCE)

    def restart(self) -> None:
        """Stop, and start again with the same address."""
        self.stop()
        self.start()

    def kill(self) -> None:
        """Kill all its processes at once."""
        assert self._process is not None
        assert self.is_running
        kill_with_children(self._process.pid)
        self._process.wait()

    @property
    def dsn(self) -> str:
        """How libpq reaches it, as the superuser by the socket, in its first database."""
        return f"host='{self.folder}' port={self.port} dbname={SUPERUSER} user={SUPERUSER} connect_timeout=10"

    def run(
        self, statement: str, parameters: Sequence[Any] | None = None, *, database: str = SUPERUSER
    ) -> list[tuple[Any, ...]]:
        """Run a statement as the superuser, outside of a transaction, and return its rows."""
        with psycopg.connect(self.dsn, dbname=database, autocommit=True) as connection:
            cursor = connection.execute(statement.encode(), parameters)
            return cursor.fetchall() if cursor.description else []

    def _is_ready(self) -> bool:
        try:
            self.run("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    @property
    def _socket(self) -> Path:
        return self.folder / f".s.PGSQL.{self.port}"


def _rendered(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _a_free_port() -> int:
    while True:
        with suppress(OSError), socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind((_HOST, port := secrets.choice(_PORTS)))
            return port
