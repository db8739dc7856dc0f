"""Three-way: what becomes of an entry that both the file and a person may have changed."""

from __future__ import annotations

from enum import Enum, auto

__all__ = ["Outcome", "three_way"]


class Outcome(Enum):
    """What an import does with an entry."""

    UNCHANGED = auto()
    """It stays."""
    CHANGED = auto()
    """It takes the file's text."""
    CONFLICT = auto()
    """The file says one thing, a person another: it stays, unless the caller overwrites."""


def three_way(*, base: str, now: str, file: str) -> Outcome:
    """
    Compare the text of a file with the entry's text now, by the text that the last import of the same source wrote.

    *base* is ``""`` where no import of the source ever wrote the entry: so a text written by hand is a conflict, and an
    entry without a text (cleared, or with attachments only) takes the file's. A blank *file* changes nothing.
    """
    if file in {"", now, base}:
        return Outcome.UNCHANGED
    return Outcome.CHANGED if now == base else Outcome.CONFLICT
