"""A disk that fails at one call: before it, after it, in the middle of it; or with the whole process."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from multibuh_backends.blobs import Blobs
from multibuh_backends.blobs.local_disk import LocalDisk
from multibuh_backends.blobs.local_root import LocalRoot

__all__ = ["FAULTS", "FaultyDisk", "Killed", "blobs_on"]

FAULTS: Final = ("before", "after", "torn", "killed before", "killed after", "killed torn")


class Killed(BaseException):
    """The process is gone: from here on it does nothing."""


def blobs_on(root: Path, disk: LocalDisk) -> Blobs:
    """Return the blobs of a root that is there, reached through *disk*."""
    return Blobs(LocalRoot(root, disk))


class FaultyDisk(LocalDisk):
    """Counts its calls and lets call *k* fail; *calls* are those made and with what, *failed* is its name."""

    def __init__(self, k: int = -1, fault: str = "before") -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.failed = ""
        self._k = k
        self._fault = fault
        self._dead = False

    def __getattribute__(self, name: str) -> Any:
        """Give each step of the disk, watched."""
        found = super().__getattribute__(name)
        if name.startswith("_") or not callable(found):
            return found
        return lambda *args, **named: self._watched(name, found, args, named)

    def _watched(self, name: str, step: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        if self._dead:
            raise Killed
        self.calls.append((name, *args))
        if len(self.calls) - 1 != self._k:
            return step(*args, **named)
        self.failed = name
        if "torn" in self._fault and name == "write":
            step(args[0], args[1][: len(args[1]) // 2])
        elif "after" in self._fault and name != "locked":
            with suppress(OSError):
                step(*args, **named)
        if "killed" in self._fault:
            self._dead = True
            raise Killed
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
