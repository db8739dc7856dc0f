"""The entries of one firm in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from multibuh_backends.sql import entry_queries as queries
from multibuh_backends.sql import texts_in_bulk as bulk
from multibuh_backends.sql.attachments import FIND, name_attachments
from multibuh_backends.sql.directories import SqlDirectories
from multibuh_backends.sql.entry_rows import revision_row
from multibuh_backends.sql.organizations import SqlOrganizations
from multibuh_backends.sql.queries import NO_LIMIT, bounded, count
from multibuh_backends.sql.rows import (
    DIRECTORY,
    ORGANIZATION,
    directory_of,
    entry_of,
    entry_revision_of,
    organization_of,
)
from multibuh_backends.sql.values import attachment_of, attachments_in, key, time_in
from multibuh_core.entry import Entry
from multibuh_core.errors import NotFoundError
from multibuh_core.place import Place

if TYPE_CHECKING:
    from multibuh_backends.sql.staging import Staging
    from multibuh_core.attachment import Attachment
    from multibuh_core.commit import Commit
    from multibuh_core.ports import CurrentText, NewText
    from multibuh_core.revision import Action, EntryRevision

__all__ = ["SqlEntries"]

_ORGANIZATION_AT = len(DIRECTORY)
_ENTRY_AT = len(DIRECTORY) + len(ORGANIZATION)
_BEFORE_ALL = ("", "", -NO_LIMIT, "", "")


class SqlEntries:
    """The entries of the directories that the unit's viewer may see."""

    __slots__ = ("_unit",)

    def __init__(self, unit: Staging) -> None:
        self._unit = unit

    def place(self, directory_id: str, organization_id: str) -> Place:
        """Return what a change of an entry rests on."""
        unit = self._unit
        row = unit.driver.row(queries.PLACE, unit.firm, unit.viewer, key(directory_id), key(organization_id))
        if row is None:
            raise NotFoundError("directory", directory_id)
        if row[_ORGANIZATION_AT] is None:
            raise NotFoundError("organization", organization_id)
        return Place(
            directory_of(row[:_ORGANIZATION_AT]),
            organization_of(row[_ORGANIZATION_AT:_ENTRY_AT]),
            Entry.blank(directory_id, organization_id) if row[_ENTRY_AT] is None else entry_of(row[_ENTRY_AT:]),
        )

    def list(
        self,
        *,
        organization_id: str | None = None,
        directory_id: str | None = None,
        limit: int | None = None,
        after: tuple[str, str] | None = None,
    ) -> tuple[Entry, ...]:
        """Return written entries by organization, then by directory, behind *after*."""
        if directory_id is not None:
            self._directory_key(directory_id)
        if organization_id is not None:
            self._organization_key(organization_id)
        behind: tuple[object, ...] = _BEFORE_ALL
        if after is not None:
            directory = self._directory_key(after[1])
            behind = (*self._organization_key(after[0]), *directory)
        asked = [key(one) for one in (organization_id, directory_id) if one is not None]
        query = queries.listing(of_organization=organization_id is not None, of_directory=directory_id is not None)
        unit = self._unit
        rows = unit.driver.rows(query, unit.firm, unit.viewer, *behind, count(limit), *asked)
        return tuple(map(entry_of, rows))

    def history(
        self, directory_id: str, organization_id: str, *, limit: int | None = None, after: int = 0
    ) -> tuple[EntryRevision, ...]:
        """Return the visible revisions, oldest first."""
        unit, place = self._unit, (key(directory_id), key(organization_id))
        rows = unit.driver.rows(queries.HISTORY, unit.firm, unit.viewer, *place, bounded(after), count(limit))
        return tuple(map(entry_revision_of, rows))

    def revision(self, directory_id: str, organization_id: str, version: int) -> EntryRevision | None:
        """Return one visible revision."""
        if not 0 < version < NO_LIMIT:
            return None
        unit, place = self._unit, (key(directory_id), key(organization_id))
        row = unit.driver.row(queries.REVISION_AT, unit.firm, unit.viewer, *place, version)
        return None if row is None else entry_revision_of(row)

    def attachment(self, attachment_id: str) -> tuple[str, str, Attachment] | None:
        """Return an attachment that a visible revision names, and where it stands."""
        unit = self._unit
        row = unit.driver.row(FIND, unit.firm, unit.viewer, key(attachment_id))
        return None if row is None else (row[0], row[1], attachment_of(row[2:]))

    def put(self, entry: Entry, *, action: Action, commit: Commit, row: int | None = None) -> None:
        """Stage the entry and its revision."""
        unit, firm = self._unit, self._unit.firm
        at, changes = unit.recording(commit)
        organization_id, directory_id, version = entry.organization_id, entry.directory_id, entry.version
        text, attachments = entry.text, attachments_in(entry.attachments)
        changes += unit.guard.footing(unit.viewer, organization_id, directory_id)
        updated = (at if entry.updated_at is commit.at else time_in(entry.updated_at or commit.at)), entry.updated_by
        if version == 1:
            added = firm, organization_id, directory_id, version, text, attachments, *updated
            changes.append((queries.ADD, added))
        else:
            changed = text, attachments, *updated, version, firm, organization_id, directory_id
            changes.append((queries.CHANGE, changed))
        state = firm, organization_id, directory_id, version, text, attachments
        changes.append((queries.ADD_REVISION, revision_row(*state, action.value, commit.id, row)))
        unit.driver.change_each(changes)
        if entry.attachments:
            name_attachments(unit, organization_id, directory_id, entry.attachments)

    def texts(self, directory_ids: Sequence[str]) -> Iterator[CurrentText]:
        """Give the present texts of these directories, by organization id."""
        return bulk.texts(self._unit, directory_ids)

    def imported_texts(self, source: str, pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        """Return the text that the last import of *source* wrote, for each pair that it wrote."""
        return bulk.imported_texts(self._unit, source, pairs)

    def write_many(self, texts: Iterable[NewText], *, commit: Commit) -> None:
        """Stage many texts, each over its version."""
        bulk.write_many(self._unit, texts, commit=commit)

    def _directory_key(self, directory_id: str) -> tuple[int, str, str]:
        directory = SqlDirectories(self._unit).get(directory_id)
        if directory is None:
            raise NotFoundError("directory", directory_id)
        return directory.sort_key

    def _organization_key(self, organization_id: str) -> tuple[str, str]:
        organization = SqlOrganizations(self._unit).get(organization_id)
        if organization is None:
            raise NotFoundError("organization", organization_id)
        return organization.sort_key
