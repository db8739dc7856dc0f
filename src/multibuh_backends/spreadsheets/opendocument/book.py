"""OpenDocument books, ods."""

from __future__ import annotations

import html
import re
from functools import cached_property
from typing import Final

from multibuh_backends.spreadsheets.book import Grid
from multibuh_backends.spreadsheets.containers.archive import Part, open_archive
from multibuh_backends.spreadsheets.containers.xml import parse, parser_for, tag_pieces
from multibuh_backends.spreadsheets.opendocument.tables import TableReader
from multibuh_backends.spreadsheets.source import Source

_TABLE: Final = re.compile(rb"<table:table [^<>]*?\btable:name=\"([^\"<>]*)\"")
_KIND: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_LONGEST_KIND: Final = 1_000


class OdsBook:
    """The tables of a document."""

    def __init__(self, source: Source) -> None:
        parts = open_archive(source)
        kind, content = parts.get("mimetype"), parts.get("content.xml")
        if kind is None or content is None or not kind.content(_LONGEST_KIND).startswith(_KIND):
            raise source.refusal("это не таблица OpenDocument. Сохраните её заново как ods или xlsx.")
        manifest = parts.get("meta-inf/manifest.xml")
        if manifest is not None and b"encryption-data" in manifest.content():
            raise source.locked()
        self._source = source
        self._content: Part = content

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """The names of the tables."""
        found = (name for piece in tag_pieces(self._content) for name in _TABLE.findall(piece))
        return tuple(dict.fromkeys(html.unescape(name.decode(errors="replace")) for name in found))

    def grid(self, sheet: str | None) -> Grid | None:
        """Return what `Book.grid` is to return."""
        reader = TableReader(self._source, sheet)
        parser = parser_for(self._source)
        parser.StartElementHandler = reader.begin
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.add
        parse(parser, self._content)
        if not reader.rows:
            return None
        return Grid(
            sheet=reader.name,
            first_column=1,
            width=max(len(texts) for _, texts in reader.rows),
            last_row=reader.rows[-1][0],
            rows=iter(reader.rows),
            merged=tuple(reader.merged),
        )
