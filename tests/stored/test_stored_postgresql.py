"""What a released version stored on PostgreSQL is read by this one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
import pytest

from multibuh_backends import connect
from multibuh_core.ports import Backend
from tests.servers.postgresql import Database, Databases
from tests.stored.contents import contents, go_on_in
from tests.stored.make_postgresql_sample import ATTACHMENTS, restored

FOLDER: Final = Path(__file__).parent
SAMPLES: Final = sorted(path.name for path in FOLDER.glob("postgresql-*"))


@attrs.frozen
class Sample:
    """A sample, restored."""

    folder: Path
    database: Database

    def opened(self) -> Backend:
        """Open it, brought up to date."""
        return connect(self.database.url, attachments=str(self.folder / ATTACHMENTS), upgrade=True)


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest, tmp_path: Path, databases: Databases) -> Iterator[Sample]:
    """Give each sample, restored into a database."""
    folder = shutil.copytree(FOLDER / request.param, tmp_path / request.param)
    database = restored(folder, databases)
    yield Sample(folder, database)
    database.drop()


class TestStoredPostgresql:
    """The samples."""

    def test_there_is_a_sample(self) -> None:
        """At least one release has left its store."""
        assert "postgresql-0.1.0" in SAMPLES

    def test_everything_in_it_is_read(self, sample: Sample) -> None:
        """Records, histories, past versions, cards and files are what they were, for everybody who could see them."""
        expected = json.loads((sample.folder / "contents.json").read_text(encoding="utf-8"))
        with sample.opened() as backend:
            assert json.loads(json.dumps(contents(backend))) == expected
            assert list(backend.verify()) == []

    def test_it_holds_what_the_other_samples_hold(self, sample: Sample) -> None:
        """Filled alike, a store tells the same wherever it is kept (L11)."""
        told = json.loads((sample.folder / "contents.json").read_text(encoding="utf-8"))
        version = sample.folder.name.partition("-")[2]
        beside = json.loads((FOLDER / f"sqlite-{version}" / "contents.json").read_text(encoding="utf-8"))
        assert told == beside

    def test_work_goes_on_in_it(self, sample: Sample) -> None:
        """The store can be written to, and stays sound."""
        with sample.opened() as backend:
            go_on_in(backend)
