"""A zip archive of parts that were checked, written as a stream: what a parser is given instead of the file itself."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import attrs

from multibuh_backends.spreadsheets.containers.archive import Part

_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 20


@attrs.frozen
class Member:
    """What is to stand in the new archive under a name."""

    name: str
    method: int
    checksum: int
    size: int
    packed_size: int
    packed: Callable[[], Iterator[bytes]] = attrs.field(repr=False)


def stored(name: str, content: bytes) -> Member:
    """Return a member of this very content."""
    return Member(name, 0, zlib.crc32(content), len(content), len(content), lambda: iter((content,)))


def streamed(name: str, *, size: int, checksum: int, chunks: Callable[[], Iterator[bytes]]) -> Member:
    """Return a member whose content is made while the archive is read."""
    return Member(name, 0, checksum, size, size, chunks)


def copied(name: str, part: Part) -> Member:
    """Return a member that is another archive's part, still packed."""
    return Member(name, part.method, part.checksum, part.size, len(part.packed), lambda: iter((bytes(part.packed),)))


class ArchiveStream:
    """The new archive, made while it is read; it is read once, from its beginning to its end."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._pieces = _archive(members)
        self._left = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """Return at most *size* of the bytes that come next, as many as are ready; none at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = memoryview(piece)
        given = bytes(self._left if size < 0 else self._left[:size])
        self._left = self._left[len(given) :]
        return given

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Refuse: a parser asks for the method, and does not call it."""
        raise io.UnsupportedOperation("seek", offset, whence)


def _archive(members: Sequence[Member]) -> Iterator[bytes]:
    directory: list[bytes] = []
    offset = 0
    for member in members:
        name = member.name.encode()
        told = (member.method, 0, 0, member.checksum, member.packed_size, member.size, len(name), 0)
        yield _LOCAL.pack(b"PK\x03\x04", _VERSION, 0, *told) + name
        yield from member.packed()
        directory.append(_ENTRY.pack(b"PK\x01\x02", _VERSION, _VERSION, 0, *told, 0, 0, 0, 0, offset) + name)
        offset += _LOCAL.size + len(name) + member.packed_size
    entries = b"".join(directory)
    count = len(directory)
    yield entries + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(entries), offset, 0)
