"""Objects made carelessly, each in one way: what the tests must catch before they count."""

from __future__ import annotations

from pathlib import Path

from multibuh_backends.blobs.failures import translated
from multibuh_backends.files.objects import Creation
from multibuh_backends.files.objects.local import LocalObjects
from multibuh_backends.files.objects.s3 import S3Objects
from multibuh_core.errors import UnavailableError

__all__ = [
    "CreatesExclusively",
    "LooksThenSends",
    "LooksThenWrites",
    "Overwrites",
    "Sends",
    "TakesAnErrorForNothing",
    "TakesNoAnswerForNothing",
    "TellsOfTheFolderAsIfOfTheObject",
    "WritesInPlace",
]


class CreatesExclusively(LocalObjects):
    """Opens the key itself, new, and writes into it, lasting part by lasting part: readers see half."""

    def create(self, key: str, data: bytes) -> Creation:
        """Create by ``open("xb")``."""
        folder, _, name = key.rpartition("/")
        half = len(data) // 2
        try:
            with (self._folders.lasting(folder) / name).open("xb", buffering=0) as file:
                for part in (data[:half], data[half:]):
                    file.write(part)
                    self._disk.sync(file.fileno())
        except FileExistsError:
            return Creation.TAKEN
        return Creation.MADE


class LooksThenWrites(LocalObjects):
    """Looks whether there is one, then renames over what may be there by now."""

    def create(self, key: str, data: bytes) -> Creation:
        """Create by check, then write."""
        if self.get(key) is not None:
            return Creation.TAKEN
        self.put(key, data)
        return Creation.MADE


class Overwrites(LocalObjects):
    """Renames over what is there."""

    def create(self, key: str, data: bytes) -> Creation:
        """Create by `put`."""
        self.put(key, data)
        return Creation.MADE


class TakesAnErrorForNothing(LocalObjects):
    """Believes that a call that failed did nothing."""

    def _may_be_there(self, path: Path) -> bool:
        del path
        return False


class TellsOfTheFolderAsIfOfTheObject(LocalObjects):
    """Says that nothing was written when only the folder could not be synced."""

    def create(self, key: str, data: bytes) -> Creation:
        """Create, and tell what is not known as if it were."""
        creation = super().create(key, data)
        if creation is Creation.UNKNOWN:
            raise UnavailableError("Ничего не записано.")
        return creation


class WritesInPlace(LocalObjects):
    """Writes under the key itself, and calls it made when all is written."""

    def create(self, key: str, data: bytes) -> Creation:
        """Create by a new file that is written."""
        folder, _, name = key.rpartition("/")
        with translated():
            file = self._disk.create(self._folders.lasting(folder) / name)
            self._disk.write(file, data)
            self._disk.sync(file)
            self._disk.close(file)
        return Creation.MADE


class LooksThenSends(S3Objects):
    """Looks whether there is one, then sends without a condition."""

    def create(self, key: str, data: bytes) -> Creation:
        """Create by check, then write."""
        if self.get(key) is not None:
            return Creation.TAKEN
        self.put(key, data)
        return Creation.MADE


class Sends(S3Objects):
    """Sends without a condition, and again if the answer is lost."""

    def create(self, key: str, data: bytes) -> Creation:
        """Create by `put`."""
        self.put(key, data)
        return Creation.MADE


class TakesNoAnswerForNothing(S3Objects):
    """Says that nothing was written when no answer came."""

    def create(self, key: str, data: bytes) -> Creation:
        """Create, and tell what is not known as if it were."""
        creation = super().create(key, data)
        if creation is Creation.UNKNOWN:
            raise UnavailableError("Ничего не записано.")
        return creation
