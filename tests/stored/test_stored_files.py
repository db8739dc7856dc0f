"""What a released version stored in a folder is read by this one, and by whoever reads its description."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

import pytest

from multibuh_backends import connect
from multibuh_core.ports import Backend
from tests.stored.contents import FIRM, USERS, contents, go_on_in
from tests.stored.make_files_sample import STORE, make
from tests.stored.plain_reader import cards

FOLDER: Final = Path(__file__).parent
SAMPLES: Final = sorted(path.name for path in FOLDER.glob("files-*"))


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a copy of each sample."""
    name: str = request.param
    return shutil.copytree(FOLDER / name, tmp_path / name)


def opened(sample: Path) -> Backend:
    """Open the store of a sample."""
    return connect(f"file://{(sample / STORE).as_posix()}", upgrade=True)


def expected(sample: Path) -> Any:
    """Return what it held when it was made."""
    return json.loads((sample / "contents.json").read_text(encoding="utf-8"))


class TestStoredFiles:
    """The samples."""

    def test_there_is_a_sample_of_everything(self) -> None:
        """At least one release has left its store, and each has files of every kind."""
        assert "files-0.1.0" in SAMPLES
        for name in SAMPLES:
            for kind in ("multibuh.json", "firms/*/log/*", "firms/*/segments/*", "firms/*/checkpoints/*"):
                assert list((FOLDER / name / STORE).glob(kind))
            assert list((FOLDER / name / STORE / "attachments").glob("*/*/*"))

    @pytest.mark.parametrize("without", [None, "checkpoints"])
    def test_everything_in_it_is_read(self, sample: Path, without: str | None) -> None:
        """All is what it was for everybody who could see it, read from the checkpoint or from the log alone."""
        for folder in sample.glob(f"{STORE}/firms/*/{without}"):
            shutil.rmtree(folder)
        with opened(sample) as backend:
            assert json.loads(json.dumps(contents(backend))) == expected(sample)
            assert list(backend.verify()) == []

    @pytest.mark.parametrize("user", USERS)
    def test_stranger_reads_its_cards(self, sample: Path, user: str) -> None:
        """The reader of the docs reads the same cards out of it."""
        tags = {"type": "multibuh.card", "format": 1}
        found = {key: tags | card for key, card in cards(sample / STORE, FIRM, user).items()}
        assert found == expected(sample)[user]["cards"]

    def test_work_goes_on_in_it(self, sample: Path) -> None:
        """The store can be written to, and stays sound."""
        with opened(sample) as backend:
            go_on_in(backend)

    def test_sample_would_be_made_alike(self, tmp_path: Path) -> None:
        """What is made today holds what the sample of this version holds, and so does a sample in a database (L11)."""
        make(tmp_path / "new")
        assert expected(tmp_path / "new") == expected(FOLDER / "files-0.1.0") == expected(FOLDER / "sqlite-0.1.0")
