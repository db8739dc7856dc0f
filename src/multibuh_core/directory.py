"""A directory: a free-named collection of entries."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from multibuh_core.names import fold
from multibuh_core.visibility import Visibility, sees_directory

if TYPE_CHECKING:
    from multibuh_core.actor import Viewer

__all__ = ["Directory"]


@attrs.frozen(kw_only=True)
class Directory:
    """A free-named collection of entries, at most one per organization."""

    id: str
    name: str
    """Tidied; up to 255 characters. Two directories may bear one name, else a name would betray a hidden one."""
    description: str
    visibility: Visibility
    owner_id: str
    """Whose it is; a directory is never without an owner (L6)."""
    show_in_card: bool
    position: int
    """Its place in the card, from -2**31 to 2**31 - 1; smaller stands higher."""
    archived_at: datetime | None
    updated_at: datetime
    updated_by: str
    version: int
    """From 1; counts this record's own changes."""

    @cached_property
    def sort_key(self) -> tuple[int, str, str]:
        """The order of directories, in lists and in the card: (position, folded name, id)."""
        return self.position, fold(self.name), self.id

    def is_visible_to(self, viewer: Viewer) -> bool:
        """Tell whether the directory exists for *viewer* (L1)."""
        return sees_directory(viewer, visibility=self.visibility, owner_id=self.owner_id)
