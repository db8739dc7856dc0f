"""The state of one firm, as plain dicts of revisions."""

from __future__ import annotations

import attrs

from multibuh_core.directory import Directory
from multibuh_core.entry import Entry
from multibuh_core.errors import ConflictError
from multibuh_core.organization import Organization
from multibuh_core.revision import DirectoryRevision, EntryRevision, OrganizationRevision
from multibuh_shelf.kept import Kept, Revision

__all__ = ["State", "key"]


@attrs.define
class State:
    """
    All revisions of one firm, each record's oldest first; a record is what its last revision says.

    It knows nothing of viewers. A unit that writes does so in a copy: what was given to a reader is never changed.
    """

    organizations: dict[str, tuple[Kept[OrganizationRevision], ...]] = attrs.field(factory=dict)
    directories: dict[str, tuple[Kept[DirectoryRevision], ...]] = attrs.field(factory=dict)
    entries: dict[tuple[str, str], tuple[Kept[EntryRevision], ...]] = attrs.field(factory=dict)
    """By (directory's id, organization's id)."""
    attachments: dict[str, tuple[str, str]] = attrs.field(factory=dict)
    """The entry whose revisions name an attachment."""

    def copy(self) -> State:
        """Return a state that can be changed without this one."""
        return State(self.organizations.copy(), self.directories.copy(), self.entries.copy(), self.attachments.copy())

    def organization(self, organization_id: str) -> Organization | None:
        """Return the organization as it now is."""
        revisions = self.organizations.get(key(organization_id))
        return revisions[-1].revision.organization if revisions else None

    def directory(self, directory_id: str) -> Directory | None:
        """Return the directory as it now is, whoever may see it."""
        revisions = self.directories.get(key(directory_id))
        return revisions[-1].revision.directory if revisions else None

    def entry(self, directory_id: str, organization_id: str) -> Entry:
        """Return the entry as it now is, blank where nobody wrote it."""
        revisions = self.entries.get((key(directory_id), key(organization_id)))
        if not revisions:
            return Entry.blank(directory_id, organization_id)
        return revisions[-1].revision.entry(directory_id, organization_id)

    def add_organization(self, revision: OrganizationRevision, *, private_to: str | None = None) -> None:
        """Add the next revision of an organization."""
        record = revision.organization.id
        self.organizations[record] = _longer(self.organizations.get(record, ()), Kept(revision, private_to))

    def add_directory(self, revision: DirectoryRevision, *, private_to: str | None = None) -> None:
        """Add the next revision of a directory."""
        record = revision.directory.id
        self.directories[record] = _longer(self.directories.get(record, ()), Kept(revision, private_to))

    def add_entry(self, place: tuple[str, str], revision: EntryRevision, *, private_to: str | None = None) -> None:
        """Add the next revision of the entry at (directory's id, organization's id)."""
        self.entries[place] = _longer(self.entries.get(place, ()), Kept(revision, private_to, place))
        self.attachments |= dict.fromkeys((one.id for one in revision.attachments), place)


def key(record_id: object) -> str:
    """Return an id to look up by; one that is no text is a missing one, and becomes the empty text, which none is."""
    return record_id if isinstance(record_id, str) else ""


def _longer(revisions: tuple[Kept[Revision], ...], kept: Kept[Revision]) -> tuple[Kept[Revision], ...]:
    if kept.revision.version != len(revisions) + 1:
        message = "Изменение сделано не по последней версии: прочитайте её и повторите."
        raise ConflictError(message)
    return (*revisions, kept)
