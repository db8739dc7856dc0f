"""A checkpoint of commits that the log does not have: told by the check, and nothing is built upon it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from multibuh_backends.files import checkpoints
from tests.multibuh_backends.files.stores import a_store, user


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a store with a checkpoint after its only commit, as after every one."""
    monkeypatch.setattr(checkpoints, "_AT_LEAST", 1)
    add(tmp_path / "store", "А")
    return tmp_path / "store"


def names(folder: Path) -> list[str]:
    """Return the names of the organizations, as a new process sees them."""
    with a_store(folder) as backend:
        return [one.name for one in user(backend).organizations.list()]


def add(folder: Path, *added: str) -> None:
    """Add organizations, each in a commit of its own."""
    with a_store(folder) as backend:
        for name in added:
            user(backend).organizations.add(name)


class TestCheckpointAhead:
    """The log has one commit, the checkpoint three."""

    def test_lost_end_of_the_log_is_told(self, store: Path) -> None:
        """Where the last commits are gone and a checkpoint of them is there, the check says so."""
        add(store, "Б", "В")
        for path in sorted(store.glob("firms/*/log/*"))[1:]:
            path.unlink()
        with a_store(store) as backend:
            assert list(backend.verify()) != []

    def test_copy_made_while_writers_run_is_a_prefix(self, store: Path, tmp_path: Path) -> None:
        """A copy whose log was copied before its checkpoints is what the store once was, and can be written to."""
        copy = shutil.copytree(store, tmp_path / "copy")
        add(store, "Б", "В")
        for path in store.glob("firms/*/checkpoints"):
            shutil.copytree(path, copy / path.relative_to(store), dirs_exist_ok=True)
        assert names(copy) == ["А"]
        add(copy, "Г")
        with a_store(copy) as backend:
            assert list(backend.verify()) == []
        for path in copy.glob("firms/*/checkpoints"):
            shutil.rmtree(path)
        assert names(copy) == ["А", "Г"]
