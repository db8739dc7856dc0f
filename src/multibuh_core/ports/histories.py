"""Histories: all that one record of a firm has ever been, whoever may see it; what copies a firm."""

from __future__ import annotations

import attrs

from multibuh_core.revision import DirectoryRevision, EntryRevision, OrganizationRevision

__all__ = ["DirectoryHistory", "EntryHistory", "History", "OrganizationHistory"]


@attrs.frozen(kw_only=True)
class OrganizationHistory:
    """An organization, archived or not."""

    revisions: tuple[OrganizationRevision, ...]
    """Oldest first, from version 1 without a gap; so for the other two."""


@attrs.frozen(kw_only=True)
class DirectoryHistory:
    """A directory, personal or not, archived or not."""

    revisions: tuple[DirectoryRevision, ...]
    private_to: tuple[str | None, ...]
    """For each revision the user to whom alone it exists (L7); None: it exists for whoever sees the directory."""


@attrs.frozen(kw_only=True)
class EntryHistory:
    """An entry of any directory, with all files that it has ever had."""

    organization_id: str
    directory_id: str
    revisions: tuple[EntryRevision, ...]
    private_to: tuple[str | None, ...]
    """As those of the directory, and to the same user."""


History = OrganizationHistory | DirectoryHistory | EntryHistory
