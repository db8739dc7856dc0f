"""What is told to be there is there after the power has gone: all is synced before it is built upon."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from multibuh_backends.files.objects import Objects
from multibuh_backends.files.objects.local import LocalObjects
from tests.multibuh_backends.blobs.faulty_disk import FaultyDisk
from tests.multibuh_backends.files.objects.crashing import KEY, OURS
from tests.multibuh_backends.files.objects.syncing import Forgetful, unsynced

ACTS = {"create": lambda objects: objects.create(KEY, OURS), "put": lambda objects: objects.put(KEY, OURS)}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_all_is_synced(tmp_path: Path, act: Callable[[Objects], object]) -> None:
    """Bytes before they get their name, names before what lies below them, and all before the call returns."""
    assert not list(unsynced(LocalObjects, tmp_path / "a/b", act))


@pytest.mark.parametrize("left_out", [("sync",), ("sync_folder",), ("sync_folder", "create")], ids=" after ".join)
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_missing_sync_is_caught(tmp_path: Path, act: Callable[[Objects], object], left_out: tuple[str, ...]) -> None:
    """A sync of the bytes or of a folder that is left out is found."""
    name, after = left_out[0], "".join(left_out[1:])

    def make(root: Path, disk: Any) -> Objects:
        return LocalObjects(root, Forgetful(disk, name, after=after))  # type: ignore[arg-type]

    assert list(unsynced(make, tmp_path / "a/b", act))


def test_taken_is_synced_too(tmp_path: Path) -> None:
    """Who is told that a key is taken may build upon what lies there: its name is lasting by then."""
    LocalObjects(tmp_path).create(KEY, OURS)
    assert not list(unsynced(LocalObjects, tmp_path, lambda objects: objects.create(KEY, OURS)))


def test_folders_are_synced_once_by_each_process(tmp_path: Path) -> None:
    """A process does not trust that another has synced the folders that it finds, but does so once only."""
    LocalObjects(tmp_path).create(KEY, OURS)
    disk = FaultyDisk()
    objects = LocalObjects(tmp_path, disk)
    objects.create(f"{KEY}.2", OURS)
    synced = {call[1] for call in disk.calls if call[0] == "sync_folder"}
    assert {tmp_path, tmp_path / "firms", tmp_path / "firms/0a", tmp_path / "firms/0a/log"} <= synced
    disk.calls.clear()
    objects.create(f"{KEY}.3", OURS)
    names = [call[0] for call in disk.calls]
    assert names == ["create", "write", "sync", "close", "link", "remove", "sync_folder"]
