"""The SQL backend obeys every law, on SQLite."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest

from multibuh_backends import connect
from multibuh_core import CorruptionError, Settings
from multibuh_core.ports import Backend
from multibuh_core.testing import BackendConformance
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.laws.l9_attachments import DATA, damage
from multibuh_core.testing.world import World


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

    def test_l9_damage_is_found_here(self, world: World) -> None:
        """The kit damages bytes where it finds them; of this store it does, so its own test is no empty one."""
        anna = world.user("anna")
        file = anna.attachments.attach(new_directory(anna).id, new_organization(anna).id, DATA, name="a.bin")
        assert damage(world.place)
        with anna.attachments.open(file.id) as stream, pytest.raises(CorruptionError):
            stream.read()
