"""The SQL backend obeys every law, on SQLite."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from multibuh_backends import connect
from multibuh_core import Settings
from multibuh_core.ports import Backend
from multibuh_core.testing import BackendConformance


@cache
def a_new_store() -> Path:
    """Make a store once: a copy of it is a new store, and costs less than making one."""
    place = Path(tempfile.mkdtemp(prefix="multibuh-laws-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    connect(f"sqlite:///{place.as_posix()}/firm.db", create=True).close()
    return place


class TestSqlite(BackendConformance):
    """A folder with the file and its attachments."""

    lasting = True

    def open_backend(self, place: Path, settings: Settings) -> Backend:
        """Open the store in a folder."""
        if not place.exists():
            shutil.copytree(a_new_store(), place)
        return connect(f"sqlite:///{place.as_posix()}/firm.db", settings=settings)
