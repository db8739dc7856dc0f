"""The root of all attachments of a store, as a filesystem keeps it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from multibuh_core.ports.blob_store import BlobStore

__all__ = ["Root"]


class Root(Protocol):
    """
    A folder of firms' folders, with its marker; firms are named by their keys.

    Laws: only what has a name of ours is listed, read or removed; all times are by the clock of whoever keeps the
    bytes. Every method raises UnavailableError if that is out of reach.
    """

    @abstractmethod
    def marker(self) -> bytes | None:
        """Return the marker, no more of it than is needed to check it, or None if there is none."""

    @abstractmethod
    def is_empty(self) -> bool:
        """
        Return whether nothing is there but what a creation that was cut short leaves behind.

        Raises:
            FormatError: If there is something, but no folder.
        """

    @abstractmethod
    def create(self, marker: bytes) -> None:
        """Make the folder, and its marker if another has not been first."""

    @abstractmethod
    def settle(self) -> None:
        """Return once the marker that has been seen is lasting: who made it may not have come to that."""

    @abstractmethod
    def store(self, firm: str) -> BlobStore:
        """Return the bytes of one firm."""

    @abstractmethod
    def firms(self) -> Collection[str]:
        """Return the keys of the firms that have a folder."""

    @abstractmethod
    def digests(self, firm: str) -> Collection[str]:
        """Return the digests under which a firm has something."""

    @abstractmethod
    def now(self) -> float:
        """Return the time in seconds since 1970."""

    @abstractmethod
    def remove(self, firm: str, digest: str, *, until: float) -> bool:
        """Remove a blob if it was last stored at *until* or before; return whether it was."""

    @abstractmethod
    def remove_incoming(self, *, until: float) -> None:
        """Remove what was being written at *until* or before and never came to be."""
