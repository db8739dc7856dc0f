"""What there is in a sheet, and whether that can be read."""

from __future__ import annotations

import attrs

from multibuh_backends.spreadsheets.book import Span
from multibuh_backends.spreadsheets.excel.sheet_bounds import Bounds
from multibuh_backends.spreadsheets.limits import (
    MAX_CELLS,
    MAX_COST,
    MAX_EMPTY_CELLS,
    MAX_MERGED,
    MAX_REPEATED_BYTES,
    cost,
)
from multibuh_backends.spreadsheets.source import Source
from multibuh_core.errors import InvalidInputError


@attrs.frozen(kw_only=True)
class SheetSize:
    """What is known of a sheet before it is read."""

    bounds: Bounds
    cells: int
    """Those that have a value, at most."""
    text: int
    """Bytes of UTF-8 in them, at most."""
    different: int
    """Bytes of texts that the file holds: what is past them comes from cells that share one."""
    merged: tuple[Span, ...]

    @property
    def is_sparse(self) -> bool:
        """Whether its cells stand so far from each other that it is hardly a table."""
        return self.bounds.area - self.cells > max(MAX_EMPTY_CELLS, 10 * self.cells)

    def is_readable(self, *, held: int) -> bool:
        """Whether it can be read, so many bytes being held meanwhile."""
        if self.is_sparse or self.cells > MAX_CELLS or self.text - self.different > MAX_REPEATED_BYTES:
            return False
        bounds = self.bounds
        return cost(rows=bounds.rows, cells=self.cells, area=bounds.area, text=self.text, unpacked=held) <= MAX_COST

    def check(self, source: Source, *, held: int) -> None:
        """
        Check that it can be read.

        Raises:
            InvalidInputError: If it cannot; it tells a large sheet from an empty one with a cell far away.
        """
        if not self.is_readable(held=held):
            if self.is_sparse:
                raise source.too_sparse(rows=self.bounds.rows, columns=self.bounds.columns)
            raise source.too_large()


def too_much_merged(source: Source) -> InvalidInputError:
    """Return the error for a sheet of too many merged ranges, to be raised."""
    return source.refusal(f"объединённых ячеек больше {MAX_MERGED}. Снимите объединение там, где оно не нужно.")
