"""The SQL backend obeys every law, on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from multibuh_core import CorruptionError, Settings
from multibuh_core.ports import Backend
from multibuh_core.testing import BackendConformance
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.laws.l9_attachments import DATA, damage
from multibuh_core.testing.world import World
from tests.multibuh_backends.sql.postgresql.stores import a_new_place, open_at
from tests.sampling import few_chances
from tests.servers.postgresql import Database, Databases

_URL = "url"


@pytest.mark.sampled
class TestPostgresql(BackendConformance):
    """A folder with the attachments, and with a file that says which database is theirs."""

    lasting = True

    _databases: ClassVar[Databases]
    _made: ClassVar[list[Database]] = []

    @pytest.fixture(autouse=True)
    def _on_a_server(self, databases: Databases) -> Iterator[None]:
        """Let stores be made on the server of this test run, and remove them."""
        type(self)._databases = databases
        yield
        while self._made:
            self._made.pop().drop()

    @pytest.fixture(autouse=True)
    def _chances(self) -> Iterator[None]:
        """Try all, but in the profile `ci` no more of what is random than in `default`: SQLite tries the rest."""
        with few_chances():
            yield

    def open_backend(self, place: Path, settings: Settings) -> Backend:
        """Open the store of a folder, in whichever process."""
        if not place.exists():
            made = a_new_place(self._databases, place)
            self._made.append(made.database)
            Path(place, _URL).write_text(made.url)
        return open_at(Path(place, _URL).read_text(), place / "attachments", settings=settings)

    def test_l9_damage_is_found_here(self, world: World) -> None:
        """The kit damages bytes where it finds them; of this store it does, so its own test is no empty one."""
        anna = world.user("anna")
        file = anna.attachments.attach(new_directory(anna).id, new_organization(anna).id, DATA, name="a.bin")
        assert damage(world.place)
        with anna.attachments.open(file.id) as stream, pytest.raises(CorruptionError):
            stream.read()
