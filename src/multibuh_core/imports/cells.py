"""Cells: which of them say nothing."""

from __future__ import annotations

from typing import Final

__all__ = ["BLANK", "LONGEST_BLANK", "value_of"]

BLANK: Final = frozenset({"", "0", "-", "‐", "‑", "‒", "–", "—", "―", "−"})
"""A cell that says nothing, its outer whitespace (no-break spaces too) taken off: a lone dash or zero."""

LONGEST_BLANK: Final = 1
"""In characters: what is longer, and has no outer whitespace, says something."""


def value_of(cell: str) -> str:
    """Return what the cell says, without outer whitespace; ``""`` where it says nothing. Inner new lines are kept."""
    text = cell.strip()
    return "" if text in BLANK else text
