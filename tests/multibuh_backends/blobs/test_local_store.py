"""One firm's bytes on local disk: who may read them, and what lies in their way."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path

import pytest

from multibuh_backends.blobs import Blobs
from multibuh_backends.blobs.local_disk import LocalDisk
from multibuh_backends.blobs.local_root import LocalRoot
from multibuh_core.errors import CorruptionError, UnavailableError, UnsupportedOperationError, shown
from multibuh_core.ports.blob_store import Blob
from tests.multibuh_backends.blobs.places import DATA, FIRM, LocalPlace, a_blob, stored_file

BLOB = a_blob(DATA)


@pytest.fixture
def stored(local: LocalPlace) -> Path:
    """Give the file of the one blob that is stored."""
    local.open().firm(FIRM).put(io.BytesIO(DATA))
    return stored_file(local.root, BLOB)


def test_only_this_user_may_read(local: LocalPlace, stored: Path) -> None:
    """Files are 0600 and folders 0700, parents that had to be made too, whatever the process's mask allows."""
    old = os.umask(0)
    try:
        deep = LocalPlace(local.root.parent / "x" / "y" / "z")
        deep.open().firm(FIRM).put(io.BytesIO(DATA))
    finally:
        os.umask(old)
    made = [*(local.root.parent / "x").rglob("*"), local.root.parent / "x"]
    assert len(made) == 9
    for path in made:
        assert stat.S_IMODE(path.lstat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600


def test_nothing_else_is_left_of_a_put(local: LocalPlace, stored: Path) -> None:
    """A stored blob is one file under one name: its first name is gone."""
    assert local.paths() == {"store.json", stored.relative_to(local.root).as_posix()}
    assert stored.stat().st_nlink == 1


def test_time_is_that_of_the_end_of_a_put(local: LocalPlace) -> None:
    """A put that takes days, as one that was suspended, is as safe from gc when it returns as any other."""

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            for path in local.root.rglob("*.part"):
                os.utime(path, (0, 0))
            return super().read(size)

    local.open().firm(FIRM).put(Slow(b""))
    assert stored_file(local.root, a_blob(b"")).stat().st_mtime > 1e9


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_is_no_regular_file_is_refused(local: LocalPlace, stored: Path, kind: str) -> None:
    """A link to the right bytes, a pipe or a folder in a blob's place is refused at once, not followed or waited on."""
    away = stored.rename(local.root.parent / "away")
    if kind == "link":
        stored.symlink_to(away)
    elif kind == "pipe":
        os.mkfifo(stored)
    else:
        stored.mkdir()
    with pytest.raises(CorruptionError) as told:
        local.open().firm(FIRM).open(BLOB)
    assert str(told.value) == (
        f"Байтов вложения нет в хранилище (SHA-256 {BLOB.sha256}): "
        "восстановите файл из резервной копии или приложите его снова."
    )


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_storing_again_takes_the_place_of_what_was_planted(local: LocalPlace, stored: Path, kind: str) -> None:
    """A put replaces a planted link or pipe by the bytes, and does not write to where the link leads."""
    stored.unlink()
    victim = local.root.parent / "victim"
    victim.write_text("untouched")
    if kind == "link":
        stored.symlink_to(victim)
    else:
        os.mkfifo(stored)
    local.open().firm(FIRM).put(io.BytesIO(DATA))
    assert not stored.is_symlink()
    assert stored.read_bytes() == DATA
    assert victim.read_text() == "untouched"


def test_digest_that_is_a_path_leads_nowhere(local: LocalPlace, stored: Path) -> None:
    """What a record says to be a digest is never followed out of the root."""
    (local.root.parent / "secret").write_bytes(DATA)
    assert (stored.parent / "../.." / "../secret").exists()
    with pytest.raises(CorruptionError, match="нет в хранилище"):
        local.open().firm(FIRM).open(Blob("../secret", BLOB.size))


@pytest.mark.parametrize("level", [0, 1])
def test_folder_that_leads_out_of_the_root_is_refused(local: LocalPlace, stored: Path, level: int) -> None:
    """A firm's folder, or one below it, that is a link elsewhere is neither read nor written."""
    folder = stored.parents[1 - level]
    folder.symlink_to(folder.rename(local.root.parent / "away"))
    store = local.open().firm(FIRM)
    with pytest.raises(CorruptionError, match="нет в хранилище"):
        store.open(BLOB)
    with pytest.raises(CorruptionError) as told:
        store.put(io.BytesIO(DATA))
    assert str(told.value).startswith("В хранилище вложений на месте папки лежит другое («")
    assert str(told.value).endswith("»): уберите его и повторите.")


def test_drive_that_is_unplugged_is_not_written_over(local: LocalPlace, stored: Path) -> None:
    """Where the root is gone, nothing is stored in its empty place, and bytes are not told to be lost."""
    blobs = local.open()
    local.root.rename(local.root.parent / "unplugged")
    local.root.mkdir()
    for use in (lambda: blobs.firm(FIRM).put(io.BytesIO(DATA)), lambda: blobs.firm(FIRM).open(BLOB)):
        with pytest.raises(UnavailableError) as told:
            use()
        assert str(told.value) == (
            f"В папке вложений {shown(str(local.root))} нет store.json: проверьте, подключён ли диск, и повторите."
        )
    assert not stored.exists()
    assert list(local.root.iterdir()) == []


def test_folders_that_vanish_are_made_again(local: LocalPlace) -> None:
    """A store that is open goes on when emptied folders were swept away, as by a copying tool."""
    store = local.open().firm(FIRM)
    for _ in range(2):
        store.put(io.BytesIO(DATA))
        file = stored_file(local.root, BLOB)
        file.unlink()
        file.parent.rmdir()
        file.parent.parent.rmdir()


def test_disk_without_hard_links_is_refused(local: LocalPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A filesystem that has no hard links is refused when the root is made, and nothing is made there."""

    def no_links(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(UnsupportedOperationError) as told:
        local.open()
    assert str(told.value) == (
        "На диске вложений нет жёстких ссылок: перенесите вложения на файловую систему, где они есть "
        "(ext4, XFS, APFS, NTFS)."
    )
    assert local.paths() == set()


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "В хранилище вложений нет места: освободите место и повторите."),
        (errno.EDQUOT, "В хранилище вложений нет места: освободите место и повторите."),
        (errno.EACCES, "Нет прав на хранилище вложений: дайте их этому пользователю системы и повторите."),
        (errno.EROFS, "Нет прав на хранилище вложений: дайте их этому пользователю системы и повторите."),
        (errno.EIO, "Хранилище вложений не отвечает (Input/output error): проверьте его и повторите."),
    ],
)
def test_failures_of_the_disk_are_told_for_people(local: LocalPlace, number: int, message: str) -> None:
    """A full, forbidden or broken disk is one clear line without paths, and carries no other error with it."""

    class Failing(LocalDisk):
        def write(self, file: int, data: bytes) -> None:
            raise OSError(number, os.strerror(number), f"{local.root}/{file}/{len(data)}")

    local.open()
    with pytest.raises(UnavailableError) as told:
        Blobs(LocalRoot(local.root, Failing())).firm(FIRM).put(io.BytesIO(DATA))
    assert str(told.value) == message
    assert told.value.__cause__ is None
    assert local.paths() == {"store.json"}
