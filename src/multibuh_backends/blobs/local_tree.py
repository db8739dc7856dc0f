"""A tree of folders on local disk, in which new files and folders are lasting before they are built upon."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from multibuh_backends.blobs.failures import translated
from multibuh_backends.blobs.keys import INCOMING, MARKER, new_temporary
from multibuh_backends.blobs.local_disk import LocalDisk
from multibuh_core.errors import CorruptionError, UnavailableError, shown

__all__ = ["LocalTree"]

_LOCK: Final = "lock"


class LocalTree:
    """What the root and the stores of one local root share; thread-safe, and fit to be forked."""

    def __init__(self, path: Path, disk: LocalDisk) -> None:
        self.path = path
        self.disk = disk
        self._lasting: set[Path] = set()

    def place(self, *parts: str) -> Path:
        """Return the path of *parts* under the root."""
        return self.path.joinpath(*parts)

    def check_mounted(self) -> None:
        """
        Refuse to go on where the root has gone, as with a drive that is unplugged: what is written there would be lost.

        Raises:
            UnavailableError: If the marker is not there.
        """
        with translated():
            try:
                self.disk.status(self.place(MARKER))
            except FileNotFoundError:
                raise UnavailableError(
                    f"В папке вложений {shown(str(self.path))} нет store.json: "
                    "проверьте, подключён ли диск, и повторите."
                ) from None

    def has_folder(self, *parts: str) -> bool:
        """
        Return whether all of *parts* are folders; what is below a link or a file is not there.

        Raises:
            OSError: If the disk does not tell.
        """
        path = self.path
        for part in parts:
            path /= part
            try:
                if not stat.S_ISDIR(self.disk.status(path).st_mode):
                    return False
            except FileNotFoundError:
                return False
        return True

    def folder(self, *parts: str) -> Path:
        """
        Return the path of a folder under the root, made if need be.

        Each name on the way is synced once by every process, whoever made it: another may not have come to it yet.

        Raises:
            CorruptionError: If something else bears the name, as a link out of the root.
            OSError: If the disk fails.
        """
        path = self.path
        for part in parts:
            parent, path = path, path / part
            if not self._made(path):
                raise CorruptionError(
                    f"В хранилище вложений на месте папки лежит другое ({shown(str(path))}): уберите его и повторите."
                )
            if path not in self._lasting:
                self.disk.sync_folder(parent)
                self._lasting.add(path)
        return path

    @contextmanager
    def written(self, path: Path) -> Iterator[Callable[[bytes], None]]:
        """Give the writer of the new file *path*, which is lasting when the context is left without an error."""
        with translated():
            file = self.disk.create(path)
        try:
            yield lambda data: self._write(file, data)
            with translated():
                self.disk.sync(file)
        finally:
            with translated():
                self.disk.close(file)

    @contextmanager
    def temporary(self) -> Iterator[Path]:
        """Give a path for a new file, which is gone afterwards; where that fails, `gc` removes it one day."""
        with translated():
            path = self.folder(INCOMING) / new_temporary()
        try:
            yield path
        finally:
            with suppress(OSError):
                self.disk.remove(path)

    @contextmanager
    def locked(self, *, alone: bool = False) -> Iterator[None]:
        """Keep those who remove (alone) from those who store, for a few system calls."""
        with self.disk.locked(self.folder(INCOMING) / _LOCK, alone=alone):
            yield

    def _made(self, path: Path) -> bool:
        with suppress(FileExistsError):
            self.disk.make_folder(path)
            self._lasting.discard(path)
        return stat.S_ISDIR(self.disk.status(path).st_mode)

    def _write(self, file: int, data: bytes) -> None:
        with translated():
            self.disk.write(file, data)
