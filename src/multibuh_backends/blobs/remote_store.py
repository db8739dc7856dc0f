"""One firm's bytes on an fsspec filesystem."""

from __future__ import annotations

import io
import shutil
from tempfile import SpooledTemporaryFile
from time import monotonic, sleep
from typing import IO, BinaryIO, Final, cast

from multibuh_backends.blobs.failures import translated
from multibuh_backends.blobs.hashing import CHUNK, handed_on
from multibuh_backends.blobs.keys import INCOMING, blob_parts, is_digest, removal_notice
from multibuh_backends.blobs.range_reader import RangeReader
from multibuh_backends.blobs.remote_tree import PART, RemoteTree
from multibuh_backends.blobs.verified_stream import VerifiedStream, missing
from multibuh_core.errors import UnavailableError
from multibuh_core.ports.blob_store import Blob

__all__ = ["PATIENCE", "RemoteBlobStore"]

PATIENCE: Final = 60.0
"""For how long a notice of removal is heeded, in seconds: whoever set an older one is dead."""
_PAUSE: Final = 0.1
_TRIES: Final = 3


class RemoteBlobStore:
    """
    The bytes of one firm under a remote root.

    The digest, and so the name, is known only at the end: the bytes are first kept on this machine, past 8 MiB on its
    disk. They are sent whole each time, for only that renews their time; under another name first, where a filesystem
    may keep what was cut off, or where they are more than one request takes.
    """

    def __init__(self, tree: RemoteTree, firm: str) -> None:
        self._tree = tree
        self._firm = firm

    def put(self, source: BinaryIO) -> Blob:
        """
        Read *source* to its end, store the bytes and say where; damaged bytes under the same digest are healed.

        Raises:
            UnavailableError: If the filesystem, or this machine's folder for temporary files, failed.
        """
        with SpooledTemporaryFile(PART) as spool:
            blob = handed_on(source, lambda part: _kept(spool, part))
            for _ in range(_TRIES):
                self._send(spool, blob)
                if self._stays(blob):
                    return blob
        raise UnavailableError("Файл не удержался в хранилище вложений: повторите.")

    def open(self, blob: Blob) -> BinaryIO:
        """
        Return a stream that checks what is read.

        Raises:
            CorruptionError: If there is no object of that size.
            UnavailableError: If the filesystem failed.
        """
        if not is_digest(blob.sha256):
            raise missing(blob)
        path = self._place(blob)
        with translated(Exception):
            size = self._tree.size(path)
        if size is None:
            raise missing(blob)
        reader = RangeReader(self._tree.filesystem, path, size)
        return VerifiedStream(cast("BinaryIO", io.BufferedReader(reader, max(1, min(PART, size)))), blob)

    def _send(self, spool: IO[bytes], blob: Blob) -> None:
        with translated(Exception):
            spool.seek(0)
            if self._tree.keeps_whole and blob.size <= PART:
                self._tree.filesystem.pipe_file(self._place(blob), spool.read())
                return
        self._send_by_way_of_another_name(spool, blob)

    def _send_by_way_of_another_name(self, spool: IO[bytes], blob: Blob) -> None:
        with self._tree.temporary() as path, translated(Exception):
            with self._tree.filesystem.open(path, "wb", block_size=PART) as sent:
                shutil.copyfileobj(spool, sent, CHUNK)
            *folders, _ = blob_parts(self._firm, blob.sha256)
            self._tree.folder(*folders)
            self._tree.filesystem.mv(path, self._place(blob))

    def _stays(self, blob: Blob) -> bool:
        notice = self._tree.place(INCOMING, removal_notice(self._firm, blob.sha256))
        deadline = monotonic() + PATIENCE
        with translated(Exception):
            while self._tree.has(notice) and monotonic() < deadline:
                sleep(_PAUSE)
            return self._tree.size(self._place(blob)) == blob.size

    def _place(self, blob: Blob) -> str:
        return self._tree.place(*blob_parts(self._firm, blob.sha256))


def _kept(spool: IO[bytes], part: bytes) -> None:
    with translated():
        spool.write(part)
