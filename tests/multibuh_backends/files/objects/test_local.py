"""What is peculiar to a folder: rights, links, drives that are unplugged, and what else may lie in it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from multibuh_backends.blobs.keys import INCOMING
from multibuh_backends.blobs.local_disk import LocalDisk
from multibuh_backends.files.objects import Creation
from multibuh_backends.files.objects.local import LocalObjects
from multibuh_core.errors import CorruptionError, FormatError, UnavailableError, UnsupportedOperationError, shown

KEY = "firms/0a/log/000000000001.json"
CALLS: dict[str, Callable[[LocalObjects], object]] = {
    "get": lambda objects: objects.get(KEY),
    "create": lambda objects: objects.create(KEY, b"x"),
    "put": lambda objects: objects.put(KEY, b"x"),
    "names": lambda objects: objects.names("firms/0a/log"),
    "modified": lambda objects: objects.modified(KEY),
    "now": lambda objects: objects.now(),
}


def test_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    """Nobody else on the machine may read a file or enter a folder, whatever the umask."""
    before = os.umask(0)
    try:
        objects = LocalObjects(tmp_path / "a" / "b")
        objects.create(KEY, b"x")
        objects.put("put", b"x")
    finally:
        os.umask(before)
    for path in (tmp_path / "a").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700


def test_nothing_is_left_of_the_writing(tmp_path: Path) -> None:
    """An object has one name, and beside it there is nothing."""
    objects = LocalObjects(tmp_path)
    objects.create(KEY, b"x")
    objects.create(KEY, b"y")
    objects.put("put", b"x")
    objects.now()
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == {KEY, "put"}
    assert (tmp_path / KEY).stat().st_nlink == 1


@pytest.mark.parametrize("kind", ["link", "dangling", "pipe", "folder"])
def test_what_is_no_file_is_damage(tmp_path: Path, kind: str) -> None:
    """A link, a pipe or a folder under a key is neither followed, nor waited for, nor taken for nothing."""
    place = tmp_path / "root" / KEY
    place.parent.mkdir(parents=True)
    (tmp_path / "away").write_bytes(b"secret")
    match kind:
        case "link":
            place.symlink_to(tmp_path / "away")
        case "dangling":
            place.symlink_to(tmp_path / "nowhere")
        case "pipe":
            os.mkfifo(place)
        case _:
            place.mkdir()
    objects = LocalObjects(tmp_path / "root")
    with pytest.raises(CorruptionError) as told:
        objects.get(KEY)
    assert str(told.value) == f"В хранилище на месте файла «{KEY}» лежит другое: уберите его и повторите."
    assert objects.create(KEY, b"x") is Creation.TAKEN
    assert (tmp_path / "away").read_bytes() == b"secret"


def test_nothing_is_read_or_written_outside_the_root(tmp_path: Path) -> None:
    """A folder that is a link is told: what is beyond it is not read, and nothing is written there."""
    away = tmp_path / "away" / "0a" / "log"
    away.mkdir(parents=True)
    (away / "000000000001.json").write_bytes(b"secret")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "firms").symlink_to(tmp_path / "away")
    objects = LocalObjects(tmp_path / "root")
    for call in (
        lambda: objects.get(KEY),
        lambda: objects.names("firms/0a/log"),
        lambda: objects.remove(KEY),
        lambda: objects.create("firms/0a/log/000000000002.json", b"x"),
    ):
        with pytest.raises(CorruptionError, match="на месте папки лежит другое"):
            call()
    assert [path.name for path in away.iterdir()] == ["000000000001.json"]


def test_drive_that_is_unplugged_is_not_written_to(tmp_path: Path) -> None:
    """Where the root has gone or is another, empty one, nothing is missing, nothing is made; back, all is there."""
    root = tmp_path / "drive"
    objects = LocalObjects(root)
    objects.create(KEY, b"x")
    root.rename(tmp_path / "away")
    for is_mount_point in (False, True):
        for name, call in CALLS.items():
            if name != "modified":
                with pytest.raises(UnavailableError) as told:
                    call(objects)
                assert "Папки хранилища нет на месте" in str(told.value) or name == "names"
        assert not root.exists() or not list(root.iterdir())
        if not is_mount_point:
            root.mkdir()
    root.rmdir()
    (tmp_path / "away").rename(root)
    assert objects.get(KEY) == b"x"
    assert objects.create(KEY, b"y") is Creation.TAKEN


def test_file_in_place_of_the_root(tmp_path: Path) -> None:
    """A file is no store, and is told to be none."""
    (tmp_path / "file").write_text("x")
    objects = LocalObjects(tmp_path / "file")
    for call in (CALLS["get"], CALLS["names"], lambda objects: objects.names("")):
        with pytest.raises(FormatError) as told:
            call(objects)
        assert str(told.value) == f"{shown(str(tmp_path / 'file'))} — не папка: укажите папку хранилища."


ERRORS = {
    errno.ENOSPC: "В хранилище нет места: освободите место и повторите.",
    errno.EACCES: "Нет прав на хранилище: дайте их этому пользователю системы и повторите.",
    errno.EIO: "Хранилище не отвечает (Input/output error): проверьте его и повторите.",
}


@pytest.mark.parametrize(("number", "message"), ERRORS.items())
def test_errors_are_told_of_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, message: str
) -> None:
    """What the disk refuses is told in the library's words, without a path."""

    def fails(*_: object) -> Any:
        raise OSError(number, os.strerror(number), str(tmp_path))

    objects = LocalObjects(tmp_path)
    objects.create("other", b"x")
    monkeypatch.setattr(LocalDisk, "write", fails)
    with pytest.raises(UnavailableError) as told:
        objects.create(KEY, b"x")
    assert str(told.value) == message
    assert objects.get(KEY) is None


def test_disk_without_hard_links_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file can have a second name nothing can be created once, and that is told as it is."""

    def cannot(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", cannot)
    objects = LocalObjects(tmp_path)
    with pytest.raises(UnsupportedOperationError) as told:
        objects.create(KEY, b"x")
    assert str(told.value) == (
        "На диске хранилища нет жёстких ссылок: перенесите хранилище на файловую систему, где они есть "
        "(ext4, XFS, APFS, NTFS)."
    )
    assert objects.get(KEY) is None
    assert list((tmp_path / INCOMING).iterdir()) == []
