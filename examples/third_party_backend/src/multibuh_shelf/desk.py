"""What the repositories of one unit share: for whom it is, and the state as the unit sees it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from multibuh_core.actor import Viewer
from multibuh_core.directory import Directory
from multibuh_core.errors import UnsupportedOperationError
from multibuh_core.revision import DirectoryRevision, EntryRevision
from multibuh_core.visibility import sees_revision
from multibuh_shelf.kept import Kept, Revision
from multibuh_shelf.state import State, key

__all__ = ["Desk"]


@attrs.define
class Desk:
    """
    The state and its viewer: the one place where the rule of visibility is applied (L1, L7).

    The core states the rule, `sees_directory` and `sees_revision`; what it hides is not there.
    """

    viewer: Viewer
    _state: State | None
    _writes: bool = False

    @property
    def state(self) -> State:
        """The state, to be read; a unit that is over has none."""
        if self._state is None:
            message = "Эта единица работы завершена: начните новую."
            raise UnsupportedOperationError(message)
        return self._state

    @property
    def staged(self) -> State:
        """The state, to be changed."""
        if not self._writes:
            message = "Эта единица работы только читает: начните её с writes=True."
            raise UnsupportedOperationError(message)
        return self.state

    def put_back(self, state: State) -> None:
        """Let the unit see an earlier state again."""
        self._state = state

    def close(self) -> None:
        """End the unit."""
        self._state = None

    def directory(self, directory_id: str) -> Directory | None:
        """Return the directory if the viewer sees it; a malformed id is a missing one."""
        found = self.state.directory(directory_id)
        return found if found is not None and found.is_visible_to(self.viewer) else None

    def directories(self) -> Iterator[Directory]:
        """Give all directories that the viewer sees, in any order."""
        for directory_id in self.state.directories:
            found = self.directory(directory_id)
            if found is not None:
                yield found

    def directory_history(self, directory_id: str) -> tuple[DirectoryRevision, ...]:
        """Return the revisions of a directory that the viewer sees."""
        if self.directory(directory_id) is None:
            return ()
        return self._visible(self.state.directories[directory_id])

    def entry_history(self, directory_id: str, organization_id: str) -> tuple[EntryRevision, ...]:
        """Return the revisions of an entry that the viewer sees."""
        if self.directory(directory_id) is None:
            return ()
        return self._visible(self.state.entries.get((key(directory_id), key(organization_id)), ()))

    def _visible(self, revisions: tuple[Kept[Revision], ...]) -> tuple[Revision, ...]:
        return tuple(one.revision for one in revisions if sees_revision(self.viewer, private_to=one.private_to))
