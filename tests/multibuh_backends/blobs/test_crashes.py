"""Whatever call of the disk fails or is the last of a process: a blob is whole or absent, and what was told is true."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from multibuh_backends.blobs.local_root import LocalRoot
from multibuh_core.errors import CorruptionError, UnavailableError
from tests.multibuh_backends.blobs.faulty_disk import FAULTS, FaultyDisk, Killed, blobs_on
from tests.multibuh_backends.blobs.places import FIRM, LocalPlace, a_blob

MARKER = b'{"format":1,"store_id":"s1","type":"multibuh.attachments"}'
DATA = bytes(1 << 20) + b"more"
"""Two writes."""
BLOB = a_blob(DATA)


def each_call(tmp_path: Path, fault: str, work: Callable[[LocalPlace, FaultyDisk], None]) -> None:
    """Do *work* in a new place with a disk that fails at call 0, then 1, and so on until it makes no so many calls."""
    for k in count():
        disk = FaultyDisk(k, fault)
        work(LocalPlace(tmp_path / str(k)), disk)
        if len(disk.calls) <= k:
            assert k > 10
            return


def prepare(local: LocalPlace, case: str) -> None:
    """Make the root, and in it the bytes that are stored already."""
    store = local.open().firm(FIRM)
    if case != "new":
        store.put(io.BytesIO(DATA))
    if case == "damaged":
        local.write(next(path for path in local.paths() if path.endswith(BLOB.sha256)), DATA[:-1] + b"!")


def found(local: LocalPlace) -> bytes | None:
    """Return what lies in the blob's place, nothing if it is empty; whole bytes are read by a new process's way."""
    paths = [path for path in local.paths() if path.endswith(BLOB.sha256)]
    try:
        with local.open(create=False).firm(FIRM).open(BLOB) as stream:
            return stream.read()
    except CorruptionError:
        return local.read(paths[0]) if paths else None


def calls_of_a_put(root: Path) -> list[tuple[Any, ...]]:
    """Return the calls of a put that succeeds."""
    disk = FaultyDisk()
    blobs_on(root, disk).firm(FIRM).put(io.BytesIO(DATA))
    return disk.calls


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("case", ["new", "known", "damaged"])
def test_put_is_whole_or_absent(tmp_path: Path, case: str, fault: str) -> None:
    """A put that fails at any call leaves what was there or the whole blob, one that succeeds the whole blob."""

    def work(local: LocalPlace, disk: FaultyDisk) -> None:
        prepare(local, case)
        before = found(local)
        done = False
        with suppress(Killed if "killed" in fault else UnavailableError):
            done = blobs_on(local.root, disk).firm(FIRM).put(io.BytesIO(DATA)) == BLOB
        assert found(local) in ([DATA] if done else [before, DATA]), disk.calls[-1]
        if fault == "before" and "remove" not in disk.failed:
            assert not [path for path in local.paths() if path.endswith(".part")], disk.calls[-1]
        assert local.open().firm(FIRM).put(io.BytesIO(DATA)) == BLOB
        assert found(local) == DATA

    each_call(tmp_path, fault, work)


@pytest.mark.parametrize("fault", FAULTS)
def test_only_the_tidying_up_may_fail_unnoticed(tmp_path: Path, fault: str) -> None:
    """A put whose disk failed at any call says so, unless the blob was lasting already."""

    def work(local: LocalPlace, disk: FaultyDisk) -> None:
        local.open()
        with suppress(UnavailableError, Killed):
            blobs_on(local.root, disk).firm(FIRM).put(io.BytesIO(DATA))
            assert disk.failed in {"", "remove"}

    each_call(tmp_path, fault, work)


@pytest.mark.parametrize("fault", FAULTS)
def test_creation_is_whole_or_begun_anew(tmp_path: Path, fault: str) -> None:
    """A root whose making failed at any call is made by the next try, for whichever store that is."""

    def work(local: LocalPlace, disk: FaultyDisk) -> None:
        with suppress(UnavailableError, Killed):
            LocalRoot(local.root / "below", disk).create(MARKER)
        below = LocalPlace(local.root / "below")
        below.open("s1" if "store.json" in below.paths() else "s2")

    each_call(tmp_path, fault, work)


@pytest.mark.parametrize("fault", FAULTS)
def test_gc_loses_nothing_that_is_named(tmp_path: Path, fault: str) -> None:
    """Wherever gc is cut short, named bytes are there, and the next gc ends the work."""

    def work(local: LocalPlace, disk: FaultyDisk) -> None:
        blobs = local.open()
        kept = blobs.firm(FIRM).put(io.BytesIO(b"kept"))
        blobs.firm(FIRM).put(io.BytesIO(b"gone"))
        for broken in (blobs_on(local.root, disk), blobs):
            with suppress(UnavailableError, Killed):
                broken.gc(lambda _: {kept.sha256}, firms=lambda: [FIRM], older_than=timedelta(0))
            with blobs.firm(FIRM).open(kept) as stream:
                assert stream.read() == b"kept"
        assert {path.rpartition("/")[2] for path in local.paths()} == {"store.json", kept.sha256}

    each_call(tmp_path, fault, work)


def test_all_is_synced_before_it_is_built_upon(local: LocalPlace) -> None:
    """Bytes are synced before they get their name, each name in its folder before the put returns (power may go)."""
    local.open()
    calls = calls_of_a_put(local.root)
    names = [call[0] for call in calls]
    link = names.index("link")
    assert max(i for i, name in enumerate(names) if name == "write") < names.index("sync") < link
    blob = calls[link][2]
    for path in (blob.parent.parent, blob.parent, blob):
        named_at = next(i for i, call in enumerate(calls) if path in call and call[0] in {"make_folder", "link"})
        assert any(call == ("sync_folder", path.parent) for call in calls[named_at + 1 :]), path


def test_marker_is_synced_too(local: LocalPlace) -> None:
    """A root is lasting when it is made: its folders in theirs, the marker's bytes, then its name."""
    disk = FaultyDisk()
    LocalRoot(local.root / "below", disk).create(MARKER)
    names = [call[0] for call in disk.calls]
    assert names.index("write") < names.index("sync") < names.index("link")
    for folder in (local.root.parent, local.root):
        assert names.index("link") > disk.calls.index(("sync_folder", folder))
    assert ("sync_folder", local.root / "below") in disk.calls[names.index("link") :]


def test_folders_made_by_another_process_are_synced_too(local: LocalPlace) -> None:
    """A process does not trust that another has already synced the folders that it finds, but does so once only."""
    local.open()
    calls_of_a_put(local.root)
    disk = FaultyDisk()
    store = blobs_on(local.root, disk).firm(FIRM)
    store.put(io.BytesIO(DATA))
    blob = next(call[2] for call in disk.calls if call[0] == "link")
    synced = [call[1] for call in disk.calls if call[0] == "sync_folder"]
    assert {local.root, blob.parent.parent, blob.parent} <= set(synced)
    disk.calls.clear()
    store.put(io.BytesIO(DATA))
    assert [call[1] for call in disk.calls if call[0] == "sync_folder"] == [blob.parent]
