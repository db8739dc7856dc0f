"""A reader of a remote object by ranges: it holds no connection open, and nothing that another reader moves."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from multibuh_backends.blobs.failures import translated

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["RangeReader"]


class RangeReader(io.RawIOBase):
    """
    An object of a known size, read by one request a call; to be wrapped in `io.BufferedReader`.

    `fsspec`'s own files differ in what they share, cache and keep: the memory filesystem's readers move one position.
    """

    def __init__(self, filesystem: Any, path: str, size: int) -> None:
        self._filesystem = filesystem
        self._path = path
        self._size = size
        self._position = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Set where the next read begins; past the end there is nothing to read."""
        self._position = offset + (0, self._position, self._size)[whence]
        return self._position

    def tell(self) -> int:
        """Return where the next read begins."""
        return self._position

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fetch what fits into *buffer* in one request."""
        view = memoryview(buffer).cast("B")
        end = min(self._position + len(view), self._size)
        if end <= self._position:
            return 0
        with translated(Exception):
            data = self._filesystem.cat_file(self._path, start=self._position, end=end)
        view[: len(data)] = data
        self._position += len(data)
        return len(data)
