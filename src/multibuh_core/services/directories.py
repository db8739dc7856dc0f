"""Directories: what the firm calls them, who sees them, whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from multibuh_core.directory import Directory
from multibuh_core.errors import InvalidInputError
from multibuh_core.identifiers import checked_host_id
from multibuh_core.names import checked_description, checked_name
from multibuh_core.policy import Permission
from multibuh_core.revision import Action, DirectoryRevision
from multibuh_core.services.retrying import retried
from multibuh_core.services.rules import (
    KEEP,
    Keep,
    checked_after,
    checked_archived,
    checked_flag,
    checked_limit,
    existing_directory,
    only_given,
    require_live,
    require_version,
)
from multibuh_core.services.session import refusal
from multibuh_core.version import ExpectedVersion, checked_expected
from multibuh_core.visibility import Visibility

if TYPE_CHECKING:
    from multibuh_core.commit import Commit
    from multibuh_core.services.session import Session

__all__ = ["Directories"]

_MAX_POSITION = 2**31 - 1


@attrs.frozen
class Directories:
    """The directories that the actor may see."""

    _session: Session

    @retried
    def create(
        self,
        name: str,
        *,
        visibility: Visibility,
        description: str = "",
        show_in_card: bool = False,
        position: int = 0,
    ) -> Directory:
        """
        Create a directory; the actor is its owner.

        Raises:
            InvalidInputError: For a wrong name, description, visibility or position.
            NotAllowedError: If the policy says no.
        """
        said = _checked(
            {
                "name": name,
                "description": description,
                "show_in_card": show_in_card,
                "position": position,
            }
        )
        visibility = _checked_visibility(visibility)
        with self._session.writing() as (work, commit):
            directory = Directory(
                id=self._session.settings.new_id(),
                visibility=visibility,
                owner_id=self._session.actor.user_id,
                archived_at=None,
                updated_at=commit.at,
                updated_by=commit.by,
                version=1,
                **said,
            )
            self._session.require(Permission.CREATE_DIRECTORY, directory=directory)
            work.directories.put(directory, action=Action.CREATED, commit=commit)
        return directory

    def get(self, directory_id: str) -> Directory:
        """
        Return one directory, archived or not.

        Raises:
            NotFoundError: If there is none, or the actor may not see it; the two are told alike.
        """
        with self._session.reading() as work:
            return existing_directory(work, directory_id)

    def list(
        self, *, archived: bool | None = False, limit: int | None = None, after: Directory | None = None
    ) -> tuple[Directory, ...]:
        """
        Return directories by (position, folded name, id), behind *after* (the last one received), at most *limit*.

        *archived*: False the live ones, True the archived ones, None all.
        """
        checked_archived(archived)
        checked_limit(limit)
        checked_after(after, Directory)
        with self._session.reading() as work:
            key = None if after is None else after.sort_key
            return work.directories.list(archived=archived, limit=limit, after=key)

    @retried
    def update(
        self,
        directory_id: str,
        *,
        expected_version: ExpectedVersion,
        name: str | Keep = KEEP,
        description: str | Keep = KEEP,
        show_in_card: bool | Keep = KEEP,
        position: int | Keep = KEEP,
    ) -> Directory:
        """
        Change what is given and keep the rest. Who sees it and whose it is change by `publish` and `transfer` alone.

        Raises:
            InvalidInputError, NotFoundError: As for `create` and `get`.
            NotAllowedError: If the policy says no; the standard one asks for the owner or an administrator.
            ConflictError: If it is archived.
            VersionConflictError: If it has moved on from *expected_version*.
        """
        expected = checked_expected(expected_version)
        changes = _checked(only_given(name=name, description=description, show_in_card=show_in_card, position=position))
        with self._session.writing() as (work, commit):
            present = existing_directory(work, directory_id)
            self._require(Permission.CHANGE_DIRECTORY, present)
            require_live(present)
            require_version(expected, present)
            if attrs.evolve(present, **changes) == present:
                return present
            changed = _next(present, commit, **changes)
            work.directories.put(changed, action=Action.UPDATED, commit=commit)
        return changed

    @retried
    def publish(self, directory_id: str) -> Directory:
        """
        Make a personal directory collective, for good; what was written before stays its owner's alone (L7).

        A collective one stays as it is.

        Raises:
            NotFoundError: If there is none that the actor sees.
            NotAllowedError: If the actor is not its owner.
            ConflictError: If it is archived.
        """
        with self._session.writing() as (work, commit):
            present = existing_directory(work, directory_id)
            if present.owner_id != self._session.actor.user_id:
                raise refusal("publish_directory", self._session.actor.user_id)
            require_live(present)
            if present.visibility is Visibility.COLLECTIVE:
                return present
            published = _next(present, commit, visibility=Visibility.COLLECTIVE)
            work.directories.publish(published, commit=commit)
        return published

    @retried
    def transfer(self, directory_id: str, *, to: str) -> None:
        """
        Make *to* the owner; users are the host's, so an unknown one is no error.

        Raises:
            InvalidInputError: If *to* is no user's id.
            NotFoundError: If there is no directory that the actor sees.
            NotAllowedError: If the policy says no; the standard one asks for the owner or an administrator.
            ConflictError: If it is archived.
        """
        to = checked_host_id("user_id", to)
        with self._session.writing() as (work, commit):
            present = existing_directory(work, directory_id)
            self._require(Permission.TRANSFER_DIRECTORY, present)
            require_live(present)
            if present.owner_id != to:
                transferred = _next(present, commit, owner_id=to)
                work.directories.put(transferred, action=Action.TRANSFERRED, commit=commit)

    @retried
    def hand_over(self, *, of: str, to: str) -> None:
        """
        Give all that *of* owns to *to*: personal, collective and archived, and every past private to *of*.

        Blind (L6): it answers None alike for no directory and for many. It is no undo: the new owner gives back by
        `transfer`.

        Raises:
            InvalidInputError: If *to* is the caller or *of*, or one of them is no user's id.
            NotAllowedError: If the policy says no; the standard one asks for an administrator.
        """
        of, to = checked_host_id("user_id", of), checked_host_id("user_id", to)
        if to == self._session.actor.user_id:
            raise InvalidInputError(
                "user_id", to, "передать справочники самому себе нельзя. Укажите другого преемника."
            )
        if to == of:
            raise InvalidInputError("user_id", to, "преемник — тот же сотрудник. Укажите другого преемника.")
        with self._session.writing() as (work, commit):
            self._session.require(Permission.HAND_OVER)
            work.directories.hand_over(of=of, to=to, commit=commit)

    @retried
    def archive(self, directory_id: str) -> Directory:
        """
        Put the directory into the archive: out of lists and cards, read by id as before, changed no more.

        Raises:
            NotFoundError, NotAllowedError: As for `update`.
        """
        with self._session.writing() as (work, commit):
            present = existing_directory(work, directory_id)
            self._require(Permission.CHANGE_DIRECTORY, present)
            if present.archived_at is not None:
                return present
            archived = _next(present, commit, archived_at=commit.at)
            work.directories.put(archived, action=Action.ARCHIVED, commit=commit)
        return archived

    @retried
    def unarchive(self, directory_id: str) -> Directory:
        """
        Take the directory back from the archive; a live one stays as it is.

        Raises:
            NotFoundError, NotAllowedError: As for `update`.
        """
        with self._session.writing() as (work, commit):
            present = existing_directory(work, directory_id)
            self._require(Permission.CHANGE_DIRECTORY, present)
            if present.archived_at is None:
                return present
            live = _next(present, commit, archived_at=None)
            work.directories.put(live, action=Action.UNARCHIVED, commit=commit)
        return live

    def history(
        self, directory_id: str, *, limit: int | None = None, after: DirectoryRevision | None = None
    ) -> tuple[DirectoryRevision, ...]:
        """
        Return the revisions that the actor may see, oldest first, behind *after* (the last one), at most *limit*.

        Raises:
            NotFoundError: If there is no directory that the actor sees.
        """
        checked_limit(limit)
        checked_after(after, DirectoryRevision)
        with self._session.reading() as work:
            existing_directory(work, directory_id)
            return work.directories.history(directory_id, limit=limit, after=0 if after is None else after.version)

    def _require(self, permission: Permission, directory: Directory) -> None:
        """Ask the policy about a collective directory; a personal one is its owner's, who alone sees it."""
        if directory.visibility is Visibility.COLLECTIVE:
            self._session.require(permission, directory=directory)


def _next(present: Directory, commit: Commit, **changes: Any) -> Directory:
    return attrs.evolve(present, updated_at=commit.at, updated_by=commit.by, version=present.version + 1, **changes)


def _checked_visibility(value: object) -> Visibility:
    if not isinstance(value, Visibility):
        raise InvalidInputError("visibility", value, "укажите Visibility.COLLECTIVE или Visibility.PERSONAL.")
    return value


def _checked_position(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not -_MAX_POSITION - 1 <= value <= _MAX_POSITION:
        raise InvalidInputError("position", value, f"нужно целое число от {-_MAX_POSITION - 1} до {_MAX_POSITION}.")
    return value


_CHECKS = {
    "name": lambda value: checked_name("name", value),
    "description": checked_description,
    "show_in_card": lambda value: checked_flag("show_in_card", value),
    "position": _checked_position,
}


def _checked(said: dict[str, Any]) -> dict[str, Any]:
    return {field: _CHECKS[field](value) for field, value in said.items()}
