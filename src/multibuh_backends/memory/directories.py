"""Directories in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from multibuh_backends.memory.firm import Past, key
from multibuh_core.directory import Directory
from multibuh_core.revision import Action, DirectoryRevision
from multibuh_core.visibility import sees_revision

if TYPE_CHECKING:
    from multibuh_backends.memory.unit import MemoryUnit
    from multibuh_core.commit import Commit

__all__ = ["MemoryDirectories"]


class MemoryDirectories:
    """The directories of one firm that the unit's viewer may see."""

    def __init__(self, unit: MemoryUnit) -> None:
        self._unit = unit
        self._firm = unit.firm

    def get(self, directory_id: str) -> Directory | None:
        """Return the directory, if the viewer sees it."""
        versions = self._firm.directories.get(key(directory_id))
        revision = None if versions is None else versions.at(self._unit.number)
        if revision is None or not revision.directory.is_visible_to(self._unit.viewer):
            return None
        return revision.directory

    def list(
        self, *, archived: bool | None = False, limit: int | None = None, after: tuple[int, str, str] | None = None
    ) -> tuple[Directory, ...]:
        """Return directories in order, behind *after*."""
        visible = (self.get(directory_id) for directory_id in tuple(self._firm.directories))
        keyed = sorted(
            (one.sort_key, one)
            for one in visible
            if one is not None and (archived is None or (one.archived_at is not None) is archived)
        )
        return tuple(one for place, one in keyed if after is None or place > after)[:limit]

    def history(self, directory_id: str, *, limit: int | None = None, after: int = 0) -> tuple[DirectoryRevision, ...]:
        """Return its visible revisions, oldest first."""
        if self.get(directory_id) is None:
            return ()
        past = self.past(directory_id)
        return tuple(
            revision
            for revision in self._firm.directories[directory_id].until(self._unit.number)
            if revision.version > after and self._sees(past, revision.version)
        )[:limit]

    def past(self, directory_id: str) -> Past | None:
        """Return what was before the directory was published; None where it never was."""
        versions = self._firm.pasts.get(key(directory_id))
        return None if versions is None else versions.at(self._unit.number)

    def put(self, directory: Directory, *, action: Action, commit: Commit) -> None:
        """Stage the directory and its revision."""
        revision = DirectoryRevision(
            version=directory.version, action=action, directory=directory, commit=commit, row=None
        )
        self._unit.stage(self._firm.directories, directory.id, revision)

    def publish(self, directory: Directory, *, commit: Commit) -> None:
        """Stage the directory as all will see it, and a PUBLISHED revision of each of its entries."""
        self.put(directory, action=Action.PUBLISHED, commit=commit)
        self._unit.stage(self._firm.pasts, directory.id, Past(directory.owner_id, directory.version))
        for by_directory in self._firm.entries.values():
            versions = by_directory.get(directory.id)
            present = None if versions is None else versions.at(self._unit.number)
            if present is not None:
                published = attrs.evolve(
                    present.entry, version=present.entry.version + 1, updated_at=commit.at, updated_by=commit.by
                )
                self._unit.entries.put(published, action=Action.PUBLISHED, commit=commit)

    def hand_over(self, *, of: str, to: str, commit: Commit) -> None:
        """Give all that *of* owns, and every past private to *of*, to *to*; blind to the viewer."""
        for versions in self._firm.directories.values():
            revision = versions.at(self._unit.number)
            if revision is not None and revision.directory.owner_id == of:
                given = attrs.evolve(
                    revision.directory,
                    owner_id=to,
                    updated_at=commit.at,
                    updated_by=commit.by,
                    version=revision.version + 1,
                )
                self.put(given, action=Action.HANDED_OVER, commit=commit)
        for directory_id, pasts in self._firm.pasts.items():
            past = pasts.at(self._unit.number)
            if past is not None and past.owner_id == of:
                self._unit.stage(self._firm.pasts, directory_id, attrs.evolve(past, owner_id=to))

    def _sees(self, past: Past | None, version: int) -> bool:
        is_past = past is not None and version < past.published_version
        return sees_revision(self._unit.viewer, private_to=past.owner_id if past is not None and is_past else None)
