"""What power would take: names and bytes that were not synced before something was built upon them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from multibuh_backends.blobs.local_disk import LocalDisk
from multibuh_backends.files.objects import Objects
from tests.multibuh_backends.blobs.faulty_disk import FaultyDisk

__all__ = ["Forgetful", "unsynced"]


class Forgetful:
    """A disk that leaves out one of its calls."""

    def __init__(self, disk: LocalDisk, left_out: str, *, after: str = "") -> None:
        """Leave out the calls of a name, all or those after the first call of another name."""
        self._disk = disk
        self._left_out = left_out
        self._after = after

    def __getattr__(self, name: str) -> Any:
        """Give a call of the disk, or nothing in its place."""
        if name == self._after:
            self._after = ""
        return (lambda *_: None) if name == self._left_out and not self._after else getattr(self._disk, name)


def unsynced(make: Callable[[Path, Any], Objects], root: Path, act: Callable[[Objects], object]) -> Iterator[str]:
    """Do *act* on the objects of a new root, and tell what was not lasting when it was built upon, or at the end."""
    disk = FaultyDisk()
    there = {root, *root.rglob("*")} if root.exists() else set()
    act(make(root, disk))
    dirty: set[int] = set()
    names: dict[Path, Path] = {}
    for name, *arguments in disk.calls:
        match name:
            case "write":
                dirty.add(arguments[0])
            case "sync":
                dirty.discard(arguments[0])
            case "make_folder" if arguments[0] not in there:
                names[arguments[0]] = arguments[0].parent
            case "sync_folder":
                names = {path: folder for path, folder in names.items() if folder != arguments[0]}
            case "link" | "replace":
                yield from (f"{name} of unsynced bytes" for _ in dirty)
                yield from (f"{name} below the unsynced name {path}" for path in names if arguments[1] > path)
                names[arguments[1]] = arguments[1].parent
    yield from (f"the name {path} was never synced" for path in names)
