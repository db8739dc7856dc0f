"""Revisions: the exact state of a record after one change (L4)."""

from __future__ import annotations

from enum import StrEnum

import attrs

from multibuh_core.attachment import Attachment
from multibuh_core.commit import Commit
from multibuh_core.directory import Directory
from multibuh_core.entry import Entry
from multibuh_core.organization import Organization

__all__ = ["Action", "DirectoryRevision", "EntryRevision", "OrganizationRevision"]


class Action(StrEnum):
    """What made a revision."""

    ADDED = "added"
    """An organization."""
    CREATED = "created"
    """A directory."""
    UPDATED = "updated"
    ARCHIVED = "archived"
    UNARCHIVED = "unarchived"
    PUBLISHED = "published"
    """A directory, and with it each of its entries (L7)."""
    TRANSFERRED = "transferred"
    HANDED_OVER = "handed_over"
    WRITTEN = "written"
    """An entry; and so all below."""
    ATTACHED = "attached"
    DETACHED = "detached"
    CLEARED = "cleared"
    RESTORED = "restored"


@attrs.frozen(kw_only=True)
class EntryRevision:
    """An entry after one change."""

    version: int
    action: Action
    text: str
    attachments: tuple[Attachment, ...]
    commit: Commit
    row: int | None
    """The row of the imported sheet that it came from (the first, where there were several); None by hand."""

    def entry(self, directory_id: str, organization_id: str) -> Entry:
        """Return the entry as it was at this version."""
        return Entry(
            directory_id=directory_id,
            organization_id=organization_id,
            text=self.text,
            attachments=self.attachments,
            version=self.version,
            updated_at=self.commit.at,
            updated_by=self.commit.by,
        )


@attrs.frozen(kw_only=True)
class OrganizationRevision:
    """An organization after one change."""

    version: int
    action: Action
    organization: Organization
    commit: Commit
    row: int | None


@attrs.frozen(kw_only=True)
class DirectoryRevision:
    """A directory after one change."""

    version: int
    action: Action
    directory: Directory
    commit: Commit
    row: int | None
