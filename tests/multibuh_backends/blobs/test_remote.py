"""What is peculiar to a filesystem that is not local disk: it fails in its own ways, and has no locks."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from multibuh_backends.blobs.remote_root import RemoteRoot
from multibuh_backends.blobs.remote_tree import RemoteTree
from multibuh_core.errors import CorruptionError, MultibuhError, UnavailableError, UnsupportedOperationError
from tests.multibuh_backends.blobs.places import DATA, FIRM, MemoryPlace, a_blob, put_long_ago

BLOB = a_blob(DATA)


class NetworkError(Exception):
    """What a driver raises that is no OSError."""


@pytest.fixture
def remote() -> MemoryPlace:
    """Give a new folder on fsspec's memory filesystem."""
    return MemoryPlace(f"memory://{os.urandom(8).hex()}")


METHODS = ["open", "mv", "info", "cat_file", "pipe_file", "makedirs", "ls", "find", "modified", "rm_file"]


@pytest.mark.parametrize("error", [NetworkError("secret.host:443"), ConnectionResetError(104, "x"), TimeoutError("x")])
@pytest.mark.parametrize("method", METHODS)
def test_failures_of_the_network_are_unavailable(
    remote: MemoryPlace, monkeypatch: pytest.MonkeyPatch, method: str, error: Exception
) -> None:
    """Whatever a driver raises from whichever call is told as an unavailable store, with no address; a retry works."""

    def fails(*_: object, **__: object) -> None:
        raise error

    place = MemoryPlace(remote.url + "/new")
    store = remote.open().firm(FIRM)
    store.put(io.BytesIO(b"there"))
    remote.open().firm("other").put(io.BytesIO(b"to be removed"))
    calls: list[Callable[[], object]] = [
        place.open,
        lambda: store.put(io.BytesIO(DATA)),
        lambda: store.open(a_blob(b"there")).read(),
        lambda: remote.open().gc(
            lambda _: {BLOB.sha256, a_blob(b"there").sha256}, firms=lambda: [FIRM, "other"], older_than=timedelta(0)
        ),
    ]
    told: list[MultibuhError] = []
    with monkeypatch.context() as patch:
        patch.setattr(MemoryFileSystem, method, fails)
        for call in calls:
            try:
                call()
            except MultibuhError as failure:
                told.append(failure)
    assert told
    for one in told:
        assert type(one) is UnavailableError
        assert one.__cause__ is None
        assert "secret" not in str(one)
    for call in calls:
        call()
    with store.open(BLOB) as stream:
        assert stream.read() == DATA


