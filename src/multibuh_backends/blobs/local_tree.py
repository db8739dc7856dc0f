"""A tree of folders on local disk, in which new files and folders are lasting before they are built upon."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Final

from multibuh_backends.blobs.failures import ATTACHMENTS, Kept, translated
from multibuh_backends.blobs.keys import INCOMING, MARKER, is_temporary, new_temporary
from multibuh_backends.blobs.local_disk import LocalDisk
from multibuh_core.errors import CorruptionError, UnavailableError, shown

__all__ = ["LocalTree"]

_LOCK: Final = "lock"


class LocalTree:
    """What the root and the stores of one local root share; thread-safe, and fit to be forked."""

    def __init__(self, path: Path, disk: LocalDisk, kept: Kept = ATTACHMENTS) -> None:
        self.path = path
        self.disk = disk
        self._kept = kept
        self._lasting: set[Path] = set()

    def place(self, *parts: str) -> Path:
        """Return the path of *parts* under the root."""
        return self.path.joinpath(*parts)

    def make(self, path: Path | None = None) -> None:
        """
        Make the root, and the folders above it, lasting; what is there stays.

        No folder is made in one whose own name may be lost: so where there is one, its name alone may still be
        unsynced, by a process that has died. It is synced here.

        Raises:
            OSError: If the disk fails.
        """
        path = self.path if path is None else path
        if not self._exists(path):
            self.make(path.parent)
            with suppress(FileExistsError):
                self.disk.make_folder(path)
        with suppress(PermissionError):  # what we may not read is not of our making
            self.disk.sync_folder(path.parent)

    def check_mounted(self) -> None:
        """
        Refuse to go on where the root has gone, as with a drive that is unplugged: what is written there would be lost.

        Raises:
            UnavailableError: If the marker is not there.
        """
        with self._translated():
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
                raise self.not_a_folder(path)
            if path not in self._lasting:
                self.disk.sync_folder(parent)
                self._lasting.add(path)
        return path

    def not_a_folder(self, path: Path) -> CorruptionError:
        """Return the error for what bears the name of a folder and is none."""
        return CorruptionError(
            f"В {self._kept.place} на месте папки лежит другое ({shown(str(path))}): уберите его и повторите."
        )

    @contextmanager
    def written(self, path: Path) -> Iterator[Callable[[bytes], None]]:
        """Give the writer of the new file *path*, which is lasting when the context is left without an error."""
        with self._translated():
            file = self.disk.create(path)
        try:
            yield lambda data: self._write(file, data)
            with self._translated():
                self.disk.sync(file)
        finally:
            with self._translated():
                self.disk.close(file)

    @contextmanager
    def temporary(self) -> Iterator[Path]:
        """Give a path for a new file, which is gone afterwards; where that fails, `gc` removes it one day."""
        with self._translated():
            path = self.folder(INCOMING) / new_temporary()
        try:
            yield path
        finally:
            with suppress(OSError):
                self.disk.remove(path)

    def remove_old(self, path: Path, *, until: float) -> bool:
        """
        Remove a file that was last written at *until* or before; return whether it was.

        Raises:
            OSError: If the disk fails.
        """
        try:
            status = self.disk.status(path)
            if stat.S_ISDIR(status.st_mode) or status.st_mtime > until:
                return False
            self.disk.remove(path)
        except FileNotFoundError:
            return False
        return True

    def remove_incoming(self, *, until: float) -> None:
        """Remove what was being written at *until* or before and never came to be."""
        with self._translated():
            if self.has_folder(INCOMING):
                for name in filter(is_temporary, self.disk.names(self.place(INCOMING))):
                    self.remove_old(self.place(INCOMING, name), until=until)

    @contextmanager
    def locked(self, *, alone: bool = False) -> Iterator[None]:
        """Keep those who remove (alone) from those who store, for a few system calls."""
        with self.disk.locked(self.folder(INCOMING) / _LOCK, alone=alone):
            yield

    def _exists(self, path: Path) -> bool:
        try:
            self.disk.status(path)
        except FileNotFoundError:
            return False
        return True

    def _made(self, path: Path) -> bool:
        with suppress(FileExistsError):
            self.disk.make_folder(path)
            self._lasting.discard(path)
        return stat.S_ISDIR(self.disk.status(path).st_mode)

    def _translated(self) -> AbstractContextManager[None]:
        return translated(kept=self._kept)

    def _write(self, file: int, data: bytes) -> None:
        with self._translated():
            self.disk.write(file, data)
