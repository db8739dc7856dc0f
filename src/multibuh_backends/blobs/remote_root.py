"""A root of attachments on an fsspec filesystem."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from contextlib import suppress
from math import inf
from time import monotonic

from multibuh_backends.blobs.failures import translated
from multibuh_backends.blobs.keys import INCOMING, MARKER, blob_parts, is_digest, is_temporary, removal_notice
from multibuh_backends.blobs.marker import MARKER_LIMIT
from multibuh_backends.blobs.remote_store import PATIENCE, RemoteBlobStore
from multibuh_backends.blobs.remote_tree import RemoteTree

__all__ = ["RemoteRoot"]


class RemoteRoot:
    """
    A prefix of a bucket, or a folder of another machine.

    No lock keeps others out between a look at an object's time and its removal. So a removal is announced by a notice
    first; and whoever stores looks, when the bytes are sent, for a notice and then for the bytes themselves.
    """

    def __init__(self, tree: RemoteTree) -> None:
        self._tree = tree

    def marker(self) -> bytes | None:
        """Return the beginning of the marker."""
        with translated(Exception):
            try:
                return bytes(self._tree.filesystem.cat_file(self._tree.place(MARKER), start=0, end=MARKER_LIMIT + 1))
            except FileNotFoundError:
                return None

    def is_empty(self) -> bool:
        """Return whether there is nothing."""
        with translated(Exception):
            return not set(self._tree.names()) - {INCOMING}

    def create(self, marker: bytes) -> None:
        """Make the folder and the marker; of two stores that do so at once, one is refused when it looks again."""
        with translated(Exception):
            self._tree.filesystem.pipe_file(posixpath.join(self._tree.folder(), MARKER), marker)

    def settle(self) -> None:
        """Do nothing: what a server shows is stored."""

    def store(self, firm: str) -> RemoteBlobStore:
        """Return the bytes of one firm."""
        return RemoteBlobStore(self._tree, firm)

    def firms(self) -> Collection[str]:
        """Return the keys of the firms that have a folder."""
        with translated(Exception):
            return [name for name in self._tree.names() if is_digest(name)]

    def digests(self, firm: str) -> Collection[str]:
        """Return the digests under which a firm has something."""
        with translated(Exception):
            self._tree.filesystem.invalidate_cache()
            paths = self._tree.filesystem.find(self._tree.place(firm))
            return [name for name in map(posixpath.basename, paths) if is_digest(name)]

    def now(self) -> float:
        """Return the time that the filesystem gives to a new object."""
        with self._tree.temporary() as path, translated(Exception):
            self._tree.filesystem.pipe_file(path, b"\n")
            at = self._tree.modified(path)
            self._tree.filesystem.rm_file(path)
            return at

    def remove(self, firm: str, digest: str, *, until: float) -> bool:
        """Remove a blob if it is old; a removal that takes so long that its notice may be passed over is given up."""
        notice = self._tree.place(INCOMING, removal_notice(firm, digest))
        deadline = monotonic() + PATIENCE / 2
        with translated(Exception):
            self._tree.filesystem.pipe_file(notice, b"\n")
            try:
                return self._remove(self._tree.place(*blob_parts(firm, digest)), until, deadline)
            finally:
                self._tree.filesystem.rm_file(notice)

    def remove_incoming(self, *, until: float) -> None:
        """Remove objects left behind by a `put` that was cut short."""
        with translated(Exception):
            for name in filter(is_temporary, self._tree.names(INCOMING)):
                self._remove(self._tree.place(INCOMING, name), until)

    def _remove(self, path: str, until: float, deadline: float = inf) -> bool:
        with suppress(FileNotFoundError):
            if self._tree.modified(path) <= until and monotonic() < deadline:
                self._tree.filesystem.rm_file(path)
                return True
        return False
