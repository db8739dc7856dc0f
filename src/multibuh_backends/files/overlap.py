"""What a unit touches, and whether others have touched the same: where they have not, nothing is gone through again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import attrs

from multibuh_backends.files.logged import Logged
from multibuh_backends.memory.firm import Past, keys_of
from multibuh_core.revision import DirectoryRevision, OrganizationRevision

if TYPE_CHECKING:
    from multibuh_backends.files.rows import Change

__all__ = ["Touched"]


@attrs.frozen
class Touched:
    """The records that some changes have changed, and the keys that their organizations bear."""

    organizations: set[str] = attrs.field(factory=set)
    directories: set[str] = attrs.field(factory=set)
    entries: set[tuple[str, str]] = attrs.field(factory=set)
    """By organization and directory."""
    keys: set[Any] = attrs.field(factory=set)

    @classmethod
    def by(cls, changes: Iterable[Change]) -> Touched:
        """Return what changes touch."""
        touched = cls()
        for directory_id, value in changes:
            if isinstance(value, OrganizationRevision):
                touched.organizations.add(value.organization.id)
                touched.keys.update(keys_of(value.organization))
            elif isinstance(value, DirectoryRevision):
                touched.directories.add(value.directory.id)
            elif isinstance(value, Past):
                touched.directories.add(directory_id)
            else:
                place = value if isinstance(value, Logged) else value.entry  # the text of the former may be in the log
                touched.entries.add((place.organization_id, place.directory_id))
        return touched

    def rests_upon(self, other: Touched) -> bool:
        """
        Return whether changes that touch this rest upon a record that *other* touches.

        An entry rests upon its organization and its directory; an organization upon its keys being its own.
        """
        return not (
            self.organizations.isdisjoint(other.organizations)
            and self.directories.isdisjoint(other.directories)
            and self.entries.isdisjoint(other.entries)
            and self.keys.isdisjoint(other.keys)
            and all(organization not in other.organizations for organization, _ in self.entries)
            and all(directory not in other.directories for _, directory in self.entries)
        )
