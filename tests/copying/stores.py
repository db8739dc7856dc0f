"""One empty store of each kind, in a folder or on a server."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Final
from uuid import uuid4

import attrs

from multibuh_backends import connect
from multibuh_core.ports import Backend
from tests.multibuh_backends.sql.postgresql.stores import a_new_place
from tests.servers.postgresql import Databases
from tests.servers.seaweedfs import bucket_at

__all__ = ["KINDS", "Stores"]

KINDS: Final = ("memory", "sqlite", "files", "postgresql")
"""All but the bucket, which is a folder on a server: it takes its time, and is tried once each way."""


@attrs.frozen
class Stores:
    """Makes stores; they are closed, and databases removed, as *opened* is."""

    databases: Databases
    bucket_server: Callable[[], tuple[str, int]]
    """Starts it, for whoever asks first."""
    opened: ExitStack

    def make(self, kind: str, folder: Path) -> Backend:
        """Return a new and empty store of a kind; where it keeps something in a folder, it does so in *folder*."""
        made = getattr(self, f"_{kind}")(folder)
        return self.opened.enter_context(made)  # type: ignore[no-any-return]

    def _memory(self, _folder: Path) -> Backend:
        return connect("memory:")

    def _sqlite(self, folder: Path) -> Backend:
        shutil.copytree(_new_sqlite(), folder)
        return connect(f"sqlite:///{folder.as_posix()}/firm.db")

    def _files(self, folder: Path) -> Backend:
        return connect(f"file://{folder.as_posix()}", create=True)

    def _postgresql(self, folder: Path) -> Backend:
        place = a_new_place(self.databases, folder)
        self.opened.callback(place.database.drop)
        return place.open()

    def _s3(self, _folder: Path) -> Backend:
        bucket = bucket_at(self.bucket_server(), uuid4().hex)
        return connect(bucket.url, create=True, storage_options=bucket.options)


@cache
def _new_sqlite() -> Path:
    """Make one once: a copy of it is a new store, and costs less than making one."""
    place = Path(tempfile.mkdtemp(prefix="multibuh-copying-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    connect(f"sqlite:///{place.as_posix()}/firm.db", create=True).close()
    return place
