"""Many at a time: threads and processes that store and read the same bytes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from tests.multibuh_backends.blobs.places import FIRM, LocalPlace, Place, a_blob, stored_file

DATA = b"the same bytes" * 20_000
BLOB = a_blob(DATA)

WRITER = """
import io, sys
from multibuh_backends.blobs import Blobs
sys.stdin.readline()
store = Blobs.open(sys.argv[1], store_id="s1", create=True).firm(sys.argv[2])
for _ in range(20):
    store.put(io.BytesIO(b"the same bytes" * 20_000))
"""

FORKER = """
import os, sys
from pathlib import Path
from multibuh_backends.blobs.local_disk import LocalDisk

with LocalDisk().locked(Path(sys.argv[1]), alone=True):
    child = os.fork()
    if child == 0:
        sys.stdin.readline()
        os._exit(0)
with LocalDisk().locked(Path(sys.argv[1]), alone=True):
    print("had")
os.write(int(sys.argv[2]), b"\\n")
os.waitpid(child, 0)
"""


def test_eight_threads_store_the_same(place: Place) -> None:
    """All of eight threads store the same bytes at once, and one whole blob comes of it."""
    store = place.open().firm(FIRM)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: store.put(io.BytesIO(DATA)), range(80))) == {BLOB}
    assert len(place.paths()) == 2
    with store.open(BLOB) as stream:
        assert stream.read() == DATA


def test_eight_processes_store_the_same(local: LocalPlace) -> None:
    """Eight processes that make the root and store the same bytes at once do not fail; a reader never sees a part."""
    command = [sys.executable, "-W", "error", "-c", WRITER, local.url, FIRM]
    writers = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(8)]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.close()
    seen = 0
    while any(writer.poll() is None for writer in writers):
        if seen == 0 and not list(local.root.glob(f"*/*/{BLOB.sha256}")):
            continue
        with local.open().firm(FIRM).open(BLOB) as stream:
            assert stream.read() == DATA
            seen += 1
    assert [writer.returncode for writer in writers] == [0] * 8
    assert seen > 0
    assert len(local.paths()) == 2


def test_gc_beside_those_who_store_loses_nothing(local: LocalPlace) -> None:
    """Bytes that were stored long ago are there once they are stored again, though all that is old is removed."""
    blobs = local.open()
    parts = [bytes([number]) for number in range(4)]

    def stores(data: bytes) -> None:
        blob = blobs.firm(FIRM).put(io.BytesIO(data))
        file = stored_file(local.root, blob)
        for _ in range(200):
            blobs.firm(FIRM).put(io.BytesIO(data))
            blobs.firm(FIRM).open(blob).close()
            with suppress(FileNotFoundError):
                os.utime(file, (1, 1))

    def removes(_: int) -> int:
        return sum(blobs.gc(lambda _: (), firms=tuple, older_than=timedelta(minutes=1)) for _ in range(100))

    with ThreadPoolExecutor(6) as pool:
        work = [pool.submit(stores, data) for data in parts] + [pool.submit(removes, 0), pool.submit(removes, 1)]
        assert sum(done.result() or 0 for done in work)


def test_child_that_lives_on_does_not_keep_the_lock(tmp_path: Path) -> None:
    """A process forked just while the lock is held does not go on holding it, though it has inherited the open file."""
    reading, writing = os.pipe()
    command = [sys.executable, "-c", FORKER, str(tmp_path / "lock"), str(writing)]
    with os.fdopen(reading) as stdin, os.fdopen(writing):
        done = subprocess.run(
            command, check=True, stdin=stdin, pass_fds=[writing], capture_output=True, text=True, timeout=60
        )
    assert done.stdout == "had\n"
