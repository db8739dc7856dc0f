"""A root of attachments on local disk."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from multibuh_backends.blobs.failures import translated
from multibuh_backends.blobs.keys import INCOMING, MARKER, blob_parts, is_digest
from multibuh_backends.blobs.local_disk import NOT_A_FILE, LocalDisk
from multibuh_backends.blobs.local_store import LocalBlobStore
from multibuh_backends.blobs.local_tree import LocalTree
from multibuh_backends.blobs.marker import MARKER_LIMIT
from multibuh_core.errors import FormatError, shown

__all__ = ["LocalRoot"]


class LocalRoot:
    """A folder of this machine, or of a network drive that has hard links and locks."""

    def __init__(self, path: Path, disk: LocalDisk | None = None) -> None:
        self._disk = disk or LocalDisk()
        self._tree = LocalTree(path, self._disk)

    def marker(self) -> bytes | None:
        """Return the beginning of the marker; one that is no regular file is read as an empty one."""
        with translated():
            try:
                with self._disk.open(self._tree.place(MARKER)) as file:
                    return file.read(MARKER_LIMIT + 1)
            except (FileNotFoundError, NotADirectoryError):
                return None
            except OSError as error:
                if error.errno in NOT_A_FILE:
                    return b""
                raise

    def is_empty(self) -> bool:
        """Return whether there is nothing, or no folder."""
        with translated():
            try:
                return not set(self._disk.names(self._tree.path)) - {INCOMING}
            except FileNotFoundError:
                return True
            except NotADirectoryError:
                raise FormatError(f"{shown(str(self._tree.path))} — не папка: укажите папку вложений.") from None

    def create(self, marker: bytes) -> None:
        """Make the folder and the marker, lasting."""
        with translated():
            self._tree.make()
        with self._tree.temporary() as path:
            with self._tree.written(path) as write:
                write(marker)
            with translated():
                with suppress(FileExistsError):
                    self._disk.link(path, self._tree.place(MARKER))
                self._disk.sync_folder(self._tree.path)

    def settle(self) -> None:
        """Sync the name of the folder, and the names in it."""
        with translated():
            self._tree.make()
            self._disk.sync_folder(self._tree.path)

    def store(self, firm: str) -> LocalBlobStore:
        """Return the bytes of one firm."""
        return LocalBlobStore(self._tree, firm)

    def firms(self) -> Collection[str]:
        """Return the keys of the firms that have a folder."""
        with translated():
            return [name for name in self._disk.names(self._tree.path) if is_digest(name)]

    def digests(self, firm: str) -> Collection[str]:
        """Return the digests under which a firm has something."""
        with translated():
            folders = self._names(firm)
            return [
                name
                for folder in folders
                for name in self._names(firm, folder)
                if is_digest(name) and name.startswith(folder)
            ]

    def now(self) -> float:
        """Return the time that the disk gives to a new file: on a network drive it is not this machine's."""
        self._tree.check_mounted()
        with self._tree.temporary() as path:
            with self._tree.written(path):
                pass
            with translated():
                return self._disk.status(path).st_mtime

    def remove(self, firm: str, digest: str, *, until: float) -> bool:
        """Remove a blob if it is old; nobody stores between the look at its time and the removal."""
        with translated(), self._tree.locked(alone=True):
            return self._tree.remove_old(self._tree.place(*blob_parts(firm, digest)), until=until)

    def remove_incoming(self, *, until: float) -> None:
        """Remove files left behind by a `put` that was cut short."""
        self._tree.remove_incoming(until=until)

    def _names(self, *folders: str) -> list[str]:
        return self._disk.names(self._tree.place(*folders)) if self._tree.has_folder(*folders) else []
