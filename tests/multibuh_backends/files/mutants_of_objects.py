"""The backend broken on purpose in how it writes, each time in one way that a crash or a power cut brings to light."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from multibuh_backends.blobs.local_disk import LocalDisk
from multibuh_backends.blobs.local_tree import LocalTree
from multibuh_backends.files.objects import Creation
from multibuh_backends.files.objects.local import LocalObjects
from multibuh_core.errors import UnavailableError

__all__ = [
    "creates_in_place",
    "looks_then_writes",
    "names_before_the_sync",
    "overwrites_in_place",
    "syncs_no_new_folder",
]


def creates_in_place(patch: pytest.MonkeyPatch) -> None:
    """Make a commit by ``open("xb")``."""

    def create(self: Any, key: str, data: bytes) -> Creation:
        folder, _, name = key.rpartition("/")
        try:
            _write(self._disk, self._folders.lasting(folder) / name, data)
        except FileExistsError:
            return Creation.TAKEN
        except OSError:
            return Creation.UNKNOWN
        return Creation.MADE

    patch.setattr(LocalObjects, "create", create)


def looks_then_writes(patch: pytest.MonkeyPatch) -> None:
    """Look whether there is a commit, then rename over what may be there by now."""

    def create(self: LocalObjects, key: str, data: bytes) -> Creation:
        if self.get(key) is not None:
            return Creation.TAKEN
        self.put(key, data)
        return Creation.MADE

    patch.setattr(LocalObjects, "create", create)


def names_before_the_sync(patch: pytest.MonkeyPatch) -> None:
    """Name a commit before its bytes are lasting."""

    def create(self: Any, key: str, data: bytes) -> Creation:
        folder, _, name = key.rpartition("/")
        place, path = self._folders.lasting(folder), self._folders.incoming() / name
        file = self._disk.create(path)
        self._disk.write(file, data)
        self._disk.link(path, place / name)
        self._disk.sync_folder(place)
        self._disk.sync(file)
        self._disk.close(file)
        self._disk.remove(path)
        return Creation.MADE

    patch.setattr(LocalObjects, "create", create)


def overwrites_in_place(patch: pytest.MonkeyPatch) -> None:
    """Set an object by ``open("wb")``."""

    def put(self: Any, key: str, data: bytes) -> None:
        folder, _, name = key.rpartition("/")
        try:
            path = self._folders.lasting(folder) / name
            with suppress(FileNotFoundError):
                self._disk.remove(path)
            _write(self._disk, path, data)
        except OSError:
            raise UnavailableError("Хранилище не отвечает.") from None

    patch.setattr(LocalObjects, "put", put)


def syncs_no_new_folder(patch: pytest.MonkeyPatch) -> None:
    """Make folders, and sync none of their names."""

    def folder(self: LocalTree, *parts: str) -> Path:
        path = self.path
        for part in parts:
            path /= part
            self._made(path)
        return path

    patch.setattr(LocalTree, "folder", folder)


def _write(disk: LocalDisk, path: Path, data: bytes) -> None:
    file = disk.create(path)
    try:
        disk.write(file, data)
        disk.sync(file)
    finally:
        disk.close(file)
    disk.sync_folder(path.parent)
