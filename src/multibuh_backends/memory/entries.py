"""Entries in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from multibuh_backends.memory.firm import Written, key, published_version
from multibuh_core.commit import ByImport
from multibuh_core.entry import Entry
from multibuh_core.errors import ConflictError, NotFoundError
from multibuh_core.place import Place
from multibuh_core.ports import CurrentText, NewText
from multibuh_core.revision import Action, EntryRevision
from multibuh_core.visibility import sees_revision

if TYPE_CHECKING:
    from multibuh_backends.memory.unit import MemoryUnit
    from multibuh_core.attachment import Attachment
    from multibuh_core.commit import Commit
    from multibuh_core.directory import Directory
    from multibuh_core.organization import Organization

__all__ = ["MemoryEntries"]


class MemoryEntries:
    """The entries of the directories that the unit's viewer may see."""

    def __init__(self, unit: MemoryUnit) -> None:
        self._unit = unit
        self._firm = unit.firm

    def place(self, directory_id: str, organization_id: str) -> Place:
        """Return what a change of an entry rests on."""
        directory, organization = self._directory(directory_id), self._organization(organization_id)
        return Place(directory, organization, self._entry(directory_id, organization_id))

    def list(
        self,
        *,
        organization_id: str | None = None,
        directory_id: str | None = None,
        limit: int | None = None,
        after: tuple[str, str] | None = None,
    ) -> tuple[Entry, ...]:
        """Return written entries by organization, then by directory, behind *after*."""
        directories = self._unit.directories.list() if directory_id is None else (self._directory(directory_id),)
        organizations = (
            self._unit.organizations.list() if organization_id is None else (self._organization(organization_id),)
        )
        behind = None
        if after is not None:
            directory, organization = self._directory(after[1]), self._organization(after[0])
            behind = organization.sort_key, directory.sort_key
        entries = (
            self._entry(directory.id, organization.id)
            for organization in organizations
            if organization.archived_at is None
            for directory in directories
            if directory.archived_at is None
            if behind is None or (organization.sort_key, directory.sort_key) > behind
        )
        return tuple(entry for entry in entries if entry.version)[:limit]

    def history(
        self, directory_id: str, organization_id: str, *, limit: int | None = None, after: int = 0
    ) -> tuple[EntryRevision, ...]:
        """Return the visible revisions, oldest first."""
        later = (one for one in self._visible(directory_id, organization_id) if one.version > after)
        return tuple(one.revision() for one in islice(later, limit))

    def revision(self, directory_id: str, organization_id: str, version: int) -> EntryRevision | None:
        """Return one visible revision."""
        visible = self._visible(directory_id, organization_id)
        return next((one.revision() for one in visible if one.version == version), None)

    def attachment(self, attachment_id: str) -> tuple[str, str, Attachment] | None:
        """Return an attachment that a visible revision names, and where it stands."""
        directory_id, organization_id = self._firm.attachments.get(key(attachment_id), ("", ""))
        for written in self._visible(directory_id, organization_id):
            for attachment in written.attachments:
                if attachment.id == attachment_id:
                    return directory_id, organization_id, attachment
        return None

    def put(self, entry: Entry, *, action: Action, commit: Commit, row: int | None = None) -> None:
        """Stage the entry as a revision."""
        by_directory = self._firm.entries.setdefault(entry.organization_id, {})
        self._unit.stage(by_directory, entry.directory_id, Written(entry, action, commit, row))
        for attachment in entry.attachments:
            self._firm.attachments[attachment.id] = entry.directory_id, entry.organization_id

    def texts(self, directory_ids: Sequence[str]) -> Iterator[CurrentText]:
        """Give the present texts of these directories, by organization id."""
        visible = [one for one in directory_ids if self._unit.directories.get(one) is not None]
        entries = (
            self._entry(directory_id, organization_id)
            for organization_id in sorted(self._firm.entries)
            for directory_id in visible
        )
        now = [
            CurrentText(one.organization_id, one.directory_id, one.version, one.text) for one in entries if one.version
        ]
        return iter(now)

    def imported_texts(self, source: str, pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        """Return the text that the last import of *source* wrote, for each pair that it wrote."""
        found = {}
        for organization_id, directory_id in pairs:
            last = None
            for written in self._visible(directory_id, organization_id):
                origin = written.commit.origin
                if isinstance(origin, ByImport) and origin.source == source:
                    last = written
            if last is not None:
                found[organization_id, directory_id] = last.entry.text
        return found

    def write_many(self, texts: Iterable[NewText], *, commit: Commit) -> None:
        """Stage many texts, each over its version."""
        for text in texts:
            self._directory(text.directory_id)
            present = self._entry(text.directory_id, text.organization_id)
            if present.version != text.version:
                message = "Запись изменилась после составления плана: составьте план заново."
                raise ConflictError(message)
            written = Entry(
                directory_id=text.directory_id,
                organization_id=text.organization_id,
                text=text.text,
                attachments=present.attachments,
                version=text.version + 1,
                updated_at=commit.at,
                updated_by=commit.by,
            )
            self.put(written, action=Action.WRITTEN, commit=commit, row=text.row)

    def _entry(self, directory_id: str, organization_id: str) -> Entry:
        versions = self._firm.entries.get(key(organization_id), {}).get(key(directory_id))
        written = None if versions is None else versions.at(self._unit.number)
        return Entry.blank(directory_id, organization_id) if written is None else written.entry

    def _visible(self, directory_id: str, organization_id: str) -> Iterator[Written]:
        versions = self._firm.entries.get(key(organization_id), {}).get(key(directory_id))
        if versions is None or self._unit.directories.get(directory_id) is None:
            return
        history = versions.until(self._unit.number)
        past, published = self._unit.directories.past(directory_id), published_version(history)
        for written in history:
            private_to = past.owner_id if past is not None and written.version < published else None
            if sees_revision(self._unit.viewer, private_to=private_to):
                yield written

    def _directory(self, directory_id: str) -> Directory:
        directory = self._unit.directories.get(directory_id)
        if directory is None:
            raise NotFoundError("directory", directory_id)
        return directory

    def _organization(self, organization_id: str) -> Organization:
        organization = self._unit.organizations.get(organization_id)
        if organization is None:
            raise NotFoundError("organization", organization_id)
        return organization
