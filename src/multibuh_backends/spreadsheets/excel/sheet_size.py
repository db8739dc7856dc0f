"""What there is in a sheet, and whether that can be read."""

from __future__ import annotations

import attrs

from multibuh_backends.spreadsheets.book import Span
from multibuh_backends.spreadsheets.excel.sheet_bounds import Bounds
from multibuh_backends.spreadsheets.limits import MAX_COST, MAX_MERGED, cost
from multibuh_backends.spreadsheets.source import Source
from multibuh_core.errors import InvalidInputError


@attrs.frozen(kw_only=True)
class SheetSize:
    """What is known of a sheet before it is read."""

    bounds: Bounds
    cells: int
    """Those that have a value, at least."""
    text: int
    """Bytes of UTF-8 in them, at least."""
    merged: tuple[Span, ...]

    def cost(self, unpacked: int) -> int:
        """Return what reading it would cost, with so many bytes of parts."""
        bounds = self.bounds
        return cost(rows=bounds.rows, cells=self.cells, area=bounds.area, text=self.text, unpacked=unpacked)

    @property
    def is_sparse(self) -> bool:
        """Whether most of what it costs is empty."""
        empty = cost(rows=self.bounds.rows, cells=0, area=self.bounds.area, text=0)
        return 2 * empty > self.cost(unpacked=0)

    def check(self, source: Source, *, unpacked: int) -> None:
        """
        Check that it can be read.

        Raises:
            InvalidInputError: If that would need more memory than `MAX_COST`; it tells a large sheet from an empty one
                with a cell far away.
        """
        if self.cost(unpacked) > MAX_COST:
            if self.is_sparse:
                raise source.too_sparse(rows=self.bounds.rows, columns=self.bounds.columns)
            raise source.too_large()


def too_much_merged(source: Source) -> InvalidInputError:
    """Return the error for a sheet of too many merged ranges, to be raised."""
    return source.refusal(f"объединённых ячеек больше {MAX_MERGED}. Снимите объединение там, где оно не нужно.")
