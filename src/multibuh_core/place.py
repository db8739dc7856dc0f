"""A place: one directory and one organization, and the entry that stands there."""

from __future__ import annotations

import attrs

from multibuh_core.directory import Directory
from multibuh_core.entry import Entry
from multibuh_core.organization import Organization

__all__ = ["Place"]


@attrs.frozen
class Place:
    """What a change of an entry rests on, read at once; the entry is blank where nobody wrote it."""

    directory: Directory
    organization: Organization
    entry: Entry
