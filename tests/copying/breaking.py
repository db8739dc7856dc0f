"""Stores that break off at a given call, as a process that is killed there would."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any, BinaryIO

from multibuh_core.ports import Backend, Blob, BlobStore, History

__all__ = ["Cut", "CutAtBlob", "CutAtRecord", "CutWhileReadingBack"]


class Cut(BaseException):
    """The end of the process; no error of a store, for nobody handles it."""


class _Broken:
    """A backend of which some is otherwise."""

    def __init__(self, backend: Backend, at: int) -> None:
        """Break *backend* off at its call number *at*, counted from 0."""
        self._backend = backend
        self._at = at
        self._calls = count()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._backend, name)

    def _cut(self) -> None:
        if next(self._calls) == self._at:
            raise Cut


class CutAtBlob(_Broken):
    """A target that breaks off in the middle of some bytes."""

    def blobs(self, firm: str) -> Any:
        """Return the bytes of one firm."""
        return _Blobs(self._backend.blobs(firm), in_the_middle=self._cut)


class CutWhileReadingBack(_Broken):
    """A target that breaks off as some bytes are opened: the records are written by then."""

    def blobs(self, firm: str) -> Any:
        """Return the bytes of one firm."""
        return _Blobs(self._backend.blobs(firm), at_opening=self._cut)


class CutAtRecord(_Broken):
    """A source that breaks off between two records, as they are written."""

    def read_firm(self, firm: str) -> Iterator[History]:
        """Give all of one firm; the second time, which is when it is written, not to the end."""
        is_written = next(self._calls) > 0
        for number, history in enumerate(self._backend.read_firm(firm)):
            if is_written and number == self._at:
                raise Cut
            yield history


class _Blobs:
    def __init__(self, blobs: BlobStore, in_the_middle: Any = None, at_opening: Any = None) -> None:
        self._blobs = blobs
        self._in_the_middle = in_the_middle
        self._at_opening = at_opening

    def put(self, source: BinaryIO) -> Blob:
        return self._blobs.put(_Stream(source, self._in_the_middle) if self._in_the_middle else source)  # type: ignore[arg-type]

    def open(self, blob: Blob) -> BinaryIO:
        if self._at_opening:
            self._at_opening()
        return self._blobs.open(blob)


class _Stream:
    def __init__(self, source: BinaryIO, cut: Any) -> None:
        self._source = source
        self._cut = cut
        self._is_begun = False

    def read(self, size: int = -1) -> bytes:
        if not self._is_begun:
            self._is_begun = True
            self._cut()
        return self._source.read(size)
