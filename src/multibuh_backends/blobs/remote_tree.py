"""A tree of objects on any fsspec filesystem that is not local disk."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final

from multibuh_backends.blobs.failures import ATTACHMENTS, Kept, translated
from multibuh_backends.blobs.keys import INCOMING, new_temporary
from multibuh_backends.blobs.s3 import S3, s3_options
from multibuh_core.errors import UnsupportedOperationError, shown

__all__ = ["PART", "RemoteTree"]

PART: Final = 8 << 20
"""How much is sent or fetched at a time, in bytes: above the least part of S3, and 10,000 of them are 80 GiB."""


class RemoteTree:
    """What the root and the stores of one such root share; thread-safe, and fit to be forked."""

    def __init__(self, url: str, options: Mapping[str, Any], kept: Kept = ATTACHMENTS) -> None:
        """
        Find the filesystem that *url* names; nothing is sent yet.

        Raises:
            UnsupportedOperationError: If there is no such filesystem, or its library is not installed.
        """
        self._url = url
        self._kept = kept
        self.keeps_whole: Final = _scheme(url) in S3
        """Whether an object that is sent by one request is there whole or not at all, whatever is cut off."""
        self._options = s3_options(options) if _scheme(url) in S3 else dict(options)
        self._process = os.getpid()
        self._filesystem, self.path = self._connected()
        self._inherited: list[Any] = []
        self._made: set[str] = set()

    @property
    def filesystem(self) -> Any:
        """The filesystem of this process: fsspec's own do not cross a fork."""
        if self._process != os.getpid():
            self._inherited.append(self._filesystem)  # let go, it would close connections that the parent goes on with
            self._filesystem, _ = self._connected()
            self._process = os.getpid()
        return self._filesystem

    def place(self, *parts: str) -> str:
        """Return the path of *parts* under the root."""
        return posixpath.join(self.path, *parts)

    def folder(self, *parts: str) -> str:
        """Return the path of a folder under the root, made if need be (object stores have none)."""
        path = self.place(*parts)
        if path not in self._made:
            self.filesystem.makedirs(path, exist_ok=True)
            self._made.add(path)
        return path

    def names(self, *parts: str) -> list[str]:
        """Return the names in a folder; none if there is no such folder."""
        self.filesystem.invalidate_cache()
        try:
            found = self.filesystem.ls(self.place(*parts), detail=False)
        except FileNotFoundError:
            return []
        return [posixpath.basename(name.rstrip("/")) for name in found]

    @contextmanager
    def temporary(self) -> Iterator[str]:
        """Give a path for a new object, which is removed on an error; where that fails too, `gc` does it one day."""
        with translated(Exception, self._kept):
            path = posixpath.join(self.folder(INCOMING), new_temporary())
        try:
            yield path
        except BaseException:
            with suppress(Exception):
                self.filesystem.rm_file(path)
            raise

    def has(self, path: str) -> bool:
        """Return whether there is an object of a few bytes, by reading it: that is one request, a look may be two."""
        self.filesystem.invalidate_cache()
        try:
            self.filesystem.cat_file(path)
        except FileNotFoundError:
            return False
        return True

    def size(self, path: str) -> int | None:
        """Return the size of an object in bytes, or None if there is none."""
        self.filesystem.invalidate_cache()
        try:
            found = self.filesystem.info(path)
        except FileNotFoundError:
            return None
        return int(found["size"]) if found["type"] == "file" else None

    def modified(self, path: str) -> float:
        """Return when the object was stored, in seconds since 1970, by the clock of whoever keeps it."""
        at = self.filesystem.modified(path)
        return float(at if isinstance(at, (int, float)) else at.timestamp())

    def _connected(self) -> tuple[Any, str]:
        import fsspec

        try:
            filesystem, path = fsspec.url_to_fs(self._url, **self._options)
        except ImportError:
            raise UnsupportedOperationError(
                f"Для {self._kept.of} {shown(_scheme(self._url))} не установлена библиотека: "
                'установите её, для S3 — pip install "multibuh[s3]".'
            ) from None
        except ValueError:
            raise UnsupportedOperationError(
                f"Файловая система {self._kept.of} {shown(_scheme(self._url))} неизвестна: укажите папку или адрес, "
                "который понимает fsspec."
            ) from None
        return filesystem, path.rstrip("/")


def _scheme(url: str) -> str:
    return url.partition("://")[0]
