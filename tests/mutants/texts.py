"""Mutants that keep texts and times otherwise than they were given."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import attrs

from tests.mutants.parts import Entries, Healthy

if TYPE_CHECKING:
    from multibuh_core.commit import Commit
    from multibuh_core.entry import Entry

__all__ = ["ClockOfTheStore", "FilesByName", "LineEndsMended", "TextNormalised", "TimesCut"]


class _Composed(Entries):
    def put(self, entry: Entry, **said: Any) -> None:
        super().put(attrs.evolve(entry, text=unicodedata.normalize("NFC", entry.text)), **said)


class TextNormalised(Healthy):
    """Texts are brought into NFC on their way in."""

    law = "Domain"
    entries_part = _Composed


class _Lines(Entries):
    def put(self, entry: Entry, **said: Any) -> None:
        super().put(attrs.evolve(entry, text="\n".join(entry.text.splitlines())), **said)


class LineEndsMended(Healthy):
    """Line ends are made alike, as a file opened in text mode does."""

    law = "Domain"
    entries_part = _Lines


class _WholeSeconds(Entries):
    def put(self, entry: Entry, *, commit: Commit, **said: Any) -> None:
        at = commit.at.replace(microsecond=0)
        super().put(attrs.evolve(entry, updated_at=at), commit=attrs.evolve(commit, at=at), **said)


class TimesCut(Healthy):
    """Times are kept to the second."""

    law = "L11"
    entries_part = _WholeSeconds


class _Now(Entries):
    def put(self, entry: Entry, *, commit: Commit, **said: Any) -> None:
        at = datetime.now(UTC)
        super().put(attrs.evolve(entry, updated_at=at), commit=attrs.evolve(commit, at=at), **said)


class ClockOfTheStore(Healthy):
    """The store stamps what is written with its own time, not with that of the settings."""

    law = "L11"
    entries_part = _Now


class _ByName(Entries):
    def put(self, entry: Entry, **said: Any) -> None:
        super().put(attrs.evolve(entry, attachments=tuple(sorted(entry.attachments, key=lambda one: one.name))), **said)


class FilesByName(Healthy):
    """The attachments of an entry come in the order of their names."""

    law = "Results"
    entries_part = _ByName
