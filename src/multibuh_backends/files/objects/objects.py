"""Objects: bytes under keys, each whole or absent, and created once."""

from __future__ import annotations

from abc import abstractmethod
from enum import Enum, auto
from typing import Protocol

__all__ = ["Creation", "Objects"]


class Creation(Enum):
    """What `Objects.create` came to. Whatever it is, calling it again does no harm."""

    MADE = auto()
    """This call made the object, and it is lasting."""
    TAKEN = auto()
    """There is one under the key, lasting; perhaps this very call's, whose first answer was lost on the way."""
    UNKNOWN = auto()
    """Whether it was made is not known, nor whether what may be read there is lasting: create again, or read."""


class Objects(Protocol):
    """
    A folder, or a prefix of a bucket.

    Keys are made by us: lower-case ASCII letters, digits, dots, dashes, and slashes between names; none begins with the
    name of the folder of what is being written (`multibuh_backends.blobs.keys.INCOMING`), which is never listed.

    Laws: of all who create one key, in all processes, at most one is told MADE, and what it wrote stays; an object is
    seen whole or not at all; what a call has put or made is seen by every call that begins after it, in any process,
    and lasts. Thread-safe, and fit to be forked.

    Every method raises UnavailableError if the store is out of reach; nothing was written then, but for what is said
    at `put`. No message holds an address, a password or a driver's text.
    """

    @abstractmethod
    def get(self, key: str) -> bytes | None:
        """
        Return an object, or None if there is none; one request.

        Raises:
            CorruptionError: If what lies there is no object.
        """

    @abstractmethod
    def create(self, key: str, data: bytes) -> Creation:
        """
        Make an object where there is none: the one call that makes entries of a log.

        Raises:
            UnsupportedOperationError: If the disk has no hard links.
            CorruptionError: If something else lies in the place of a folder.
        """

    @abstractmethod
    def put(self, key: str, data: bytes) -> None:
        """
        Set an object, whole, in one step over what there may be.

        Raises:
            UnavailableError: If that failed: there is what there was, or already this.
            CorruptionError: If something else lies in the place of a folder.
        """

    @abstractmethod
    def settle(self, key: str) -> None:
        """Return once an object that has been seen is lasting: who made it may not have come to that."""

    @abstractmethod
    def names(self, folder: str, after: str = "") -> list[str]:
        """
        Return the names directly in a folder, of objects and of folders, those behind *after*, by code point.

        Raises:
            FormatError: If the root is no folder.
        """

    @abstractmethod
    def remove(self, key: str) -> None:
        """Remove an object; of what is not there, nothing."""

    @abstractmethod
    def modified(self, key: str) -> float | None:
        """Return when an object was last written, in seconds since 1970 by the store's own clock; None: no object."""

    @abstractmethod
    def now(self) -> float:
        """Return the time by the same clock."""

    @abstractmethod
    def remove_incoming(self, *, until: float) -> None:
        """Remove what was being written at *until* or before, by that clock, and never came to be."""
