"""Entries: what the directories say of the organizations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from multibuh_core.entry import Entry
from multibuh_core.errors import InvalidInputError, NotFoundError
from multibuh_core.names import checked_text
from multibuh_core.revision import Action, EntryRevision
from multibuh_core.services.places import next_state, require_writable
from multibuh_core.services.retrying import retried
from multibuh_core.services.rules import checked_after, checked_limit, require_version
from multibuh_core.version import ExpectedVersion, checked_expected

if TYPE_CHECKING:
    from multibuh_core.ports import UnitOfWork
from multibuh_core.services.session import Session

__all__ = ["Entries"]


@attrs.frozen
class Entries:
    """The entries of the directories that the actor may see, blank until written."""

    _session: Session

    def read(self, directory_id: str, organization_id: str, *, version: int | None = None) -> Entry:
        """
        Return the entry as it is, blank (version 0) where nobody wrote it; or as it was at *version*.

        Raises:
            NotFoundError: If there is no such directory that the actor sees, organization, or version that the actor
                may see.
        """
        if version is not None:
            _check_version(version)
        with self._session.reading() as work:
            place = work.entries.place(directory_id, organization_id)
            if version is None:
                return place.entry
            return _revision(work, directory_id, organization_id, version).entry(directory_id, organization_id)

    def list(
        self,
        *,
        organization_id: str | None = None,
        directory_id: str | None = None,
        limit: int | None = None,
        after: Entry | None = None,
    ) -> tuple[Entry, ...]:
        """
        Return the entries of an organization, of a directory, or of both, behind *after* (the last one received).

        In the order of organizations, then of directories. Never written ones are left out, and those under
        something archived.

        Raises:
            InvalidInputError: If neither an organization nor a directory is given.
            NotFoundError: If one that is given, or that *after* names, is missing.
        """
        if organization_id is None and directory_id is None:
            rule = "укажите организацию или справочник: organization_id= или directory_id=."
            raise InvalidInputError("entries.list", None, rule)
        checked_limit(limit)
        checked_after(after, Entry)
        with self._session.reading() as work:
            return work.entries.list(
                organization_id=organization_id,
                directory_id=directory_id,
                limit=limit,
                after=None if after is None else (after.organization_id, after.directory_id),
            )

    @retried
    def write(self, directory_id: str, organization_id: str, text: str, *, expected_version: ExpectedVersion) -> Entry:
        """
        Replace the text, kept exactly as given; attachments stay. Writing what stands there makes no revision.

        Raises:
            InvalidInputError: If the text is over 1 MiB of UTF-8 or has a character that cannot be kept.
            NotFoundError: If there is no such directory that the actor sees, or organization.
            NotAllowedError: If the policy says no.
            ConflictError: If the directory or the organization is archived.
            VersionConflictError: If the entry has moved on from *expected_version* (0: never written).
        """
        text = checked_text("text", text)
        expected = checked_expected(expected_version)
        with self._session.writing() as (work, commit):
            place = work.entries.place(directory_id, organization_id)
            require_writable(self._session, place)
            require_version(expected, place.entry)
            if place.entry.text == text:
                return place.entry
            written = next_state(place.entry, commit, text=text)
            work.entries.put(written, action=Action.WRITTEN, commit=commit)
        return written

    @retried
    def clear(self, directory_id: str, organization_id: str, *, expected_version: ExpectedVersion) -> Entry:
        """
        Take away the text and all attachments; the history keeps them. Clearing what is empty makes no revision.

        Raises:
            NotFoundError, NotAllowedError, ConflictError, VersionConflictError: As for `write`.
        """
        expected = checked_expected(expected_version)
        with self._session.writing() as (work, commit):
            place = work.entries.place(directory_id, organization_id)
            require_writable(self._session, place)
            require_version(expected, place.entry)
            if place.entry.is_empty:
                return place.entry
            cleared = next_state(place.entry, commit, text="", attachments=())
            work.entries.put(cleared, action=Action.CLEARED, commit=commit)
        return cleared

    @retried
    def restore(
        self, directory_id: str, organization_id: str, version: int, *, expected_version: ExpectedVersion
    ) -> Entry:
        """
        Make the whole state of a version that the actor may see the present one, with the same attachments.

        Raises:
            NotFoundError: As for `write`, and if there is no such version that the actor may see.
            NotAllowedError, ConflictError, VersionConflictError: As for `write`.
        """
        _check_version(version)
        expected = checked_expected(expected_version)
        with self._session.writing() as (work, commit):
            place = work.entries.place(directory_id, organization_id)
            past = _revision(work, directory_id, organization_id, version)
            require_writable(self._session, place)
            require_version(expected, place.entry)
            if (past.text, past.attachments) == (place.entry.text, place.entry.attachments):
                return place.entry
            restored = next_state(place.entry, commit, text=past.text, attachments=past.attachments)
            work.entries.put(restored, action=Action.RESTORED, commit=commit)
        return restored

    def history(
        self,
        directory_id: str,
        organization_id: str,
        *,
        limit: int | None = None,
        after: EntryRevision | None = None,
    ) -> tuple[EntryRevision, ...]:
        """
        Return the revisions that the actor may see, oldest first, behind *after* (the last one), at most *limit*.

        Raises:
            NotFoundError: If there is no such directory that the actor sees, or organization.
        """
        checked_limit(limit)
        checked_after(after, EntryRevision)
        with self._session.reading() as work:
            work.entries.place(directory_id, organization_id)
            version = 0 if after is None else after.version
            return work.entries.history(directory_id, organization_id, limit=limit, after=version)


def _check_version(version: object) -> None:
    if not isinstance(version, int) or isinstance(version, bool):
        raise InvalidInputError("version", version, "нужно целое число. Передайте version из истории.")


def _revision(work: UnitOfWork, directory_id: str, organization_id: str, version: int) -> EntryRevision:
    revision = work.entries.revision(directory_id, organization_id, version)
    if revision is None:
        raise NotFoundError("version", version)
    return revision
