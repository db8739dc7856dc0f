"""
Compound files ([MS-CFB]), the containers of xls: one stream taken out without trust, and one put into a new file.

Chains of sectors are followed for no longer than there are sectors: a chain may lead back into itself.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from multibuh_backends.spreadsheets.source import Source

_SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER: Final = 512
_ENTRY: Final = 128
_MINI_SECTOR: Final = 64
_MINI_CUTOFF: Final = 4_096
_IN_HEADER: Final = 109
_SPARE_FAT: Final = 1 << 16
_LARGEST_DIRECTORY: Final = 1 << 22
_LAST_REGULAR: Final = 0xFFFFFFFA
_FAT_SECTOR, _END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_WRITTEN_SHIFT: Final = 12
_WRITTEN_SECTOR: Final = 1 << _WRITTEN_SHIFT
_STREAM, _ROOT = 2, 5


class CompoundFile:
    """A compound file's streams."""

    def __init__(self, source: Source) -> None:
        if len(source.data) < _HEADER:
            raise source.damaged()
        self._source = source
        shift, mini_shift = struct.unpack_from("<2H", source.data, 30)
        if shift not in {9, 12} or mini_shift != 6:  # noqa: PLR2004 - the two versions of the format
            raise source.damaged()
        self._size = 1 << shift
        directory, *_, mini_fat, _, more_fat, _ = struct.unpack_from("<L2L4L", source.data, 48)
        self._fat = array("I")
        most = len(source.data) // self._size
        for sector in self._fat_sectors(more_fat):
            self._fat.frombytes(self._sector(sector))
            if len(self._fat) > most + _SPARE_FAT:
                raise source.damaged()
        entries = self._chain(directory)
        if len(entries) > _LARGEST_DIRECTORY:
            raise source.damaged()
        self._entries = [entries[start : start + _ENTRY] for start in range(0, len(entries) - _ENTRY + 1, _ENTRY)]
        self._mini_fat = array("I", self._chain(mini_fat)) if mini_fat < _LAST_REGULAR else array("I")

    def stream(self, names: Sequence[str]) -> bytes | None:
        """Return the first of the streams of these names that there is."""
        for name in names:
            for entry in self._entries:
                if _name(entry) == name and entry[66] == _STREAM:
                    return self._content(entry)
        return None

    def _content(self, entry: bytes) -> bytes:
        start, size = struct.unpack_from("<2L", entry, 116)
        if size >= _MINI_CUTOFF:
            return self._chain(start)[:size]
        root = next((other for other in self._entries if other[66] == _ROOT), None)
        if root is None:
            raise self._source.damaged()
        minis = self._chain(struct.unpack_from("<L", root, 116)[0])
        sectors = self._followed(start, self._mini_fat)
        return _joined(minis[sector * _MINI_SECTOR : (sector + 1) * _MINI_SECTOR] for sector in sectors)[:size]

    def _fat_sectors(self, following: int) -> Iterator[int]:
        listed = array("I", struct.unpack_from(f"<{_IN_HEADER}L", self._source.data, 76))
        for _ in range(len(self._source.data) // self._size + 1):
            yield from (sector for sector in listed if sector < _LAST_REGULAR)
            if following >= _LAST_REGULAR:
                return
            listed = array("I", self._sector(following))
            following = listed.pop()
        raise self._source.damaged()

    def _chain(self, start: int) -> bytes:
        return _joined(map(self._sector, self._followed(start, self._fat)))

    def _followed(self, start: int, table: array[int]) -> Iterator[int]:
        sector = start
        for _ in range(len(table) + 1):
            if sector >= _LAST_REGULAR:
                return
            yield sector
            if sector >= len(table):
                break
            sector = table[sector]
        raise self._source.damaged()

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        found = self._source.data[start : start + self._size]
        if not found:
            raise self._source.damaged()
        return found.ljust(self._size, b"\0")


def compound_file(name: str, stream: Sequence[bytes | bytearray]) -> bytes:
    """Return a compound file of this one stream, padded with zeros to whole sectors."""
    size = _WRITTEN_SECTOR
    length = sum(map(len, stream))
    sectors = -(-length // size)
    fat_sectors = 1
    while fat_sectors * size // 4 < fat_sectors + 1 + sectors:
        fat_sectors += 1
    first = fat_sectors + 1
    fat = array("I", [_FAT_SECTOR] * fat_sectors + [_END, *range(first + 1, first + sectors), _END])
    fat.extend([_FREE] * (fat_sectors * size // 4 - len(fat)))
    listed = [*range(fat_sectors), *[_FREE] * (_IN_HEADER - fat_sectors)]
    header = struct.pack("<8s16x5H6x", _SIGNATURE, 0x3E, 4, 0xFFFE, _WRITTEN_SHIFT, 6)
    header += struct.pack("<9L", 1, fat_sectors, fat_sectors, 0, _MINI_CUTOFF, _END, 0, _END, 0)
    header += struct.pack(f"<{_IN_HEADER}L", *listed)
    directory = _entry("Root Entry", _ROOT, 0, 0, child=1) + _entry(name, _STREAM, first, sectors * size)
    padding = bytes(sectors * size - length)
    return b"".join((header.ljust(size, b"\0"), fat.tobytes(), directory.ljust(size, b"\0"), *stream, padding))


def _joined(pieces: Iterable[bytes]) -> bytes:
    joined = bytearray()  # one piece at a time: a list of them would need the memory twice
    for piece in pieces:
        joined += piece
    return bytes(joined)


def _name(entry: bytes) -> str:
    length = min(int.from_bytes(entry[64:66], "little"), 64)
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace")


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE) -> bytes:
    title = name.encode("utf-16-le")
    head = title.ljust(64, b"\0") + struct.pack("<H2B3L", len(title) + 2, kind, 1, _FREE, _FREE, child)
    return head.ljust(116, b"\0") + struct.pack("<LQ", start, size)
