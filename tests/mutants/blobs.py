"""Mutants that give back other bytes than were stored, or none."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Self

import attrs

from multibuh_backends.blobs import Blobs
from multibuh_backends.memory.blobs import MemoryBlobs
from multibuh_core.identifiers import new_id
from multibuh_core.ports import Blob, BlobStore
from multibuh_core.settings import Settings
from tests.mutants.parts import Healthy

__all__ = [
    "DigestNotChecked",
    "GcForgetsRefreshing",
    "GcIgnoresAge",
    "GcRemovesHistory",
    "HealthyFiles",
    "KnownBytesNotRead",
    "MissingBytesAreEmpty",
]


class HealthyFiles(Healthy):
    """The bytes in files below the place, checked as they are read; they last, though here the records do not."""

    lasting = True
    files: Blobs

    @classmethod
    def opened(cls, place: Path, settings: Settings) -> Self:
        """Open a store with a folder of its own."""
        made = cls(settings)
        made.files = Blobs.open(str(place), store_id=new_id(), create=True)
        return made

    def blobs(self, firm: str) -> BlobStore:
        """Return the bytes of one firm."""
        return self.files.firm(firm)

    def verify(self) -> Iterator[str]:
        """Read each file that a revision names."""
        for firm, state in tuple(self._firms.items()):
            histories = [one.until(state.number) for entries in state.entries.values() for one in entries.values()]
            files = (file for history in histories for written in history for file in written.entry.attachments)
            yield from map(str, self.files.verify((firm, Blob(file.sha256, file.size)) for file in files))

    def gc(self, *, older_than: timedelta = timedelta(hours=24)) -> int:
        """Remove the files that no revision names and that are old."""
        return self.files.gc(self._named, firms=lambda: tuple(self._firms), older_than=older_than)


@attrs.frozen
class _Raw:
    checked: BlobStore

    def put(self, source: BinaryIO) -> Blob:
        return self.checked.put(source)

    def open(self, blob: Blob) -> BinaryIO:
        checking = self.checked.open(blob)
        file, checking._inner = checking._inner, io.BytesIO()
        return file


class DigestNotChecked(HealthyFiles):
    """A file is given as it lies there, if it has the size."""

    law = "L9"

    def blobs(self, firm: str) -> BlobStore:
        """Return the bytes of one firm."""
        return _Raw(super().blobs(firm))


class GcRemovesHistory(Healthy):
    """Gc keeps what present entries name, and removes the files of their past."""

    law = "L9"

    def _named(self, firm: str) -> set[str]:
        state = self._state(firm)
        present = [one.at(state.number) for by_directory in state.entries.values() for one in by_directory.values()]
        return {file.sha256 for written in present if written for file in written.entry.attachments}


class _KnownIsKept(MemoryBlobs):
    def put(self, source: BinaryIO) -> Blob:
        data = source.read()
        digest = hashlib.sha256(data).hexdigest()
        return Blob(digest, len(data)) if digest in self else super().put(io.BytesIO(data))


class GcForgetsRefreshing(Healthy):
    """Bytes that are stored again keep their first time, and go as old ones."""

    law = "L9"
    blobs_part = _KnownIsKept


class GcIgnoresAge(Healthy):
    """Gc removes what nothing names, however young: bytes whose unit has not committed yet too."""

    law = "L9"

    def gc(self, *, older_than: timedelta = timedelta(hours=24)) -> int:
        """Remove what no revision names."""
        return super().gc(older_than=min(older_than, timedelta(0)))


class _Lenient(MemoryBlobs):
    def open(self, blob: Blob) -> BinaryIO:
        return super().open(blob) if blob.sha256 in self else io.BytesIO()


class MissingBytesAreEmpty(Healthy):
    """Bytes that are not there are an empty stream."""

    law = "L9"
    blobs_part = _Lenient


class _ByItsBeginning(MemoryBlobs):
    def put(self, source: BinaryIO) -> Blob:
        head = source.read(1 << 16)
        for digest, (data, _) in self._stored.items():
            if len(data) > len(head) and data.startswith(head) and head:
                return Blob(digest, len(data))
        return super().put(io.BytesIO(head + source.read()))


class KnownBytesNotRead(Healthy):
    """A source whose beginning is known is read no further, which tells that the firm has it."""

    law = "L1"
    blobs_part = _ByItsBeginning
