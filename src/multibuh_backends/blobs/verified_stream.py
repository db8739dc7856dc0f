"""A stream of stored bytes that checks them against their digest (L9); for every backend, so without fsspec."""

from __future__ import annotations

import errno
import io
import os
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, Final

from multibuh_backends.blobs.failures import translated
from multibuh_core.errors import CorruptionError

if TYPE_CHECKING:
    from multibuh_core.ports.blob_store import Blob

__all__ = ["VerifiedStream", "missing"]

_PART: Final = 1 << 20
_WAY_OUT: Final = "восстановите файл из резервной копии или приложите его снова."


def missing(blob: Blob) -> CorruptionError:
    """Return the error of bytes that are not in the store."""
    return CorruptionError(f"Байтов вложения нет в хранилище (SHA-256 {blob.sha256}): {_WAY_OUT}")


class VerifiedStream(io.BufferedIOBase, BinaryIO):
    """
    The bytes of one blob, read-only and seekable; a read that reaches their end raises if they are not what was stored.

    What is read in order from the start is hashed on the way. After a seek the end is still never reached unchecked:
    what was left out is hashed then, so that the first such read may take as long as reading everything. A stream
    belongs to one thread.
    """

    def __init__(self, inner: BinaryIO, blob: Blob) -> None:
        """
        Take over *inner*, which is closed with this stream, or at once if it is refused.

        Raises:
            CorruptionError: If *inner* is of another size than *blob*.
        """
        self._inner = inner
        self._blob = blob
        self._digest = sha256()
        self._hashed = 0
        self._position = 0
        self._verdict: str | None = None
        try:
            with translated():
                self._check_size(inner.seek(0, io.SEEK_END))
                inner.seek(0)
        except BaseException:
            self.close()
            raise

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return where the next read begins."""
        self._check_open()
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Set where the next read begins; past the end there is nothing to read."""
        self._check_open()
        target = offset + (0, self._position, self._blob.size)[whence]
        if target < 0:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))  # as a file does: zipfile asks for it
        with translated():
            self._position = self._inner.seek(target)
        return self._position

    def read(self, size: int | None = -1, /) -> bytes:
        """
        Return the next *size* bytes, or all that are left.

        Raises:
            CorruptionError: If this reaches the end and the bytes are not what was stored.
            UnavailableError: If the store does not answer.
        """
        wanted = self._within(size)
        with translated():
            data = self._inner.read(wanted)
        if len(data) < wanted:
            self._check_size(self._position + len(data))
        return self._delivered(data)

    def read1(self, size: int = -1, /) -> bytes:
        """Return the next *size* bytes, or some; see `read`."""
        return self.read(size if size >= 0 else io.DEFAULT_BUFFER_SIZE)

    def readline(self, size: int | None = -1, /) -> bytes:
        """Return the next line, at most *size* bytes of it; see `read`."""
        wanted = self._within(size)
        with translated():
            data = self._inner.readline(wanted)
        if len(data) < wanted and not data.endswith(b"\n"):
            self._check_size(self._position + len(data))
        return self._delivered(data)

    def close(self) -> None:
        """Close this stream and what it reads from."""
        try:
            self._inner.close()
        finally:
            super().close()

    def _check_open(self) -> None:
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def _within(self, size: int | None) -> int:
        self._check_open()
        left = max(0, self._blob.size - self._position)
        return left if size is None or size < 0 else min(size, left)

    def _delivered(self, data: bytes) -> bytes:
        start, self._position = self._position, self._position + len(data)
        if start <= self._hashed < self._position:
            self._digest.update(memoryview(data)[self._hashed - start :])
            self._hashed = self._position
        if self._position >= self._blob.size:
            self._check_all()
        return data

    def _check_all(self) -> None:
        if self._verdict is None:
            with translated():
                self._hash_rest()
            self._verdict = self._digest.hexdigest()
        if self._verdict != self._blob.sha256:
            raise CorruptionError(
                f"Вложение повреждено: байты не те, что были сохранены (SHA-256 {self._blob.sha256}): {_WAY_OUT}"
            )

    def _hash_rest(self) -> None:
        # Up to the end as it now is: bytes that were cut off or added meanwhile change the digest.
        self._inner.seek(self._hashed)
        while part := self._inner.read(_PART):
            self._digest.update(part)
            self._hashed += len(part)

    def _check_size(self, found: int) -> None:
        if found != self._blob.size:
            raise CorruptionError(
                f"Вложение повреждено: в хранилище {found} байт вместо {self._blob.size} "
                f"(SHA-256 {self._blob.sha256}): {_WAY_OUT}"
            )
