"""The log of one firm: commits under their numbers, each created once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

from multibuh_backends.files.commits import CommitDocument, Segment, segment_rows
from multibuh_backends.files.layout import commit_key, commit_number, firm_key, log_of, segment_key, short
from multibuh_backends.files.rows import text_in
from multibuh_backends.files.sealing import damaged, seal_of
from multibuh_core.errors import CorruptionError, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multibuh_backends.files.objects import Objects
    from multibuh_backends.files.rows import Change

__all__ = ["FirmLog"]

_KEPT: Final = 8
"""How many documents whose old texts were asked for are kept: a history asks for one after another."""

Parts = tuple[tuple[Segment, ...], list[list[Any]]]
"""What a document keeps changes in: segments, or rows of its own."""


class FirmLog:
    """What is stored of one firm. Thread-safe: it remembers nothing but some old documents."""

    def __init__(self, objects: Objects, firm: str) -> None:
        self.objects = objects
        self.firm = firm
        self.key = firm_key(firm)
        self._old: OrderedDict[str, Parts] = OrderedDict()
        self._keeping = threading.Lock()

    def read(self, number: int) -> CommitDocument | None:
        """
        Return the commit of a number; None if there is none yet. One request.

        Raises:
            CorruptionError: If what stands there is not it.
        """
        key = commit_key(self.key, number)
        data = self.objects.get(key)
        if data is None:
            return None
        document = CommitDocument.read(data, key=key)
        if (document.firm, document.number) != (self.firm, number):
            raise damaged(key)
        return document

    def seal(self, number: int) -> str | None:
        """Return what the commit of a number is sealed with; None if there is none. Nothing else of it is looked at."""
        data = self.objects.get(commit_key(self.key, number))
        return None if data is None else seal_of(data)

    def last_listed(self, after: int = 0) -> int:
        """
        Return the highest number that a listing shows behind *after*, or *after*.

        The log reaches so far at least. A listing is of no one moment: it may lack what was there before what it shows.
        """
        names = self.objects.names(log_of(self.key), commit_key(self.key, after).rpartition("/")[2])
        return max((number for number in map(commit_number, names) if number is not None), default=after)

    def documents(self) -> Iterator[CommitDocument]:
        """
        Give all commits, from the first.

        Raises:
            CorruptionError: If one is missing before another, or is damaged.
        """
        last, number = self.last_listed(), 1
        while (document := self.required(number) if number <= last else self.read(number)) is not None:
            yield document
            number += 1

    def required(self, number: int) -> CommitDocument:
        """
        Return a commit that must be there.

        Raises:
            CorruptionError: If it is not, or is damaged.
        """
        document = self.read(number)
        if document is None:
            raise _missing(commit_key(self.key, number))
        return document

    def settle(self, number: int) -> None:
        """Return once a commit that has been read is lasting."""
        self.objects.settle(commit_key(self.key, number))

    def changes(self, document: CommitDocument) -> Iterator[Change]:
        """Give what a commit changed."""
        return document.changes(self, self._segment, key=commit_key(self.key, document.number))

    def text(self, number: int, place: int) -> str:
        """Return the text that a change wrote."""
        segments, rows = self._document(number)
        for segment in segments:
            if place < segment.count:
                return text_in(self._rows(segment)[place])
            place -= segment.count
        return text_in(rows[place])

    def _document(self, number: int) -> Parts:
        key = commit_key(self.key, number)
        parts = self._remembered(key)
        if parts is None:
            document = self.required(number)
            self._remember(key, parts := (document.segments, document.rows))
        return parts

    def _segment(self, segment: Segment) -> list[list[Any]]:
        key = segment_key(self.key, segment.digest)
        data = self.objects.get(key)
        if data is None:
            raise _missing(key)
        rows = segment_rows(data, key=key, digest=segment.digest)
        if len(rows) != segment.count:
            raise damaged(key)
        return rows

    def _rows(self, segment: Segment) -> list[list[Any]]:
        key = segment_key(self.key, segment.digest)
        parts = self._remembered(key)
        if parts is None:
            self._remember(key, parts := ((), self._segment(segment)))
        return parts[1]

    def _remembered(self, key: str) -> Parts | None:
        with self._keeping:
            parts = self._old.get(key)
            if parts is not None:
                self._old.move_to_end(key)
            return parts

    def _remember(self, key: str, parts: Parts) -> None:
        with self._keeping:
            self._old[key] = parts
            while len(self._old) > _KEPT:
                self._old.popitem(last=False)


def _missing(key: str) -> CorruptionError:
    return CorruptionError(f"Файла хранилища {shown(short(key))} нет: восстановите его из копии.")
