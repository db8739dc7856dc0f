"""What a released version stored is read by this one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from multibuh_backends import connect
from tests.stored.contents import contents, go_on_in
from tests.stored.make_sample import fill, sample_settings

FOLDER = Path(__file__).parent
SAMPLES = sorted(path.name for path in FOLDER.glob("sqlite-*"))


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a copy of each sample."""
    name: str = request.param
    return shutil.copytree(FOLDER / name, tmp_path / name)


class TestStored:
    """The samples."""

    def test_there_is_a_sample(self) -> None:
        """At least one release has left its store."""
        assert "sqlite-0.1.0" in SAMPLES

    def test_everything_in_it_is_read(self, sample: Path) -> None:
        """Records, histories, past versions, cards and files are what they were, for everybody who could see them."""
        expected = json.loads((sample / "contents.json").read_text(encoding="utf-8"))
        with connect(f"sqlite:///{sample / 'firm.db'}", upgrade=True) as backend:
            assert json.loads(json.dumps(contents(backend))) == expected
            assert list(backend.verify()) == []

    def test_work_goes_on_in_it(self, sample: Path) -> None:
        """The store can be written to, and stays sound."""
        with connect(f"sqlite:///{sample / 'firm.db'}", upgrade=True) as backend:
            go_on_in(backend)

    def test_memory_would_have_told_the_same(self) -> None:
        """The sample's contents are no habit of one backend: memory, filled alike, gives them too (L11)."""
        expected = json.loads((FOLDER / "sqlite-0.1.0" / "contents.json").read_text(encoding="utf-8"))
        with connect("memory:", settings=sample_settings()) as backend:
            fill(backend)
            assert json.loads(json.dumps(contents(backend))) == expected
