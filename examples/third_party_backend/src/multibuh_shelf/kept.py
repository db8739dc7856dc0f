"""A kept revision: what the library says of it, and to whom it is private."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Generic, TypeVar

import attrs

from multibuh_core.revision import DirectoryRevision, EntryRevision, OrganizationRevision
from multibuh_core.serialization import document

__all__ = ["Kept", "Revision"]

Revision = TypeVar("Revision", bound=OrganizationRevision | DirectoryRevision | EntryRevision)


@attrs.frozen
class Kept(Generic[Revision]):
    """One revision of a record."""

    revision: Revision
    private_to: str | None
    """Who alone sees it; None: whoever sees the record."""
    place: tuple[str, str] | None = None
    """Of which entry it is, (directory's id, organization's id); other revisions say it themselves."""

    @cached_property
    def line(self) -> bytes:
        """The revision as a line of the file; made once, however many commits write it again."""
        fields = {"place": self.place, "private_to": self.private_to, "revision": document(self.revision)}
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
