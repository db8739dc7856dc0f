"""
Lines to records of fields, strictly.

Python's ``csv`` is not used: its limit on a field belongs to the whole process, and an entry may be longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from multibuh_backends.spreadsheets.limits import MAX_CELL_BYTES, MAX_COLUMNS

_TO_CLOSING_QUOTE: Final = re.compile(r'[^"]*+(?:""[^"]*+)*+"')


class BrokenRecordError(Exception):
    """A record breaks the rules of csv; *rule* says which, for people."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(rule)


def records(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    """
    Give the fields of each record; an empty line is a record of one empty field.

    A field that begins with a quote goes on to the next single quote, over the ends of lines too, which are kept; two
    quotes are one. A quote elsewhere is a quote.

    Raises:
        BrokenRecordError: At a quote that is not closed, or closed before the field's end; at too many or long fields.
    """
    for line in lines:
        record = _record(line, lines, delimiter) if '"' in line else _bare(line).split(delimiter)
        if len(record) > MAX_COLUMNS:
            raise BrokenRecordError(f"больше {MAX_COLUMNS} столбцов. Проверьте разделитель и кавычки.")
        yield record


def _bare(line: str) -> str:
    return line.removesuffix("\n").removesuffix("\r")


def _record(line: str, lines: Iterator[str], delimiter: str) -> list[str]:
    fields: list[str] = []
    position = 0
    while True:
        if line.startswith('"', position):
            field, line, position = _quoted(line, position + 1, lines)
            if not line.startswith(delimiter, position) and _bare(line[position:]):
                rule = "после закрывающей кавычки стоит не разделитель. Удвойте кавычки внутри значения."
                raise BrokenRecordError(rule)
        else:
            end = line.find(delimiter, position)
            field = _bare(line[position:]) if end < 0 else line[position:end]
            position = len(line) if end < 0 else end
        fields.append(field)
        if not line.startswith(delimiter, position) or len(fields) > MAX_COLUMNS:
            return fields
        position += 1


def _quoted(line: str, position: int, lines: Iterator[str]) -> tuple[str, str, int]:
    """Return the field, the line that it ends in and the position behind its closing quote."""
    parts: list[str] = []
    room = MAX_CELL_BYTES
    while (match := _TO_CLOSING_QUOTE.match(line, position)) is None:
        parts.append(line[position:])
        room -= len(line) - position
        if room < 0:
            raise BrokenRecordError("значение в кавычках слишком длинное. Проверьте, закрыта ли кавычка.")
        following = next(lines, None)
        if following is None:
            raise BrokenRecordError("кавычка открыта и не закрыта. Закройте её или удвойте кавычки внутри значения.")
        line, position = following, 0
    parts.append(match.group()[:-1])
    return "".join(parts).replace('""', '"'), line, match.end()
