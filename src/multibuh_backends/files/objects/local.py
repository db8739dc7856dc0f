"""Objects as files of a local folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from multibuh_backends.blobs.failures import STORE, translated
from multibuh_backends.blobs.keys import INCOMING, new_temporary
from multibuh_backends.blobs.local_disk import NOT_A_FILE, LocalDisk
from multibuh_backends.files.objects.local_folders import LocalFolders, unplugged
from multibuh_backends.files.objects.objects import Creation
from multibuh_core.errors import CorruptionError, shown

__all__ = ["LocalObjects"]


class LocalObjects:
    """
    A folder of this machine, or of a network drive that has hard links.

    An object is written under another name and synced, then gets its own by one call, then its folder is synced.
    """

    def __init__(self, path: Path, disk: LocalDisk | None = None) -> None:
        """Take a folder, which is made when something is first written."""
        self._disk = disk or LocalDisk()
        self._folders = LocalFolders(path, self._disk)

    def get(self, key: str) -> bytes | None:
        """Return an object's bytes."""
        folder, _, name = key.rpartition("/")
        with translated(kept=STORE):
            place = self._folders.found(folder)
            if place is None:
                return None
            try:
                with self._disk.open(place / name) as file:
                    return file.read()
            except FileNotFoundError:
                self._folders.check_mounted()
                return None
            except OSError as error:
                if error.errno in NOT_A_FILE:
                    raise _no_object(key) from None
                raise

    def create(self, key: str, data: bytes) -> Creation:
        """Link the object to its key, if that is free."""
        folder, _, name = key.rpartition("/")
        with translated(kept=STORE), self._written(data) as path:
            place = self._folders.lasting(folder)
            creation = self._linked(path, place / name)
        try:  # from here on nothing is told as if it had not been written
            self._disk.sync_folder(place)
        except OSError:
            return Creation.UNKNOWN
        return creation

    def put(self, key: str, data: bytes) -> None:
        """Rename the object to its key."""
        folder, _, name = key.rpartition("/")
        with translated(kept=STORE), self._written(data) as path:
            place = self._folders.lasting(folder)
            self._disk.replace(path, place / name)
            self._disk.sync_folder(place)

    def settle(self, key: str) -> None:
        """Sync its folder."""
        folder, _, _ = key.rpartition("/")
        with translated(kept=STORE):
            self._disk.sync_folder(self._folders.lasting(folder))

    def names(self, folder: str, after: str = "") -> list[str]:
        """List a folder; none if it is not there."""
        with translated(kept=STORE):
            place = self._folders.found(folder)
            found = [] if place is None else self._disk.names(place)
        return sorted(name for name in found if name > after and (folder or name != INCOMING))

    def remove(self, key: str) -> None:
        """Remove a file."""
        folder, _, name = key.rpartition("/")
        with translated(kept=STORE), suppress(FileNotFoundError):
            place = self._folders.found(folder)
            if place is not None:
                self._disk.remove(place / name)

    def modified(self, key: str) -> float | None:
        """Return the file's time."""
        folder, _, name = key.rpartition("/")
        with translated(kept=STORE), suppress(FileNotFoundError):
            place = self._folders.found(folder)
            if place is not None:
                return self._disk.status(place / name).st_mtime
        return None

    def now(self) -> float:
        """Return the time that the disk gives to a new file: on a network drive it is not this machine's."""
        with translated(kept=STORE), self._written(b"") as path:
            return self._disk.status(path).st_mtime

    def remove_incoming(self, *, until: float) -> None:
        """Remove files left behind by a process that was killed."""
        self._folders.tree.remove_incoming(until=until)

    @contextmanager
    def _written(self, data: bytes) -> Iterator[Path]:
        """Give the path of a lasting file under another name, which is gone afterwards."""
        path = self._folders.incoming() / new_temporary()
        try:
            file = self._disk.create(path)
        except FileNotFoundError:
            raise unplugged() from None
        try:
            try:
                self._disk.write(file, data)
                self._disk.sync(file)
            finally:
                self._disk.close(file)
            yield path
        finally:
            with suppress(OSError):
                self._disk.remove(path)

    def _linked(self, path: Path, name: Path) -> Creation:
        try:
            self._disk.link(path, name)
        except FileExistsError:
            return Creation.TAKEN
        except OSError:
            if self._may_be_there(name):
                return Creation.UNKNOWN
            raise
        return Creation.MADE

    def _may_be_there(self, path: Path) -> bool:
        """Return whether a call that failed may have done its work all the same, as on a network drive."""
        try:
            self._disk.status(path)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return True


def _no_object(key: str) -> CorruptionError:
    return CorruptionError(f"В хранилище на месте файла {shown(key)} лежит другое: уберите его и повторите.")
