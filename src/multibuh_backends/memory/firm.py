"""All that memory holds of one firm."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import attrs

from multibuh_backends.memory.versions import Versions
from multibuh_core.commit import Commit
from multibuh_core.entry import Entry
from multibuh_core.names import fold
from multibuh_core.revision import Action, DirectoryRevision, EntryRevision, OrganizationRevision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multibuh_core.attachment import Attachment
    from multibuh_core.organization import Organization

__all__ = ["FirmState", "Past"]

Key = tuple[str, ...]


@attrs.frozen
class Past:
    """What was before a directory was published: private to who owned it then (L7)."""

    owner_id: str
    published_version: int
    """The directory's own version at publishing; earlier revisions of it are private."""


class Written(NamedTuple):
    """An entry as one change left it, ready for the card, and what made the change."""

    entry: Entry
    action: Action
    commit: Commit
    row: int | None

    @property
    def version(self) -> int:
        """The entry's version."""
        return self.entry.version

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The entry's attachments."""
        return self.entry.attachments

    def revision(self) -> EntryRevision:
        """Return the same as the history tells it."""
        return EntryRevision(
            version=self.entry.version,
            action=self.action,
            text=self.entry.text,
            attachments=self.entry.attachments,
            commit=self.commit,
            row=self.row,
        )


@attrs.define
class FirmState:
    """The records of one firm, every one with all it has ever been; `number` is the last commit that all may see."""

    number: int = 0
    organizations: dict[str, Versions[OrganizationRevision]] = attrs.Factory(dict)
    directories: dict[str, Versions[DirectoryRevision]] = attrs.Factory(dict)
    pasts: dict[str, Versions[Past]] = attrs.Factory(dict)
    """By directory."""
    entries: dict[str, dict[str, Versions[Written]]] = attrs.Factory(dict)
    """By organization, then by directory: as the card reads them."""
    attachments: dict[str, tuple[str, str]] = attrs.Factory(dict)
    """Where every attachment ever staged stands: (directory's id, organization's id); a revision there may name it."""
    bearers: dict[Key, set[str]] = attrs.Factory(lambda: defaultdict(set))
    """Which organizations ever bore a key; whether one bears it now is seen in its record."""


def key(value: object) -> str:
    """Return an id as a key to look up; a malformed one is a missing one, and becomes the empty text, which none is."""
    return value if isinstance(value, str) else ""


def keys_of(organization: Organization) -> Sequence[Key]:
    """Return what an organization can be looked up by."""
    keys: list[Key] = [("name", fold(organization.name))]
    if organization.inn is not None:
        keys.append(("inn", organization.inn))
    keys.extend(("external", system, value) for system, value in organization.external_ids.items())
    return keys


def published_version(history: Sequence[Written]) -> int:
    """Return the version at which an entry was published; 0 where it never was. A directory is published once."""
    return next((one.version for one in history if one.action is Action.PUBLISHED), 0)
