"""The places in which the tests keep blobs: a local folder, and fsspec's memory filesystem as one that is not local."""

from __future__ import annotations

import io
import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import fsspec

from multibuh_backends.blobs import Blobs
from multibuh_core.ports.blob_store import Blob

__all__ = ["DATA", "FIRM", "LocalPlace", "MemoryPlace", "Place", "a_blob", "put_long_ago", "stored_file"]

FIRM = "fintrust"
DATA = bytes(range(256)) * 12_000
"""A little under 3 MiB: parts that are full, and one that is not."""


def a_blob(data: bytes) -> Blob:
    """Return the address of *data*."""
    return Blob(sha256(data).hexdigest(), len(data))


def stored_file(root: Path, blob: Blob) -> Path:
    """Return the file that holds a blob under a local root, whosever it is."""
    return next(root.glob(f"*/{blob.sha256[:2]}/{blob.sha256}"))


@attrs.frozen
class LocalPlace:
    """A folder."""

    root: Path

    @property
    def url(self) -> str:
        """What `Blobs.open` is given."""
        return str(self.root)

    def open(self, store_id: str = "s1", *, create: bool = True) -> Blobs:
        """Open the root."""
        return Blobs.open(self.url, store_id=store_id, create=create)

    def paths(self) -> set[str]:
        """Return the files that there are, but for the lock."""
        found = self.root.rglob("*")
        return {path.relative_to(self.root).as_posix() for path in found if path.is_file() and path.name != "lock"}

    def read(self, path: str) -> bytes:
        """Return a file's bytes."""
        return (self.root / path).read_bytes()

    def write(self, path: str, data: bytes) -> None:
        """Plant a file."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(data)

    def make_older(self, path: str, by: timedelta) -> None:
        """Let a file have been stored earlier."""
        at = (self.root / path).stat().st_mtime - by.total_seconds()
        os.utime(self.root / path, (at, at))


@attrs.frozen
class MemoryPlace:
    """A folder of the memory filesystem."""

    url: str

    @property
    def files(self) -> Any:
        """The filesystem."""
        return fsspec.filesystem("memory")

    def open(self, store_id: str = "s1", *, create: bool = True) -> Blobs:
        """Open the root."""
        return Blobs.open(self.url, store_id=store_id, create=create)

    def paths(self) -> set[str]:
        """Return the files that there are."""
        root = self.url.removeprefix("memory:/") + "/"
        return {path.removeprefix(root) for path in self.files.find(self.url)}

    def read(self, path: str) -> bytes:
        """Return a file's bytes."""
        return bytes(self.files.cat_file(f"{self.url}/{path}"))

    def write(self, path: str, data: bytes) -> None:
        """Plant a file."""
        self.files.pipe_file(f"{self.url}/{path}", data)

    def make_older(self, path: str, by: timedelta) -> None:
        """Let a file have been stored earlier."""
        self.files.store[f"{self.url.removeprefix('memory:/')}/{path}"].modified -= by


Place = LocalPlace | MemoryPlace


def put_long_ago(place: Place, data: bytes, firm: str = FIRM) -> Blob:
    """Store *data* as if two days ago."""
    blob = place.open().firm(firm).put(io.BytesIO(data))
    for path in place.paths():
        if path.endswith(blob.sha256):
            place.make_older(path, timedelta(days=2))
    return blob
