"""Counts what rows take while they are made, where nothing tells it beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from multibuh_backends.spreadsheets.limits import MAX_CELLS, MAX_COST, cost
from multibuh_backends.spreadsheets.source import Source


class Meter:
    """Holds the rows of one sheet to the limits."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._cells = 0
        self._cost = len(source.data)

    def count(self, texts: Sequence[str], *, times: int = 1) -> None:
        """
        Count a row, so many times.

        Raises:
            InvalidInputError: If the rows are too much, all together.
        """
        cells = len(texts) - texts.count("")
        self._cells += times * cells
        # A character takes one byte here, or two; in the rare four the rest of the estimate has room.
        self._cost += times * cost(rows=1, cells=cells, area=len(texts), text=sum(map(len, texts)))
        if self._cells > MAX_CELLS or self._cost > MAX_COST:
            raise self._source.too_large()
