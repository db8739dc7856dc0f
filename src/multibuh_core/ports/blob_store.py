"""The port for bytes: content-addressed, one firm's."""

from __future__ import annotations

from typing import BinaryIO, Protocol

import attrs

__all__ = ["Blob", "BlobStore"]


@attrs.frozen
class Blob:
    """The address and the size of bytes that are stored."""

    sha256: str
    """64 lower-case hexadecimal digits."""
    size: int
    """In bytes."""


class BlobStore(Protocol):
    """
    The bytes of one firm's attachments, under their SHA-256 (L9).

    Laws: after *put* has returned, the bytes are as lasting as the backend; one firm's blobs are out of another's
    reach (L8); both ways run in bounded memory.
    """

    def put(self, source: BinaryIO) -> Blob:
        """
        Read *source* to its end, store the bytes and say where.

        Always reads and hashes all of it, known or not (L1), and always refreshes the time of storing: bytes that
        were there already are safe from `gc` as new ones are (L9), and damaged ones are healed. What *source* raises
        passes through.

        Raises:
            UnavailableError: If the bytes could not be stored; under the digest is what was there, or these bytes.
        """

    def open(self, blob: Blob) -> BinaryIO:
        """
        Return a seekable stream of the bytes that lives on after the unit and its connection; it belongs to one thread.

        Raises:
            CorruptionError: Here if the bytes are missing or of another size; from a read that reaches the end,
                where they are not what was stored.
            UnavailableError: Here or from a read, if the store is out of reach.
        """
