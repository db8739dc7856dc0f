"""
Rows without their digits.

Usual programs write all cells in one form, so that a sheet's rows, their digits taken out, are a few texts that repeat:
each is looked at once, which costs a fraction of the parser's time.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import attrs

from multibuh_backends.spreadsheets.containers.xml import UnusualError

_ATTRIBUTES: Final = rb'(?: [A-Za-z:.]+="[^"<>]*")*'
_UNUSUAL: Final = re.compile(
    rb'<(?!c r="[A-Z]{1,3}"(?: (?:s|t|cm|vm|ph)="[^"<>]*")*/?>|v>|/v></c>|row%b/?>|/c>|/?(?:is|t|f)>|[tf]%b/?>)'
    % (_ATTRIBUTES, _ATTRIBUTES)
)
_DIGITS: Final = b"0123456789"
_MOST_REMEMBERED: Final = 10_000


@attrs.frozen
class Shape:
    """How many cells there are that are not empty, that name a shared string, hold an own text, or an error."""

    cells: int = 0
    named: int = 0
    texts: int = 0
    errors: int = 0


class Shapes:
    """Remembers the rows' shapes."""

    def __init__(self) -> None:
        self._known: dict[bytes, Shape] = {}

    def of(self, piece: bytes) -> Shape:
        """
        Return what there is in a piece of a sheet's rows.

        Raises:
            UnusualError: If there is a tag of another form, that a parser might take for a cell or for its end.
        """
        cells = named = texts = errors = 0
        for shape, times in Counter(piece.translate(None, _DIGITS).split(b"</row>")).items():
            known = self._known.get(shape) or self._looked_at(shape)
            cells += known.cells * times
            named += known.named * times
            texts += known.texts * times
            errors += known.errors * times
        return Shape(cells, named, texts, errors)

    def _looked_at(self, shape: bytes) -> Shape:
        if _UNUSUAL.search(shape):
            raise UnusualError
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        own = shape.count(b't="str"') + shape.count(b"<is>")
        found = Shape(shape.count(b"</c>"), shape.count(b't="s"'), own, shape.count(b't="e"'))
        self._known[shape] = found
        return found
