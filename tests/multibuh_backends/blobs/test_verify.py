"""The check of all stored bytes: every fault is told, and nothing else."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import BinaryIO

from multibuh_backends.blobs.local_disk import LocalDisk
from multibuh_core.errors import CorruptionError, UnavailableError
from tests.multibuh_backends.blobs.faulty_disk import blobs_on
from tests.multibuh_backends.blobs.places import DATA, FIRM, LocalPlace, Place, a_blob


def test_each_fault_is_told(place: Place) -> None:
    """Missing, cut, longer and changed bytes are each told with firm and blob; sound ones are not."""
    blobs = place.open()
    store = blobs.firm(FIRM)
    all_of_them = [store.put(io.BytesIO(DATA + bytes([number]))) for number in range(4)]
    damages = {0: DATA, 1: DATA + b"\1more", 2: DATA + b"!"}
    for number, damage in damages.items():
        place.write(next(path for path in place.paths() if path.endswith(all_of_them[number].sha256)), damage)
    named = [(FIRM, blob) for blob in (*all_of_them, a_blob(b"missing"))]
    problems = list(blobs.verify(named))
    assert [problem.blob for problem in problems] == [*all_of_them[:3], a_blob(b"missing")]
    assert {problem.firm_id for problem in problems} == {FIRM}
    assert all(type(problem.error) is CorruptionError for problem in problems)
    assert str(problems[3]) == f"Фирма «{FIRM}»: {problems[3].error}"
    assert list(blobs.verify(named[3:4])) == []


def test_every_flipped_bit_is_found(local: LocalPlace) -> None:
    """One bit in any place of a small blob is found."""
    blobs = local.open()
    data = b"0123456789abcdef"
    blob = blobs.firm(FIRM).put(io.BytesIO(data))
    (path,) = local.paths() - {"store.json"}
    for bit in range(len(data) * 8):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        local.write(path, bytes(changed))
        assert len(list(blobs.verify([(FIRM, blob)]))) == 1


def test_unreadable_bytes_are_told_and_the_check_goes_on(local: LocalPlace) -> None:
    """A sector that cannot be read is one fault among others."""

    class Failing(LocalDisk):
        def open(self, path: Path) -> BinaryIO:
            if path.name == bad.sha256:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return super().open(path)

    store = local.open().firm(FIRM)
    bad, good = store.put(io.BytesIO(b"bad")), store.put(io.BytesIO(b"good"))
    problems = list(blobs_on(local.root, Failing()).verify([(FIRM, bad), (FIRM, good), (FIRM, a_blob(b"none"))]))
    assert [type(problem.error) for problem in problems] == [UnavailableError, CorruptionError]


def test_check_reads_as_it_goes(local: LocalPlace) -> None:
    """Problems are given as they are found, before all blobs were named."""
    blobs = local.open()
    named = iter([(FIRM, a_blob(b"one")), (FIRM, a_blob(b"two"))])
    next(blobs.verify(named))
    assert len(list(named)) == 1
