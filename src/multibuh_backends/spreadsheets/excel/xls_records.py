"""The records of an xls stream ([MS-XLS] 2.1.4), with every length checked."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Final

from multibuh_backends.spreadsheets.source import Source

BEGIN: Final = 0x0809
END: Final = 0x000A
PASSWORD: Final = 0x002F
CODE_PAGE: Final = 0x0042
DATE_MODE: Final = 0x0022
FORMAT: Final = 0x041E
CELL_FORMAT: Final = 0x00E0
SHEET: Final = 0x0085
STRINGS: Final = 0x00FC
CONTINUE: Final = 0x003C
MERGED: Final = 0x00E5
NUMBER: Final = 0x0203
LABEL: Final = 0x0204
RICH_LABEL: Final = 0x00D6
TRUTH_OR_ERROR: Final = 0x0205
SHORT_NUMBER: Final = 0x027E
SHORT_NUMBERS: Final = 0x00BD
SHARED_LABEL: Final = 0x00FD
FORMULA: Final = 0x0006
FORMULA_TEXT: Final = 0x0207
BIFF8: Final = 0x0600

_HEAD: Final = struct.Struct("<2H")
_WIDE, _EXTENDED, _RICH = 0x1, 0x4, 0x8
_BYTES_OF_UNIT: Final = 3
_MOST_CONTINUED: Final = 20_000


def records(source: Source, stream: bytes, position: int = 0) -> Iterator[tuple[int, bytes]]:
    """
    Give the type and the body of each record from *position* on.

    Raises:
        InvalidInputError: If one reaches past the end.
    """
    while position + _HEAD.size <= len(stream):
        kind, size = _HEAD.unpack_from(stream, position)
        position += _HEAD.size
        if position + size > len(stream):
            raise source.damaged()
        yield kind, stream[position : position + size]
        position += size


def record(kind: int, body: bytes = b"") -> bytes:
    """Return a record."""
    return _HEAD.pack(kind, len(body)) + body


def string_lengths(source: Source, blocks: Sequence[bytes]) -> list[int]:
    """
    Return how many bytes of UTF-8 each string of the table takes, at most ([MS-XLS] 2.4.265).

    *blocks* are the bodies of the table's record and of those that continue it.
    """
    if len(blocks) > _MOST_CONTINUED:
        raise source.damaged()
    lengths: list[int] = []
    index, position = 0, 8
    try:
        while index < len(blocks):
            if position >= len(blocks[index]):
                index, position = index + 1, 0
                continue
            units, flags = struct.unpack_from("<HB", blocks[index], position)
            position += 3
            behind = 0
            if flags & _RICH:
                behind += 4 * struct.unpack_from("<H", blocks[index], position)[0]
                position += 2
            if flags & _EXTENDED:
                behind += struct.unpack_from("<L", blocks[index], position)[0]
                position += 4
            index, position = _behind_text(blocks, index, position, units, flags)
            index, position = _behind(blocks, index, position, behind)
            lengths.append(_BYTES_OF_UNIT * units)
    except (struct.error, IndexError):
        raise source.damaged() from None
    return lengths


def _behind_text(blocks: Sequence[bytes], index: int, position: int, units: int, flags: int) -> tuple[int, int]:
    left = units
    while True:
        width = 2 if flags & _WIDE else 1
        taken = min(left, (len(blocks[index]) - position) // width)
        left -= taken
        position += taken * width
        if not left:
            return index, position
        index += 1
        flags, position = blocks[index][0], 1  # each block says anew how wide its letters are


def _behind(blocks: Sequence[bytes], index: int, position: int, size: int) -> tuple[int, int]:
    while size > len(blocks[index]) - position:
        size -= len(blocks[index]) - position
        index, position = index + 1, 0
    return index, position + size
