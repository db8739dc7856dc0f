"""
Zip archives, taken apart without trust.

The central directory is read here, not by ``zipfile``: it makes an object of each entry before anybody can count them,
and stops quietly where a lying size tells it to. A part unpacks to exactly the size and the checksum that it declares.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from multibuh_backends.spreadsheets.limits import MAX_ENTRIES, MAX_RATIO, MAX_SMALL_PART_BYTES, MAX_UNPACKED_BYTES, MIB
from multibuh_backends.spreadsheets.source import Source

_END: Final = struct.Struct("<4s4H2LH")
_END_64: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64: Final = struct.Struct("<4sLQL")
_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT: Final = 0xFFFF
_IN_EXTRA: Final = 0xFFFFFFFF
_STORED: Final = 0
_DEFLATED: Final = 8
_FEED: Final = 1 << 14
_CHUNK: Final = 1 << 18


@attrs.frozen
class Part:
    """One file inside of an archive."""

    source: Source
    name: str
    method: int
    checksum: int
    size: int
    """The unpacked size that the archive declares."""
    packed: memoryview = attrs.field(repr=False)

    def chunks(self) -> Iterator[bytes]:
        """
        Give the unpacked bytes, in pieces of at most 256 KiB.

        Raises:
            InvalidInputError: If they are not of the declared size and checksum; nothing past that size is given.
        """
        size = checksum = 0
        for chunk in self._stored() if self.method == _STORED else self._inflated():
            size += len(chunk)
            if size > self.size:
                raise self.source.damaged()
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
        if (size, checksum) != (self.size, self.checksum):
            raise self.source.damaged()

    def content(self, limit: int = MAX_SMALL_PART_BYTES) -> bytes:
        """Return the unpacked bytes; refused over *limit* of them."""
        if self.size > limit:
            raise self.source.too_large()
        return b"".join(self.chunks())

    def _stored(self) -> Iterator[bytes]:
        for start in range(0, len(self.packed), _CHUNK):
            yield bytes(self.packed[start : start + _CHUNK])

    def _inflated(self) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for start in range(0, len(self.packed), _FEED):
                given: memoryview | bytes = self.packed[start : start + _FEED]
                while chunk := inflater.decompress(given, _CHUNK):
                    yield chunk
                    given = inflater.unconsumed_tail
        except zlib.error:
            raise self.source.damaged() from None
        if not inflater.eof or inflater.unused_data:
            raise self.source.damaged()


def open_archive(source: Source) -> Mapping[str, Part]:
    """
    Return the archive's parts by their names, with ``/`` and casefolded: so are they looked for in books.

    Raises:
        InvalidInputError: If it is damaged, has too many parts, two of one name or one under a password, or unpacks to
            too much.
    """
    parts: dict[str, Part] = {}
    for part in _parts(source):
        key = part.name.replace("\\", "/").casefold()
        if key in parts:
            raise source.damaged()
        parts[key] = part
        if len(parts) > MAX_ENTRIES:
            raise source.refusal(f"в архиве больше {MAX_ENTRIES} частей: это не книга. Проверьте, тот ли это файл.")
        if part.size > MAX_UNPACKED_BYTES or (part.size > MIB and part.size > MAX_RATIO * len(part.packed)):
            told = f"больше чем в {MAX_RATIO} раз или до {MAX_UNPACKED_BYTES // MIB} МиБ"
            raise source.refusal(f"при распаковке файл разрастается {told}. Разделите таблицу на несколько файлов.")
    return parts


def _parts(source: Source) -> Iterator[Part]:
    data = source.data
    position, size = _central_directory(source)
    end = position + size
    while position < end:
        if position + _ENTRY.size > len(data):
            raise source.damaged()
        fields = _ENTRY.unpack_from(data, position)
        signature, _, _, flags, method, _, _, checksum, packed, unpacked = fields[:10]
        name_length, extra_length, comment_length, _, _, _, offset = fields[10:]
        name_start = position + _ENTRY.size
        name = data[name_start : name_start + name_length].decode("utf-8" if flags & 0x800 else "cp437", "replace")
        extra = data[name_start + name_length : name_start + name_length + extra_length]
        unpacked, packed, offset = _full_sizes(extra, [unpacked, packed, offset])
        if flags & 0x1:
            raise source.locked()
        if signature != b"PK\x01\x02" or method not in {_STORED, _DEFLATED}:
            raise source.damaged()
        yield Part(source, name, method, checksum, unpacked, _packed(source, offset, packed))
        position = name_start + name_length + extra_length + comment_length
    if position > end:
        raise source.damaged()


def _central_directory(source: Source) -> tuple[int, int]:
    data = source.data
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _LONGEST_COMMENT - _END.size))
    if at < 0 or at + _END.size > len(data):
        raise source.damaged()
    _, _, _, _, _, size, offset, _ = _END.unpack_from(data, at)
    locator = at - _LOCATOR_64.size
    if locator >= 0 and data.startswith(b"PK\x06\x07", locator):
        (_, _, end_64, _) = _LOCATOR_64.unpack_from(data, locator)
        if not data.startswith(b"PK\x06\x06", end_64) or end_64 + _END_64.size > len(data):
            raise source.damaged()
        *_, size, offset = _END_64.unpack_from(data, end_64)
    if offset + size > at:
        raise source.damaged()
    return offset, size


def _full_sizes(extra: bytes, sizes: list[int]) -> list[int]:
    """Return the numbers, with those that do not fit into 32 bits taken from the extra field, as zip64 has it."""
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, position)
        if kind == 0x0001:
            values = iter(struct.unpack_from(f"<{min(length, len(extra) - position - 4) // 8}Q", extra, position + 4))
            return [next(values, size) if size == _IN_EXTRA else size for size in sizes]
        position += 4 + length
    return sizes


def _packed(source: Source, offset: int, size: int) -> memoryview:
    if not source.data.startswith(b"PK\x03\x04", offset) or offset + _LOCAL.size > len(source.data):
        raise source.damaged()
    *_, name_length, extra_length = _LOCAL.unpack_from(source.data, offset)
    start = offset + _LOCAL.size + name_length + extra_length
    if start + size > len(source.data):
        raise source.damaged()
    return memoryview(source.data)[start : start + size]
