"""Disks that keep account of what would survive the loss of power: one that does its work, and four careless ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from multibuh_backends.files.layout import ATTACHMENTS
from tests.multibuh_backends.blobs.faulty_disk import FaultyDisk
from tests.multibuh_backends.files.disks import QuickDisk
from tests.multibuh_backends.files.platter import File, Folder, Platter

__all__ = [
    "FailingPowerDisk",
    "PowerDisk",
    "SyncsNoBlob",
    "SyncsNoBlobName",
    "SyncsNoCommit",
    "SyncsNoCommitName",
]


class PowerDisk(QuickDisk):
    """A disk that keeps account of what is lasting; *moment* is called before each call, when the power may go."""

    def __init__(self, platter: Platter, moment: Callable[[], object] = lambda: None) -> None:
        self._platter = platter
        self._moment = moment
        self._files: dict[int, File] = {}
        self._paths: dict[int, Path] = {}

    def __getattribute__(self, name: str) -> Any:
        """Let the moment pass before each call."""
        found = super().__getattribute__(name)
        if not name.startswith("_"):
            self._moment()
        return found

    @staticmethod
    def _is_attachment(path: Path) -> bool:
        return ATTACHMENTS in path.parts

    def _bind(self, path: Path, node: File | Folder | None) -> None:
        self._platter.parent(path).bind(path.name, node)

    def create(self, path: Path) -> int:
        """Make a file whose name is not lasting."""
        file = super().create(path)
        self._bind(path, made := File())
        self._files[file], self._paths[file] = made, path
        return file

    def write(self, file: int, data: bytes) -> None:
        """Write what is not lasting."""
        super().write(file, data)
        self._files[file].data += data

    def sync(self, file: int) -> None:
        """Let the bytes be lasting."""
        self._files[file].lasting = self._files[file].data

    def link(self, path: Path, name: Path) -> None:
        """Give a name that is not lasting."""
        super().link(path, name)
        self._bind(name, self._platter.node(path))

    def replace(self, path: Path, name: Path) -> None:
        """Rename; neither name is lasting."""
        super().replace(path, name)
        self._bind(name, self._platter.node(path))
        self._bind(path, None)

    def remove(self, path: Path) -> None:
        """Take a name away, which may come back."""
        super().remove(path)
        self._bind(path, None)

    def make_folder(self, path: Path) -> None:
        """Make a folder whose name is not lasting."""
        super().make_folder(path)
        self._bind(path, Folder())

    def sync_folder(self, path: Path) -> None:
        """Let the names be lasting; above the folder they are."""
        if self._platter.has(path):
            self._platter.node(path).sync()


class FailingPowerDisk(FaultyDisk, PowerDisk):
    """Keeps account of what is lasting, and fails at one call."""

    def __init__(self, platter: Platter, k: int, fault: str) -> None:
        PowerDisk.__init__(self, platter)
        FaultyDisk.__init__(self, k, fault)


class SyncsNoCommit(PowerDisk):
    """Leaves the bytes of the log to chance."""

    def sync(self, file: int) -> None:
        """Sync attachments only."""
        if self._is_attachment(self._paths[file]):
            super().sync(file)


class SyncsNoBlob(PowerDisk):
    """Leaves the bytes of attachments to chance."""

    def sync(self, file: int) -> None:
        """Sync all but attachments."""
        if not self._is_attachment(self._paths[file]):
            super().sync(file)


class SyncsNoCommitName(PowerDisk):
    """Leaves the names in the log to chance."""

    def sync_folder(self, path: Path) -> None:
        """Sync the names of attachments only."""
        if self._is_attachment(path):
            super().sync_folder(path)


class SyncsNoBlobName(PowerDisk):
    """Leaves the names of attachments to chance."""

    def sync_folder(self, path: Path) -> None:
        """Sync all names but these."""
        if not self._is_attachment(path):
            super().sync_folder(path)
