"""The directories of one firm in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from multibuh_backends.sql import directory_queries as queries
from multibuh_backends.sql.directory_rows import current_row, revision_row, row_of_change
from multibuh_backends.sql.lists import json_list
from multibuh_backends.sql.publishing import publish_entries
from multibuh_backends.sql.queries import NO_LIMIT, bounded, count
from multibuh_backends.sql.rows import directory_of, directory_revision_of
from multibuh_backends.sql.values import key
from multibuh_core.revision import Action

if TYPE_CHECKING:
    from multibuh_backends.sql.staging import Staging
    from multibuh_core.commit import Commit
    from multibuh_core.directory import Directory
    from multibuh_core.revision import DirectoryRevision

__all__ = ["SqlDirectories"]

_DECISIVE: Final = frozenset({Action.ARCHIVED, Action.UNARCHIVED, Action.TRANSFERRED})
"""What the entries of a directory rest on not being done; publishing and handing over take it first."""
_BEFORE_ALL = (-NO_LIMIT, "", "")


class SqlDirectories:
    """The directories of one firm that the unit's viewer may see."""

    __slots__ = ("_unit",)

    def __init__(self, unit: Staging) -> None:
        self._unit = unit

    def get(self, directory_id: str) -> Directory | None:
        """Return the directory, if the viewer sees it."""
        unit = self._unit
        row = unit.driver.row(queries.GET, unit.firm, unit.viewer, key(directory_id))
        return None if row is None else directory_of(row)

    def list(
        self, *, archived: bool | None = False, limit: int | None = None, after: tuple[int, str, str] | None = None
    ) -> tuple[Directory, ...]:
        """Return directories in order, behind *after*."""
        unit = self._unit
        position, folded, last = _BEFORE_ALL if after is None else after
        behind = bounded(position), key(folded), key(last)
        rows = unit.driver.rows(queries.listing(archived=archived), unit.firm, unit.viewer, *behind, count(limit))
        return tuple(map(directory_of, rows))

    def history(self, directory_id: str, *, limit: int | None = None, after: int = 0) -> tuple[DirectoryRevision, ...]:
        """Return its visible revisions, oldest first."""
        unit = self._unit
        asked = key(directory_id), bounded(after), count(limit)
        rows = unit.driver.rows(queries.HISTORY, unit.firm, unit.viewer, *asked)
        return tuple(map(directory_revision_of, rows))

    def put(self, directory: Directory, *, action: Action, commit: Commit) -> None:
        """Stage the directory and its revision."""
        unit = self._unit
        unit.record(commit)
        if action in _DECISIVE:
            unit.guard.decide(queries.TAKE, directory.id)
        if directory.version == 1:
            unit.driver.change(queries.ADD, *current_row(unit.firm, directory))
        else:
            unit.driver.change_one(queries.CHANGE, *row_of_change(unit.firm, directory))
        unit.driver.change(queries.ADD_REVISION, *revision_row(unit.firm, directory, action, commit.id))

    def publish(self, directory: Directory, *, commit: Commit) -> None:
        """Stage the directory as all will see it; what was before becomes its owner's alone."""
        self._unit.record(commit)
        self._unit.guard.sweep(lambda: self._publish(directory, commit))

    def hand_over(self, *, of: str, to: str, commit: Commit) -> None:
        """Give all that *of* owns, and every past private to *of*, to *to*; blind to the viewer."""
        self._unit.record(commit)
        self._unit.guard.sweep(lambda: self._hand_over(of, to, commit), is_blind=True)

    def _publish(self, directory: Directory, commit: Commit) -> None:
        unit = self._unit
        unit.guard.decide(queries.TAKE, directory.id)
        past = directory.owner_id, unit.firm, directory.id
        unit.driver.change(queries.HIDE_DIRECTORY_REVISIONS, *past)
        unit.driver.change(queries.HIDE_ENTRY_REVISIONS, *past)
        unit.driver.change(queries.HIDE_ATTACHMENTS, *past)
        self.put(directory, action=Action.PUBLISHED, commit=commit)
        publish_entries(unit, directory.id, commit=commit)

    def _hand_over(self, of: str, to: str, commit: Commit) -> None:
        """Give what one statement finds, and nothing that comes later: that comes later as a whole."""
        unit = self._unit
        affected = json_list(row[0] for row in unit.driver.rows(queries.AFFECTED, unit.firm, of))
        for row in unit.driver.rows(queries.OWNED, unit.firm, of, affected):
            directory = directory_of(row)
            given = attrs.evolve(
                directory,
                owner_id=to,
                updated_at=commit.at,
                updated_by=commit.by,
                version=directory.version + 1,
            )
            self.put(given, action=Action.HANDED_OVER, commit=commit)
        for query in queries.PASS_ON:
            unit.driver.change(query, to, unit.firm, of, affected)
