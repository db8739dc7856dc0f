"""One sheet after the other until one has a value, and not for ever."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from multibuh_backends.spreadsheets.book import Grid
from multibuh_backends.spreadsheets.limits import MAX_SHEETS, MAX_UNPACKED_BYTES
from multibuh_backends.spreadsheets.source import Source


class SheetChoice:
    """Reads the sheet that was asked for, or the first that has a value."""

    def __init__(self, source: Source, sheets: Sequence[str], read: Callable[[str], Grid | None]) -> None:
        if len(sheets) > MAX_SHEETS:
            raise source.refusal(f"листов больше {MAX_SHEETS}. Оставьте в книге только нужные.")
        self._source = source
        self._sheets = sheets
        self._read = read
        self._left = MAX_UNPACKED_BYTES

    def take(self, size: int) -> None:
        """
        Count a sheet's bytes, before it is read.

        Raises:
            InvalidInputError: If all that were counted are past `MAX_UNPACKED_BYTES`.
        """
        self._left -= size
        if self._left < 0:
            raise self._source.too_large()

    def grid(self, sheet: str | None) -> Grid | None:
        """Return what `Book.grid` is to return."""
        if sheet is not None:
            return self._read(sheet)
        return next((grid for name in self._sheets if (grid := self._read(name)) is not None), None)
