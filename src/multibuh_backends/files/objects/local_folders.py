"""The folders of local objects: made lasting, and looked at once, for every commit passes here."""

from __future__ import annotations

import stat
from pathlib import Path

from multibuh_backends.blobs.failures import STORE
from multibuh_backends.blobs.keys import INCOMING
from multibuh_backends.blobs.local_disk import LocalDisk
from multibuh_backends.blobs.local_tree import LocalTree
from multibuh_core.errors import FormatError, UnavailableError, shown

__all__ = ["LocalFolders", "unplugged"]


class LocalFolders:
    """
    The root and the folders below it, named as in keys; the root itself is named ``""``.

    Each process looks once whether a folder is one, and no link out of the root. Every method raises OSError if the
    disk fails.
    """

    def __init__(self, path: Path, disk: LocalDisk) -> None:
        self.tree = LocalTree(path, disk, STORE)
        self._incoming: Path | None = None
        self._found: dict[str, Path] = {}
        self._lasting: dict[str, Path] = {}

    def incoming(self) -> Path:
        """Return the path of the folder of what is being written; with it the root is made, if need be."""
        if self._incoming is None:
            self.tree.make()
            self._incoming = self.tree.folder(INCOMING)
        return self._incoming

    def found(self, folder: str) -> Path | None:
        """
        Return the path of a folder, or None if there is none.

        Raises:
            FormatError: If the root is no folder.
            CorruptionError: If something else bears the name, as a link out of the root.
            UnavailableError: As `check_mounted`.
        """
        path = self._found.get(folder)
        if path is None:
            parts = folder.split("/") if folder else []
            if not self._has_root() or not self._has(parts):
                self.check_mounted()
                return None
            path = self._found[folder] = self.tree.place(*parts)
        return path

    def lasting(self, folder: str) -> Path:
        """
        Return the path of a folder, made if need be; its name, and those on the way to it, are lasting.

        Raises:
            CorruptionError: If something else bears the name.
        """
        path = self._lasting.get(folder)
        if path is None:
            path = self.tree.folder(*folder.split("/")) if folder else self.tree.path
            self._lasting[folder] = path
        return path

    def check_mounted(self) -> None:
        """
        Take nothing for missing where the root has gone since something was written, as with a drive that is unplugged.

        Raises:
            UnavailableError: If it has.
        """
        if self._incoming is not None:
            try:
                self.tree.disk.status(self._incoming)
            except FileNotFoundError:
                raise unplugged() from None

    def _has(self, parts: list[str]) -> bool:
        path = self.tree.path
        for part in parts:
            path /= part
            try:
                status = self.tree.disk.status(path)
            except FileNotFoundError:
                return False
            if not stat.S_ISDIR(status.st_mode):
                raise self.tree.not_a_folder(path)
        return True

    def _has_root(self) -> bool:
        try:
            status = self.tree.disk.status(self.tree.path)
        except FileNotFoundError:
            return False
        if not stat.S_ISDIR(status.st_mode):
            raise FormatError(f"{shown(str(self.tree.path))} — не папка: укажите папку хранилища.")
        return True


def unplugged() -> UnavailableError:
    """Return the refusal to go on without the root: what is written there would be lost."""
    return UnavailableError("Папки хранилища нет на месте: проверьте, подключён ли диск, и повторите.")
