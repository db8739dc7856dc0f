"""Commit documents: number, unit, predecessor, and what the unit changed; great ones keep their changes in segments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import attrs

from multibuh_backends.files.rows import Change, change_in, changes_out, commits_in, commits_out
from multibuh_backends.files.sealing import UNREADABLE, damaged, seal_of, sealed, unsealed

if TYPE_CHECKING:
    from collections.abc import Callable

    from multibuh_backends.files.logged import Texts
    from multibuh_core.commit import Commit

__all__ = ["COMMIT", "CommitDocument", "Segment", "pack", "segment_rows"]

COMMIT: Final = "multibuh.commit"
SEGMENT: Final = "multibuh.segment"
_ROWS_AT_MOST: Final = 2_000
"""More go into segments: a commit document stays one small PUT."""
_CHARACTERS_AT_MOST: Final = 1 << 20
"""The same of the characters of one commit document or segment, unless one change alone has more."""
_NUMBER: Final = 4
"""The characters of a number, or of what is none."""


@attrs.frozen
class Segment:
    """A part of a commit's changes, stored under its digest."""

    digest: str
    count: int
    """How many changes it holds."""


@attrs.frozen(kw_only=True)
class CommitDocument:
    """One commit of the log, as read or as to be written."""

    firm: str
    """The firm's id."""
    number: int
    unit: str
    """The id of the unit that wrote it: by it a writer whose answer was lost knows its own."""
    previous: str
    """The seal of its predecessor; empty for the first."""
    seal: str
    commits: tuple[Commit, ...]
    rows: list[list[Any]]
    """Its changes; empty where it has segments."""
    segments: tuple[Segment, ...]

    @classmethod
    def read(cls, data: bytes, *, key: str) -> CommitDocument:
        """
        Return what stands under *key*.

        Raises:
            CorruptionError: If it is no commit, or not what was written.
            FormatError: If a newer version wrote it.
        """
        fields = unsealed(data, COMMIT, key=key)
        try:
            return cls(
                firm=fields["firm"],
                number=fields["number"],
                unit=fields["id"],
                previous=fields["previous"],
                seal=seal_of(data),
                commits=tuple(commits_in(fields["commits"])),
                rows=fields["changes"],
                segments=tuple(Segment(digest, count) for digest, count in fields["segments"]),
            )
        except UNREADABLE:
            raise damaged(key) from None

    def changes(self, texts: Texts, rows_of: Callable[[Segment], list[list[Any]]], *, key: str) -> Iterator[Change]:
        """Give its changes in their order; *rows_of* reads a segment."""
        parts = map(rows_of, self.segments) if self.segments else iter([self.rows])
        place = 0
        for rows in parts:
            for row in rows:
                try:
                    yield change_in(row, self.commits, texts, self.number, place)
                except UNREADABLE:
                    raise damaged(key) from None
                place += 1


def pack(changes: Sequence[Change], *, unit: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """
    Return what a commit document says of changes, and the segments to store before it, by digest.

    A segment bears the id of its unit: so no two commits share one, and what `gc` finds unnamed stays so.
    """
    commits, rows = changes_out(changes)
    parts = list(_parts(rows))
    if len(parts) == 1:
        return {"commits": commits_out(commits), "changes": rows, "segments": []}, {}
    stored, named = {}, []
    for part in parts:
        data = sealed(SEGMENT, {"changes": part, "unit": unit})
        digest = hashlib.sha256(data).hexdigest()
        stored[digest] = data
        named.append([digest, len(part)])
    return {"commits": commits_out(commits), "changes": [], "segments": named}, stored


def segment_rows(data: bytes, *, key: str, digest: str) -> list[list[Any]]:
    """Return the changes that a segment holds."""
    if hashlib.sha256(data).hexdigest() != digest:
        raise damaged(key)
    rows: list[list[Any]] = unsealed(data, SEGMENT, key=key)["changes"]
    return rows


def _parts(rows: list[list[Any]]) -> Iterator[list[list[Any]]]:
    waiting = iter(rows)
    while part := list(islice(waiting, 1)):
        characters = _weight(part[0])
        for row in islice(waiting, _ROWS_AT_MOST - 1):
            part.append(row)
            characters += _weight(row)
            if characters > _CHARACTERS_AT_MOST:
                break
        yield part


def _weight(part: Any) -> int:
    """Return about how many characters a part of a document has."""
    if isinstance(part, str):
        return len(part)
    if isinstance(part, dict):
        part = (*part, *part.values())
    return sum(map(_weight, part)) if isinstance(part, (list, tuple)) else _NUMBER
