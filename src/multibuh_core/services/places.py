"""A change of an entry: what it rests on, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multibuh_core.entry import Entry
from multibuh_core.policy import Permission
from multibuh_core.services.rules import require_live
from multibuh_core.visibility import Visibility

if TYPE_CHECKING:
    from multibuh_core.attachment import Attachment
    from multibuh_core.commit import Commit
    from multibuh_core.place import Place
    from multibuh_core.services.session import Session

__all__ = ["next_state", "require_writable"]


def require_writable(session: Session, place: Place) -> None:
    """
    Check that the actor may write here, and that nothing here is archived.

    Raises:
        NotAllowedError: If the policy says no; it is not asked inside a personal directory.
        ConflictError: If the directory or the organization is archived.
    """
    if place.directory.visibility is Visibility.COLLECTIVE:
        session.require(Permission.WRITE_ENTRIES, directory=place.directory, organization=place.organization)
    require_live(place.directory, place.organization)


def next_state(
    entry: Entry, commit: Commit, *, text: str | None = None, attachments: tuple[Attachment, ...] | None = None
) -> Entry:
    """Return the entry as *commit* writes it; what is not given stays."""
    return Entry(
        directory_id=entry.directory_id,
        organization_id=entry.organization_id,
        text=entry.text if text is None else text,
        attachments=entry.attachments if attachments is None else attachments,
        version=entry.version + 1,
        updated_at=commit.at,
        updated_by=commit.by,
    )
