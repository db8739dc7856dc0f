"""The entries in the directories that one viewer sees."""

from __future__ import annotations

from multibuh_core.attachment import Attachment
from multibuh_core.commit import Commit
from multibuh_core.directory import Directory
from multibuh_core.entry import Entry
from multibuh_core.errors import NotFoundError
from multibuh_core.organization import Organization
from multibuh_core.place import Place
from multibuh_core.revision import Action, EntryRevision
from multibuh_shelf.pages import page
from multibuh_shelf.state import key
from multibuh_shelf.texts import ShelfTexts

__all__ = ["ShelfEntries"]


class ShelfEntries(ShelfTexts):
    """What `multibuh_core.ports.EntryRepository` asks for."""

    def place(self, directory_id: str, organization_id: str) -> Place:
        """Return the directory, the organization and the entry between them."""
        directory, organization = self._directory(directory_id), self._organization(organization_id)
        return Place(directory, organization, self._desk.state.entry(directory_id, organization_id))

    def list(
        self,
        *,
        organization_id: str | None = None,
        directory_id: str | None = None,
        limit: int | None = None,
        after: tuple[str, str] | None = None,
    ) -> tuple[Entry, ...]:
        """Return a page of the written entries of what is live."""
        directories = [*self._desk.directories()] if directory_id is None else [self._directory(directory_id)]
        by_id = {one.id: one for one in directories if one.archived_at is None}
        if organization_id is not None:
            self._organization(organization_id)
        key = None if after is None else self._key(directory_id=after[1], organization_id=after[0])
        places = [
            (organization, by_id[place[0]])
            for place in self._desk.state.entries
            if place[0] in by_id and organization_id in {None, place[1]}
            for organization in [self._organization(place[1])]
            if organization.archived_at is None
        ]
        chosen = page(places, lambda place: (place[0].sort_key, place[1].sort_key), after=key, limit=limit)
        return tuple(self._desk.state.entry(directory.id, organization.id) for organization, directory in chosen)

    def history(
        self, directory_id: str, organization_id: str, *, limit: int | None = None, after: int = 0
    ) -> tuple[EntryRevision, ...]:
        """Return the visible revisions, oldest first."""
        seen = self._desk.entry_history(directory_id, organization_id)
        return tuple(one for one in seen if one.version > after)[:limit]

    def revision(self, directory_id: str, organization_id: str, version: int) -> EntryRevision | None:
        """Return one visible revision."""
        seen = self._desk.entry_history(directory_id, organization_id)
        return next((one for one in seen if one.version == version), None)

    def attachment(self, attachment_id: str) -> tuple[str, str, Attachment] | None:
        """Return what a visible revision names, and where."""
        place = self._desk.state.attachments.get(key(attachment_id))
        if place is None:
            return None
        named = (one for revision in self._desk.entry_history(*place) for one in revision.attachments)
        return next(((*place, one) for one in named if one.id == attachment_id), None)

    def put(self, entry: Entry, *, action: Action, commit: Commit, row: int | None = None) -> None:
        """Stage the entry and its revision."""
        self._directory(entry.directory_id)
        self._organization(entry.organization_id)
        revision = EntryRevision(
            version=entry.version,
            action=action,
            text=entry.text,
            attachments=entry.attachments,
            commit=commit,
            row=row,
        )
        self._desk.staged.add_entry((entry.directory_id, entry.organization_id), revision)

    def _key(self, *, directory_id: str, organization_id: str) -> tuple[tuple[str, str], tuple[int, str, str]]:
        directory, organization = self._directory(directory_id), self._organization(organization_id)
        return organization.sort_key, directory.sort_key

    def _directory(self, directory_id: str) -> Directory:
        found = self._desk.directory(directory_id)
        if found is None:
            raise NotFoundError("directory", directory_id)
        return found

    def _organization(self, organization_id: str) -> Organization:
        found = self._desk.state.organization(organization_id)
        if found is None:
            raise NotFoundError("organization", organization_id)
        return found
