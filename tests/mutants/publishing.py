"""Mutants that show what a directory was before it was published, or a file by its id alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from multibuh_core.revision import Action
from tests.mutants.parts import Directories, Entries, Healthy

if TYPE_CHECKING:
    from multibuh_backends.memory.firm import Past, Written
    from multibuh_core.attachment import Attachment
    from multibuh_core.entry import Entry

__all__ = [
    "EmptyEntriesNotPublished",
    "LaterOwnerSeesThePast",
    "LeakByAttachmentId",
    "LeakByPublishedPast",
    "OldNamesAreTold",
    "PastFilesStay",
    "PublishedUnstamped",
]


class _WholePast(Entries):
    def _visible(self, directory_id: str, organization_id: str) -> Iterator[Written]:
        if self._unit.directories.get(directory_id) is not None:
            yield from self.whole_history(directory_id, organization_id)

    def whole_history(self, directory_id: str, organization_id: str) -> Sequence[Written]:
        """Return all that was written, whoever may see it."""
        versions = self._firm.entries.get(organization_id, {}).get(directory_id)
        return () if versions is None else versions.until(self._unit.number)

    def named(self, attachment_id: str) -> tuple[str, str, Attachment] | None:
        """Return an attachment that any revision names."""
        where = self._firm.attachments.get(attachment_id, ("", ""))
        found = (file for one in self.whole_history(*where) for file in one.attachments if file.id == attachment_id)
        return next(((*where, file) for file in found), None)


class LeakByPublishedPast(Healthy):
    """Who sees a published directory sees all that ever stood in it."""

    law = "L1"
    entries_part = _WholePast


class _AnyId(_WholePast):
    _visible = Entries._visible

    def attachment(self, attachment_id: str) -> tuple[str, str, Attachment] | None:
        return self.named(attachment_id) if isinstance(attachment_id, str) else None


class LeakByAttachmentId(Healthy):
    """Who knows the id of a file reads it: ids are hard to guess, and so taken for a right."""

    law = "L1"
    entries_part = _AnyId


class _AnyIdHere(_AnyId):
    def attachment(self, attachment_id: str) -> tuple[str, str, Attachment] | None:
        found = super().attachment(attachment_id)
        return None if found is None or self._unit.directories.get(found[0]) is None else found


class PastFilesStay(Healthy):
    """A file that only the private past names is found by whoever sees the directory."""

    law = "L7"
    entries_part = _AnyIdHere


class _PastOfTheOwner(Directories):
    def past(self, directory_id: str) -> Past | None:
        past, directory = super().past(directory_id), self.get(directory_id)
        return past if past is None or directory is None else attrs.evolve(past, owner_id=directory.owner_id)


class LaterOwnerSeesThePast(Healthy):
    """The past goes with the directory: who owns it now sees it."""

    law = "L7"
    directories_part = _PastOfTheOwner


class _OldNames(Directories):
    def _sees(self, _past: Past | None, _version: int) -> bool:
        return True


class OldNamesAreTold(Healthy):
    """The past of the entries is private, that of the directory itself is not."""

    law = "L7"
    directories_part = _OldNames


class _SkippingEmpty(Entries):
    def put(self, entry: Entry, *, action: Action, **said: Any) -> None:
        if action is not Action.PUBLISHED or not entry.is_empty:
            super().put(entry, action=action, **said)


class EmptyEntriesNotPublished(Healthy):
    """Publishing passes over the entries that are empty."""

    law = "L7"
    entries_part = _SkippingEmpty


class _Untouched(Entries):
    def put(self, entry: Entry, *, action: Action, **said: Any) -> None:
        if action is Action.PUBLISHED:
            before = self._entry(entry.directory_id, entry.organization_id)
            entry = attrs.evolve(entry, updated_at=before.updated_at, updated_by=before.updated_by)
        super().put(entry, action=action, **said)


class PublishedUnstamped(Healthy):
    """Publishing gives an entry its revision, but leaves on the entry who changed it before, and when."""

    law = "L7"
    entries_part = _Untouched
