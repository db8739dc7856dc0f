"""The directories that one viewer sees."""

from __future__ import annotations

import attrs

from multibuh_core.commit import Commit
from multibuh_core.directory import Directory
from multibuh_core.errors import NotFoundError
from multibuh_core.revision import Action, DirectoryRevision, EntryRevision
from multibuh_shelf.desk import Desk
from multibuh_shelf.pages import page
from multibuh_shelf.pasts import give_pasts, make_past_private
from multibuh_shelf.state import State

__all__ = ["ShelfDirectories"]


class ShelfDirectories:
    """What `multibuh_core.ports.DirectoryRepository` asks for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, directory_id: str) -> Directory | None:
        """Return the directory, archived or not."""
        return self._desk.directory(directory_id)

    def list(
        self, *, archived: bool | None = False, limit: int | None = None, after: tuple[int, str, str] | None = None
    ) -> tuple[Directory, ...]:
        """Return a page of those that are live, archived, or both."""
        seen = self._desk.directories()
        found = (one for one in seen if archived is None or archived == (one.archived_at is not None))
        return page(found, lambda one: one.sort_key, after=after, limit=limit)

    def history(self, directory_id: str, *, limit: int | None = None, after: int = 0) -> tuple[DirectoryRevision, ...]:
        """Return its visible revisions, oldest first."""
        return tuple(one for one in self._desk.directory_history(directory_id) if one.version > after)[:limit]

    def put(self, directory: Directory, *, action: Action, commit: Commit) -> None:
        """Stage the directory and its revision."""
        state = self._desk.staged
        if state.directory(directory.id) is not None and self.get(directory.id) is None:
            raise NotFoundError("directory", directory.id)
        _add(state, directory, action, commit)

    def publish(self, directory: Directory, *, commit: Commit) -> None:
        """Stage the directory and a revision of each of its entries, and make what was before private to its owner."""
        state = self._desk.staged
        make_past_private(state, directory.id, to=directory.owner_id)
        _add(state, directory, Action.PUBLISHED, commit)
        for place in [place for place in state.entries if place[0] == directory.id]:
            entry = state.entry(*place)
            revision = EntryRevision(
                version=entry.version + 1,
                action=Action.PUBLISHED,
                text=entry.text,
                attachments=entry.attachments,
                commit=commit,
                row=None,
            )
            state.add_entry(place, revision)

    def hand_over(self, *, of: str, to: str, commit: Commit) -> None:
        """Give all that *of* owns to *to*, and every past private to *of*; blind, and it answers nothing."""
        state = self._desk.staged
        give_pasts(state, of=of, to=to)
        for directory in [state.directory(directory_id) for directory_id in state.directories]:
            if directory is not None and directory.owner_id == of:
                given = attrs.evolve(
                    directory,
                    owner_id=to,
                    version=directory.version + 1,
                    updated_at=commit.at,
                    updated_by=commit.by,
                )
                _add(state, given, Action.HANDED_OVER, commit)


def _add(state: State, directory: Directory, action: Action, commit: Commit) -> None:
    revision = DirectoryRevision(version=directory.version, action=action, directory=directory, commit=commit, row=None)
    state.add_directory(revision)
