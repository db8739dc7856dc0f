"""The repositories of a unit that may have to be gone through again: each change says what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from multibuh_backends.memory.directories import MemoryDirectories
from multibuh_backends.memory.entries import MemoryEntries
from multibuh_backends.memory.organizations import MemoryOrganizations
from multibuh_core.errors import MovedError

if TYPE_CHECKING:
    from multibuh_backends.files.unit import FileUnit
    from multibuh_core.commit import Commit
    from multibuh_core.directory import Directory
    from multibuh_core.entry import Entry
    from multibuh_core.organization import Organization
    from multibuh_core.ports import NewText
    from multibuh_core.revision import Action

__all__ = ["FileDirectories", "FileEntries", "FileOrganizations"]


def _require(is_so: object) -> None:
    if not is_so:
        raise MovedError


class FileOrganizations(MemoryOrganizations):
    """The firm's organizations."""

    _unit: FileUnit

    def put(self, organization: Organization, *, action: Action, commit: Commit, row: int | None = None) -> None:
        """Stage the organization as the next version of itself, if no other bears its keys."""

        def requires() -> None:
            present = self.get(organization.id)
            _require((0 if present is None else present.version) == organization.version - 1)
            _require(self.rival(organization) is None)

        self._unit.perform(requires, partial(super().put, organization, action=action, commit=commit, row=row))

    def put_many(self, organizations: Iterable[tuple[Organization, Action, int | None]], *, commit: Commit) -> None:
        """Stage many."""
        many = list(organizations)

        def requires() -> None:
            for organization, _, _ in many:
                present = self.get(organization.id)
                _require((0 if present is None else present.version) == organization.version - 1)

        self._unit.perform(requires, partial(super().put_many, many, commit=commit))


class FileDirectories(MemoryDirectories):
    """The directories that the viewer may see."""

    _unit: FileUnit

    def put(self, directory: Directory, *, action: Action, commit: Commit) -> None:
        """Stage the directory as the next version of itself."""
        requires = partial(self._require_unmoved, directory)
        self._unit.perform(requires, partial(super().put, directory, action=action, commit=commit))

    def publish(self, directory: Directory, *, commit: Commit) -> None:
        """Stage the directory and its entries, those too that came into it meanwhile."""
        requires = partial(self._require_unmoved, directory)
        self._unit.perform(requires, partial(super().publish, directory, commit=commit), is_whole=True)

    def hand_over(self, *, of: str, to: str, commit: Commit) -> None:
        """Give all that *of* owns by now to *to*: whatever has moved is moved with it."""
        self._unit.perform(_nothing, partial(super().hand_over, of=of, to=to, commit=commit), is_whole=True)

    def _require_unmoved(self, directory: Directory) -> None:
        present = self.get(directory.id)
        _require((0 if present is None else present.version) == directory.version - 1)


class FileEntries(MemoryEntries):
    """The entries in them."""

    _unit: FileUnit

    def put(self, entry: Entry, *, action: Action, commit: Commit, row: int | None = None) -> None:
        """Stage the entry as the next version of itself, in a directory and for an organization that are live."""

        def requires() -> None:
            self._require_live(entry.directory_id, entry.organization_id)
            _require(self._entry(entry.directory_id, entry.organization_id).version == entry.version - 1)

        self._unit.perform(requires, partial(super().put, entry, action=action, commit=commit, row=row))

    def write_many(self, texts: Iterable[NewText], *, commit: Commit) -> None:
        """Stage many texts, each over its version."""
        many = list(texts)

        def requires() -> None:
            for text in many:
                self._require_live(text.directory_id, text.organization_id)

        self._unit.perform(requires, partial(super().write_many, many, commit=commit))

    def _require_live(self, directory_id: str, organization_id: str) -> None:
        place: list[Any] = [self._unit.directories.get(directory_id), self._unit.organizations.get(organization_id)]
        _require(all(one is not None and one.archived_at is None for one in place))


def _nothing() -> None:
    """Rest on nothing."""
