"""How long an xlsx book's shared strings are: cells name them by number, and the parser makes a copy for each cell."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final
from xml.parsers import expat

import attrs

from multibuh_backends.spreadsheets.containers.archive import Part
from multibuh_backends.spreadsheets.containers.xml import UnusualError, local, parse, parser_for, tag_pieces
from multibuh_backends.spreadsheets.limits import MAX_CELL_BYTES, MAX_STRINGS

_DECLARED: Final = re.compile(rb"uniqueCount\s*=\s*[\"']\+?([0-9]*)")
_TAGS: Final = 4


@attrs.frozen
class SharedStrings:
    """The strings' lengths in bytes of UTF-8, some with their markup."""

    lengths: array[int] = attrs.field(factory=lambda: array("L"), repr=False)
    longest: int = 0
    size: int = 0
    """Of all of them."""

    def total(self, numbers: Iterable[int]) -> int:
        """
        Return the length of the strings of these numbers, counting each as often as it is named.

        Raises:
            IndexError: If there is no string of a number.
        """
        return sum(map(self.lengths.__getitem__, numbers))


def shared_strings(part: Part | None) -> SharedStrings:
    """
    Measure the strings.

    Raises:
        InvalidInputError: If they are damaged, too many, or one of them is longer than a cell may be.
    """
    if part is None:
        return SharedStrings()
    lengths = None
    with suppress(UnusualError):
        lengths = _plain(part)
    if lengths is None:
        lengths = _parsed(part)
    longest = max(lengths, default=0)
    if longest > MAX_CELL_BYTES:
        raise part.source.too_large()
    return SharedStrings(lengths, longest, sum(lengths))


def _plain(part: Part) -> array[int]:
    """
    Measure strings that stand one right behind the other, as usual programs write them; ten times faster than parsing.

    Raises:
        UnusualError: If they are written otherwise.
    """
    lengths = array("L")
    for piece in _behind_head(part):
        lengths.extend(_plain_lengths(piece) or _parsed_lengths(piece))
        _check_number(part, len(lengths))
    return lengths


def _behind_head(part: Part) -> Iterator[bytes]:
    """Give pieces of whole strings; what stands before the first one is looked through."""
    found = False
    for piece in tag_pieces(part, b"<si>"):
        start = 0 if found else piece.find(b"<si>")
        if not found:
            head = piece if start < 0 else piece[:start]
            if b"<!" in head or b"<si" in head or b":si" in head:
                raise UnusualError
            _check_declared(part, *_DECLARED.findall(head))
        found = start >= 0
        if found:
            yield piece[start:].rstrip().removesuffix(b"</sst>")


def _plain_lengths(piece: bytes) -> list[int] | None:
    """Measure strings of four tags each, ``<si><t>…</t></si>``; None if there is any other tag."""
    tags = piece.count(b"<")
    if not piece.startswith(b"<si>") or not piece.endswith(b"</t></si>"):
        return None
    strings = piece.split(b"</t></si><si><t>")
    if tags != _TAGS * len(strings) or not piece.startswith(b"<si><t>"):
        strings = piece.split(b"</t></si><si>")
        begun = piece.count(b"<si><t>") + piece.count(b'<si><t xml:space="preserve">')
        if tags != _TAGS * len(strings) or begun != len(strings):
            return None
    return list(map(len, strings))


def _parsed_lengths(piece: bytes) -> array[int]:
    found = _Lengths()
    try:
        found.follow(expat.ParserCreate("utf-8")).Parse(b"<sst>" + piece + b"</sst>", True)  # noqa: FBT003 - by place only
    except expat.ExpatError:
        raise UnusualError from None
    return found.lengths


def _parsed(part: Part) -> array[int]:
    found = _Lengths(part)
    parse(found.follow(parser_for(part.source)), part)
    return found.lengths


class _Lengths:
    """Adds a length for each string that a parser comes upon; checks them if it is told of the whole part."""

    def __init__(self, part: Part | None = None) -> None:
        self.lengths = array("L")
        self._part = part

    def follow(self, parser: expat.XMLParserType) -> expat.XMLParserType:
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.CharacterDataHandler = self._add
        return parser

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "si":
            self.lengths.append(0)
        if self._part is not None:
            _check_number(self._part, len(self.lengths))
            if local(name) == "sst":
                _check_declared(self._part, attributes.get("uniqueCount", ""))

    def _add(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text.encode(errors="replace"))


def _check_number(part: Part, number: int) -> None:
    if number > MAX_STRINGS:
        raise part.source.too_large()


def _check_declared(part: Part, *counts: bytes | str) -> None:
    """Refuse a count of strings that cannot be: the parser takes memory for as many as the book says that it has."""
    if any(len(count) > len(str(MAX_STRINGS)) or (count.isdigit() and int(count) > MAX_STRINGS) for count in counts):
        raise part.source.damaged()
