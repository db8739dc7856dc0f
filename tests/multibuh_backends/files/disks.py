"""Disks that cost no time: what is synced, is not, for this machine keeps its power; and one that fails at one call."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from multibuh_backends.blobs.local_disk import LocalDisk
from tests.multibuh_backends.blobs.faulty_disk import FaultyDisk

__all__ = ["FailingDisk", "QuickDisk", "faults_at", "quick_folder"]

_READING: Final = frozenset({"open", "status", "names", "locked"})
_FAULTS: Final = ("before, EIO", "after, EIO", "before, ENOSPC", "killed before", "long, EIO")
_OF_A_WRITE: Final = ("torn, EIO", "torn, ENOSPC", "killed torn")


def faults_at(call: str) -> tuple[str, ...]:
    """
    Return what may happen at a call of this name.

    Of a call that changes nothing, it fails; that it is the last of a process is what the call after it tells.
    """
    if call in _READING:
        return ("before, EIO",)
    return _FAULTS + _OF_A_WRITE if call == "write" else _FAULTS


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Give a new folder, in memory where there is such a place: thousands of stores are copied there."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder made there has a name of its own
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


class QuickDisk(LocalDisk):
    """A disk that syncs nothing."""

    def sync(self, file: int) -> None:
        """Do nothing."""

    def sync_folder(self, path: Path) -> None:
        """Do nothing."""


class FailingDisk(FaultyDisk, QuickDisk):
    """Fails as `FaultyDisk`, with the error that the fault names; a long fault fails every call until it is healed."""

    def __init__(self, k: int = -1, fault: str = "") -> None:
        super().__init__(k, fault)
        self._files: set[int] = set()

    def create(self, path: Path) -> int:
        """Make a file, and remember to close it."""
        file = super().create(path)
        self._files.add(file)
        return file

    def close(self, file: int) -> None:
        """Close it."""
        super().close(file)
        self._files.discard(file)

    def _heal(self) -> None:
        """Fail no more, and close what a process that was killed had open."""
        self._k, self._dead = -1, False
        for file in self._files:
            with suppress(OSError):
                os.close(file)
        self._files.clear()

    def _watched(self, name: str, step: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        if "long" in self._fault and -1 < self._k < len(self.calls):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        is_failing = not self._dead and len(self.calls) == self._k
        try:
            return super()._watched(name, step, args, named)
        except OSError:
            if is_failing and "EIO" in self._fault:
                raise OSError(errno.EIO, os.strerror(errno.EIO)) from None
            raise
