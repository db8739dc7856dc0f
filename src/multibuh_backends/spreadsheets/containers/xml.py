"""XML without trust: no document types and so no entities, and no text run that has no end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NoReturn, TypeAlias
from xml.parsers import expat

from multibuh_backends.spreadsheets.containers.archive import Part
from multibuh_backends.spreadsheets.limits import MAX_CELL_BYTES, MIB
from multibuh_backends.spreadsheets.source import Source


class UnusualError(Exception):
    """The part is not written as usual programs write it: it has to be parsed, which is slower."""


Attributes: TypeAlias = Mapping[str, str]


def parser_for(source: Source) -> expat.XMLParserType:
    """Return a parser that refuses a document type, and with it every entity of the file's own."""

    def refuse(*_: object) -> NoReturn:
        raise source.refusal("в книге есть DOCTYPE, а сущности XML не допускаются. Сохраните её заново.")

    parser = expat.ParserCreate("utf-8")  # whatever it says of itself: books are in UTF-8
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    return parser


def parse(parser: expat.XMLParserType, part: Part) -> None:
    """
    Feed the part to the parser, to its end.

    Raises:
        InvalidInputError: If it is no well-formed XML.
    """
    try:
        for chunk in part.chunks():
            parser.Parse(chunk, False)  # noqa: FBT003 - takes it by place only
        parser.Parse(b"", True)  # noqa: FBT003 - the same
    except expat.ExpatError:
        raise part.source.damaged() from None


def walk(part: Part, on_element: Callable[[str, Attributes], None], *, limit: int) -> None:
    """Call *on_element* with the local name and the attributes of each element of a part of at most *limit* bytes."""
    if part.size > limit:
        raise part.source.too_large()
    parser = parser_for(part.source)
    parser.StartElementHandler = lambda name, attributes: on_element(local(name), attributes)
    parse(parser, part)


def local(name: str) -> str:
    """Return the name without its prefix."""
    return name.rpartition(":")[2]


def attribute(attributes: Attributes, name: str) -> str:
    """Return the attribute of that local name, ``""`` if there is none."""
    return next((value for key, value in attributes.items() if local(key) == name), "")


def tag_pieces(part: Part, mark: bytes = b"<") -> Iterator[bytes]:
    """
    Give the part in pieces that never cut a tag: they begin with *mark*, or after a megabyte without it with any tag.

    Raises:
        InvalidInputError: If no tag begins for longer than a cell may be.
    """
    kept: list[bytes] = []
    length = 0
    for chunk in part.chunks():
        cut = chunk.rfind(mark if length < MIB else b"<")
        if cut >= 0:
            yield b"".join((*kept, chunk[:cut]))
            kept, length = [], 0
        kept.append(chunk[max(cut, 0) :])
        length += len(kept[-1])
        if length > MAX_CELL_BYTES:
            raise part.source.too_large()
    yield b"".join(kept)
