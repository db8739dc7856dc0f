"""In which encoding a text file is: told by its mark, by being valid UTF-8, or else cp1251, the old Windows one."""

from __future__ import annotations

import codecs
import io
from typing import Final

from multibuh_backends.spreadsheets.source import Source

_CHUNK: Final = 1 << 20
_UNMISTAKABLE: Final = 3
_WAY_OUT: Final = "Сохраните файл заново в UTF-8."


def encoding_of(source: Source) -> str:
    """
    Return the name of the encoding that the whole file is in, for `codecs`.

    A file that is no valid UTF-8 is cp1251, unless some of its lines are clearly UTF-8: then two were mixed, and either
    reading would spoil a part.

    Raises:
        InvalidInputError: If the file is in none of them, in two, or not text at all.
    """
    data = source.data
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in data:
        raise source.refusal(f"это не текст: в файле есть нулевые байты. {_WAY_OUT}")
    if _is_utf8(data):
        return "utf-8-sig"
    _refuse_mixture(source)
    if b"\x98" in data:  # the one byte that means nothing in cp1251
        raise source.refusal(f"кодировка не распознана: это не UTF-8, не UTF-16 и не cp1251. {_WAY_OUT}")
    return "cp1251"


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(view[start : start + _CHUNK], final=start + _CHUNK >= len(data))
    except UnicodeDecodeError:
        return False
    return True


def _refuse_mixture(source: Source) -> None:
    valid = broken = 0
    for number, line in enumerate(io.BytesIO(source.data), start=1):
        if line.isascii():
            continue
        try:
            text = line.decode("utf-8-sig")
        except UnicodeDecodeError:
            broken = broken or number
        else:
            # Letters of cp1251 may look like a letter of UTF-8 by chance, but hardly three times in a line.
            valid = valid or (number if sum(not c.isascii() for c in text) >= _UNMISTAKABLE else 0)
        if valid and broken:
            told = f"строка {valid} в UTF-8, а строка {broken} нет"
            raise source.refusal(f"в файле смешаны кодировки: {told}. {_WAY_OUT}")
