"""
Sheets of xlsx books: what they would cost to read, told without parsing them.

This holds for sheets that are written as usual programs write them; others are left to `xlsx_cells`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

import attrs

from multibuh_backends.spreadsheets.book import Span
from multibuh_backends.spreadsheets.containers.archive import Part
from multibuh_backends.spreadsheets.containers.xml import UnusualError, tag_pieces
from multibuh_backends.spreadsheets.excel.shared_strings import SharedStrings
from multibuh_backends.spreadsheets.excel.sheet_bounds import Bounds, column_number, outside, position, span
from multibuh_backends.spreadsheets.excel.sheet_size import SheetSize, too_much_merged
from multibuh_backends.spreadsheets.excel.xlsx_shapes import Shapes
from multibuh_backends.spreadsheets.limits import MAX_MERGED

_DIMENSION: Final = re.compile(rb'<dimension ref="(?:[A-Z0-9]+:)?([A-Z]+[0-9]+)"')
_ROW: Final = re.compile(rb'<row r="([0-9]{1,7})"')
_COLUMN: Final = re.compile(rb'<c r="([A-Z]{1,3})')
_NAMED: Final = re.compile(rb't="s"[^<>]*><v>([0-9]+)<')
_MERGED: Final = re.compile(rb'<mergeCell ref="([A-Z0-9:]+)"')
_ERROR: Final = re.compile(rb'( t="e"[^<>]*>(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?<v>)[^<]*')
_BEFORE: Final = b"<worksheet><mergeCells></mergeCells><sheetData>"
_AFTER: Final = b"</sheetData></worksheet>"


@attrs.frozen(kw_only=True)
class Rewritten:
    """A sheet of the cells only: the parser goes through a sheet twice when its merged ranges stand behind them."""

    part: Part
    size: int
    checksum: int
    has_errors: bool

    def chunks(self) -> Iterator[bytes]:
        """Give the sheet's bytes."""
        yield _BEFORE
        for piece, has_cells in _pieces(self.part):
            if has_cells:
                yield _mended(piece) if self.has_errors else piece
        yield _AFTER


@attrs.frozen(kw_only=True)
class PlainSheet(SheetSize):
    """A sheet that is written as usual, and how it is given to the parser."""

    rewritten: Rewritten


def declared_bounds(part: Part) -> Bounds | None:
    """Return the rectangle that the sheet says it fills."""
    for piece in tag_pieces(part):
        head, cells, _ = piece.partition(b"sheetData")
        match = _DIMENSION.search(head)
        if match and (end := position(match[1].decode())):
            return Bounds(*end)
        if cells:
            break
    return None


def seen_bounds(part: Part) -> Bounds | None:
    """Return the rectangle of what looks like cells, formatted but empty ones too."""
    rows = 0
    letters: set[bytes] = set()
    for piece in tag_pieces(part):
        rows = max(rows, max(map(int, _ROW.findall(piece)), default=0))
        letters.update(_COLUMN.findall(piece))
    columns = max((column_number(found.decode()) for found in letters), default=0)
    return Bounds(rows, columns) if rows and columns else None


def plain_sheet(part: Part, bounds: Bounds, strings: SharedStrings, *, exact: bool) -> PlainSheet:
    """
    Measure a sheet that is written as usual.

    Its cells are believed to stand within *bounds*, and held to it. The shared strings that it names are added up if
    *exact*, else each is counted as the longest, which is faster.

    Raises:
        UnusualError: If it is written otherwise, or a cell stands outside.
    """
    stray = outside(bounds)
    shapes = Shapes()
    size, checksum = len(_BEFORE), zlib.crc32(_BEFORE)
    cells = named = own = errors = 0
    merged: list[Span] = []
    for piece, has_cells in _pieces(part):
        if not has_cells:
            _add_merged(part, merged, piece)
            continue
        if stray.search(piece):
            raise UnusualError
        found = shapes.of(piece)
        cells += found.cells
        named += _named_text(piece, found.named, strings) if exact else found.named * strings.longest
        own += len(piece) if found.texts else 0
        errors += found.errors
        mended = _mended(piece) if found.errors else piece
        size += len(mended)
        checksum = zlib.crc32(mended, checksum)
    return PlainSheet(
        bounds=bounds,
        cells=cells,
        text=named + own,
        different=strings.size + own,
        merged=tuple(merged),
        rewritten=Rewritten(
            part=part, size=size + len(_AFTER), checksum=zlib.crc32(_AFTER, checksum), has_errors=errors > 0
        ),
    )


def _pieces(part: Part) -> Iterator[tuple[bytes, bool]]:
    """Give pieces, and whether they stand between ``<sheetData>`` and its end; nothing of what stands before."""
    before = True
    inside = False
    for piece in tag_pieces(part, b"<c "):
        if before:
            head, begun, piece = piece.partition(b"sheetData")  # noqa: PLW2901 - the rest of it
            if b"<!" in head or (begun and not (head.endswith(b"<") and piece.startswith(b">"))):
                raise UnusualError
            if not begun:
                continue
            piece = piece[1:]  # noqa: PLW2901 - the same
            before, inside = False, True
        if inside:
            cells, ended, piece = piece.partition(b"</sheetData>")  # noqa: PLW2901 - the same
            yield cells, True
            inside = not ended
        yield piece, False
    if before or inside:
        raise UnusualError


def _named_text(piece: bytes, named: int, strings: SharedStrings) -> int:
    numbers = _NAMED.findall(piece)
    if len(numbers) != named:
        raise UnusualError
    try:
        return strings.total(map(int, numbers))
    except IndexError:
        raise UnusualError from None


def _add_merged(part: Part, merged: list[Span], piece: bytes) -> None:
    merged.extend(found for reference in _MERGED.findall(piece) if (found := span(reference.decode())))
    if len(merged) > MAX_MERGED:
        raise too_much_merged(part.source)


def _mended(piece: bytes) -> bytes:
    """Return the piece with one error for every error: the parser refuses the names of newer ones."""
    return _ERROR.sub(rb"\1#N/A", piece)
