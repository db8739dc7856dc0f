"""Servers of PostgreSQL that run for as long as a test or a test run needs them."""

from __future__ import annotations

import ctypes
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from tests.servers.leftovers import a_folder
from tests.servers.postgresql_process import SUPERUSER, Server, Settings
from tests.servers.postgresql_programs import give_away, is_reached, run_program

__all__ = ["SUPERUSER", "Server", "Settings", "a_server", "running"]

S = TypeVar("S", bound=Server)

_ACCESS: Final = "local all,replication all trust\nhost all,replication all 127.0.0.1/32 scram-sha-256\n"
"""Over the socket, in a folder closed to others, whoever they say they are; over TCP by password alone."""
_INITDB: Final = ("--no-sync", "--no-instructions", "--encoding=UTF8", "--locale=C", f"--username={SUPERUSER}")
_FLEETING: Final[Settings] = {"fsync": "off", "max_wal_size": "256MB"}
_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of ours alone is made there
_ENOUGH: Final = 4 << 30
"""Bytes."""


@contextmanager
def a_server(*, settings: Settings | None = None, tcp: bool = False, fleeting: bool = False) -> Iterator[Server]:
    """
    Run a new server, with nothing in it, in a folder that is removed afterwards.

    A *fleeting* one is kept in memory, where there is enough: a database is copied ten times as fast as on a busy disk.
    """

    def make(folder: Path) -> Server:
        run_program(folder, "initdb", *_INITDB, "-D", str(folder / "data"))
        Path(folder, "data", "pg_hba.conf").write_text(_ACCESS)
        return Server(folder, settings={**(_FLEETING if fleeting else {}), **(settings or {})}, tcp=tcp)

    with running(make, place=_memory() if fleeting else None) as server:
        server.run(f"ALTER ROLE {SUPERUSER} PASSWORD '{server.password}'")
        yield server


@contextmanager
def running(make: Callable[[Path], S], place: Path | None = None) -> Iterator[S]:
    """Run a server that is made in a new folder, which is removed afterwards."""
    with a_folder("postgresql", place) as folder:
        give_away(folder)
        server = make(folder)
        try:
            server.start()
            yield server
        finally:
            if server.is_running:
                server.stop("immediate")
            else:
                _free_memory(server.data)


def _memory() -> Path | None:
    """Return where files are kept in memory, unless there is too little, or programs would have to be copied there."""
    with suppress(OSError):
        if shutil.disk_usage(_MEMORY).free > _ENOUGH and is_reached():
            return _MEMORY
    return None


def _free_memory(data: Path) -> None:
    """Free the piece of shared memory that a killed server leaves in the system, whose number it had noted."""
    with suppress(OSError, IndexError):
        ctypes.CDLL(None).shmctl(int(Path(data, "postmaster.pid").read_text().split("\n")[6].split()[1]), 0, None)
