"""Merged cells: a value stands in the top-left corner, and people read it in the whole range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from multibuh_backends.spreadsheets.book import Grid, Span


def spans_within(grid: Grid) -> tuple[Span, ...]:
    """Return the grid's merged ranges that cover more than one of its cells, cut to its bounds, by their tops."""
    last_column = grid.first_column + grid.width - 1
    cut = (
        Span(span.top, span.left, min(span.bottom, grid.last_row), min(span.right, last_column))
        for span in grid.merged
        if span.left >= grid.first_column
    )
    kept = (span for span in cut if span.top <= span.bottom and span.left <= span.right)
    return tuple(sorted((span for span in kept if _covered(span) > 1), key=lambda span: (span.top, span.left)))


def covered(spans: Iterable[Span]) -> int:
    """Return how many cells the spans cover, counting twice what two of them cover."""
    return sum(map(_covered, spans))


def _covered(span: Span) -> int:
    return (span.bottom - span.top + 1) * (span.right - span.left + 1)


class Filler:
    """Fills merged cells row by row; a sheet without any costs nothing."""

    def __init__(self, spans: Sequence[Span], *, first_column: int) -> None:
        """Take *spans* as `spans_within` returns them."""
        self._coming: Iterator[Span] = iter(spans)
        self._next: Span | None = next(self._coming, None)
        self._open: list[tuple[Span, str]] = []
        self._first_column = first_column

    def fill(self, number: int, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the row with merged cells filled; rows are given in ascending order."""
        if not self._open and (self._next is None or self._next.top > number):
            return texts
        self._open = [(span, text) for span, text in self._open if span.bottom >= number]
        while self._next is not None and self._next.top <= number:
            # A corner in a row that was left out had no value: there is nothing to fill with.
            if self._next.top == number and (text := self._corner(self._next, texts)):
                self._open.append((self._next, text))
            self._next = next(self._coming, None)
        filled = list(texts)
        for span, text in self._open:
            start = span.left - self._first_column
            stop = span.right - self._first_column + 1
            filled.extend([""] * (stop - len(filled)))
            filled[start:stop] = [text] * (stop - start)
        return tuple(filled)

    def _corner(self, span: Span, texts: Sequence[str]) -> str:
        index = span.left - self._first_column
        return texts[index] if index < len(texts) else ""
