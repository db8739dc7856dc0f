"""The records that the parts of an xlsb book are made of ([MS-XLSB] 2.1.4), with every length checked."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from multibuh_backends.spreadsheets.source import Source

ROW: Final = 0x00
MERGED: Final = 0xB0
BEGIN_STRINGS: Final = 0x9F
STRING: Final = 0x13
WORKBOOK_PROPERTIES: Final = 0x99
SHEET: Final = 0x9C
END_SHEETS: Final = 0x90
CALCULATION: Final = 0x9D
FORMATS: Final = 0x267
FORMAT: Final = 0x2C
CELL_FORMATS: Final = 0x269
CELL_FORMAT: Final = 0x2F

_HIGH: Final = 0x80
_LOW: Final = 0x7F
_LENGTH_BYTES: Final = 4


def records(source: Source, data: bytes) -> Iterator[tuple[int, int, int]]:
    """
    Give each record's type and where its body begins and ends.

    Raises:
        InvalidInputError: If one reaches past the end.
    """
    position, end = 0, len(data)
    while position < end:
        kind, position = _varied(source, data, position, 2)
        size, position = _varied(source, data, position, _LENGTH_BYTES)
        if position + size > end:
            raise source.damaged()
        yield kind, position, position + size
        position += size


def record(kind: int, body: bytes = b"") -> bytes:
    """Return a record."""
    return _written(kind) + _written(len(body)) + body


def wide_text(source: Source, body: bytes, position: int) -> tuple[str, int]:
    """Return the text that begins at *position* and the position behind it."""
    if position + 4 > len(body):
        raise source.damaged()
    (units,) = struct.unpack_from("<L", body, position)
    start, end = position + 4, position + 4 + 2 * units
    if end > len(body):
        raise source.damaged()
    return body[start:end].decode("utf-16-le", "replace"), end


def wide(text: str) -> bytes:
    """Return the text as these records hold it."""
    units = text.encode("utf-16-le")
    return struct.pack("<L", len(units) // 2) + units


def _varied(source: Source, data: bytes, position: int, longest: int) -> tuple[int, int]:
    number = 0
    for index in range(longest):
        if position >= len(data):
            raise source.damaged()
        byte = data[position]
        position += 1
        number |= (byte & _LOW) << (7 * index)
        if not byte & _HIGH:
            break
    return number, position


def _written(number: int) -> bytes:
    digits = bytearray()
    while number > _LOW:
        digits.append(number & _LOW | _HIGH)
        number >>= 7
    return bytes((*digits, number))
