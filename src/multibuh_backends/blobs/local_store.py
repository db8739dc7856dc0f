"""One firm's bytes on local disk."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import BinaryIO

from multibuh_backends.blobs.failures import translated
from multibuh_backends.blobs.hashing import handed_on
from multibuh_backends.blobs.keys import blob_parts, is_digest
from multibuh_backends.blobs.local_disk import NOT_A_FILE
from multibuh_backends.blobs.local_tree import LocalTree
from multibuh_backends.blobs.verified_stream import VerifiedStream, missing
from multibuh_core.ports.blob_store import Blob

__all__ = ["LocalBlobStore"]


class LocalBlobStore:
    """
    The bytes of one firm under a local root.

    A blob comes into being whole: written under another name and synced, then linked, then its folder synced. Whoever
    reads it meanwhile keeps the file that was opened.
    """

    def __init__(self, tree: LocalTree, firm: str) -> None:
        self._tree = tree
        self._firm = firm

    def put(self, source: BinaryIO) -> Blob:
        """
        Read *source* to its end, store the bytes durably and say where; damaged bytes under the same digest are healed.

        Raises:
            UnavailableError: If the disk failed; the digest has its old bytes, or these.
            UnsupportedOperationError: If the disk has no hard links.
        """
        self._tree.check_mounted()
        with self._tree.temporary() as path:
            with self._tree.written(path) as write:
                blob = handed_on(source, write)
            with translated():
                self._name(path, blob.sha256)
        return blob

    def open(self, blob: Blob) -> BinaryIO:
        """
        Return a stream that checks what is read.

        Raises:
            CorruptionError: If there is no regular file of that size inside the root.
            UnavailableError: If the disk failed.
        """
        file = self._found(*blob_parts(self._firm, blob.sha256)) if is_digest(blob.sha256) else None
        if file is None:
            self._tree.check_mounted()
            raise missing(blob)
        return VerifiedStream(file, blob)

    def _found(self, *parts: str) -> BinaryIO | None:
        with translated():
            if not self._tree.has_folder(*parts[:-1]):
                return None
            try:
                return self._tree.disk.open(self._tree.place(*parts))
            except OSError as error:
                if error.errno in NOT_A_FILE | {errno.ENOENT}:
                    return None
                raise

    def _name(self, path: Path, digest: str) -> None:
        *folders, name = blob_parts(self._firm, digest)
        folder = self._tree.folder(*folders)
        final = self._tree.place(*folders, name)
        with self._tree.locked():
            self._tree.disk.touch(path)
            try:
                self._tree.disk.link(path, final)
            except FileExistsError:
                # These bytes are known to be right and lasting, and have the new time; those may be damaged.
                self._tree.disk.replace(path, final)
        self._tree.disk.sync_folder(folder)