def test_message_names_the_kind_of_failure(remote: MemoryPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error without a number is told by its kind."""

    def fails(*_: object, **__: object) -> None:
        raise NetworkError

    monkeypatch.setattr(MemoryFileSystem, "cat_file", fails)
    with pytest.raises(UnavailableError) as told:
        remote.open()
    assert str(told.value) == "Хранилище вложений не отвечает (NetworkError): проверьте его и повторите."


def test_what_a_filesystem_cannot_do_is_told(remote: MemoryPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A filesystem that does not tell times has no gc, and says so."""

    def cannot(*_: object) -> None:
        raise NotImplementedError

    blobs = remote.open()
    monkeypatch.setattr(MemoryFileSystem, "modified", cannot)
    with pytest.raises(UnsupportedOperationError) as told:
        blobs.gc(lambda _: (), firms=tuple, older_than=timedelta(0))
    assert str(told.value) == ("Файловая система вложений не умеет нужной операции: перенесите вложения на другую.")


def test_sending_that_is_cut_short_changes_nothing(remote: MemoryPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A filesystem that keeps what was sent of a file does not keep it under the digest."""
    store = remote.open().firm(FIRM)
    store.put(io.BytesIO(DATA))
    before = remote.paths()

    def cut(file: Any, data: bytes) -> int:
        io.BytesIO.write(file, data[:1000])
        raise ConnectionResetError

    with monkeypatch.context() as patch:
        patch.setattr("fsspec.implementations.memory.MemoryFile.write", cut, raising=False)
        with pytest.raises(UnavailableError):
            store.put(io.BytesIO(DATA))
    assert remote.paths() == before
    with store.open(BLOB) as stream:
        assert stream.read() == DATA


def test_what_arrives_in_part_is_not_told_as_stored(remote: MemoryPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A filesystem that silently loses the end is found out before put returns."""

    def loses(files: MemoryFileSystem, source: str, target: str, **_: object) -> None:
        files.pipe_file(target, files.cat_file(source)[:-1])

    store = remote.open().firm(FIRM)
    monkeypatch.setattr(MemoryFileSystem, "mv", loses)
    with pytest.raises(UnavailableError) as told:
        store.put(io.BytesIO(DATA))
    assert str(told.value) == "Файл не удержался в хранилище вложений: повторите."


@pytest.mark.parametrize("moment", ["modified", "rm_file"])
def test_put_beside_a_removal_is_not_lost(remote: MemoryPlace, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Bytes that are stored just when gc looks at their time, or just when it removes them, are there after the put."""
    blobs = remote.open()
    blob = put_long_ago(remote, DATA)
    original = getattr(MemoryFileSystem, moment)
    others: list[Thread] = []

    def meddled(files: MemoryFileSystem, path: str) -> Any:
        answer = original(files, path) if moment == "modified" else None
        if path.endswith(blob.sha256) and not others:
            others.append(Thread(target=lambda: blobs.firm(FIRM).put(io.BytesIO(DATA))))
            others[0].start()
            others[0].join(0.3)
        return answer if moment == "modified" else original(files, path)

    monkeypatch.setattr(MemoryFileSystem, moment, meddled)
    blobs.gc(lambda _: (), firms=tuple, older_than=timedelta(days=1))
    others[0].join()
    with blobs.firm(FIRM).open(blob) as stream:
        assert stream.read() == DATA
    assert not [path for path in remote.paths() if path.startswith(".multibuh-incoming")]


def test_notice_of_a_dead_gc_does_not_hold_up_for_ever(remote: MemoryPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notice that nobody takes away is passed over after a while, and removed by the next gc."""
    monkeypatch.setattr("multibuh_backends.blobs.remote_store.PATIENCE", 0.2)
    blobs = remote.open()
    blob = put_long_ago(remote, DATA)

    remove = MemoryFileSystem.rm_file

    def dies(files: MemoryFileSystem, path: str) -> None:
        if path.endswith((blob.sha256, ".going")):
            raise KeyboardInterrupt
        remove(files, path)

    with monkeypatch.context() as patch:
        patch.setattr(MemoryFileSystem, "rm_file", dies)
        with pytest.raises(KeyboardInterrupt):
            blobs.gc(lambda _: (), firms=tuple, older_than=timedelta(days=1))
    (notice,) = [path for path in remote.paths() if path.endswith(".going")]
    assert blobs.firm(FIRM).put(io.BytesIO(DATA)) == blob
    remote.make_older(notice, timedelta(days=2))
    assert blobs.gc(lambda _: (), firms=tuple, older_than=timedelta(days=1)) == 0
    assert notice not in remote.paths()


def test_filesystem_is_built_anew_in_a_forked_process(remote: MemoryPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that was opened before a fork talks through a filesystem of its own after it."""
    remote.open()
    tree = RemoteTree(remote.url, {"skip_instance_cache": True})
    before = tree.filesystem
    assert tree.filesystem is before
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert tree.filesystem is not before
    assert tree.filesystem is tree.filesystem
    assert RemoteRoot(tree).marker() is not None


def test_folder_in_place_of_a_blob_is_refused(remote: MemoryPlace) -> None:
    """A prefix that looks like a blob is none."""
    store = remote.open().firm(FIRM)
    store.put(io.BytesIO(DATA))
    (path,) = remote.paths() - {"store.json"}
    remote.files.rm_file(f"{remote.url}/{path}")
    remote.write(f"{path}/x", b"x")
    with pytest.raises(CorruptionError, match="нет в хранилище"):
        store.open(BLOB)
