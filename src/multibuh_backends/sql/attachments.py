"""The index of attachments: where each one that a revision names stands, and for whom it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import null, select, update

from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.queries import FIRM, insertion, parameter
from multibuh_backends.sql.rows import columns
from multibuh_backends.sql.schema import ATTACHMENTS, DIRECTORIES
from multibuh_backends.sql.values import time_in
from multibuh_backends.sql.visible import sees_directory, sees_revision

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Row
    from multibuh_backends.sql.staging import Staging
    from multibuh_core.attachment import Attachment

__all__ = ["ADD", "FIND", "attachment_row", "name_attachments"]

_STATE: Final = ("id", "name", "media_type", "size", "sha256", "added_at", "added_by")
_ID = parameter("id")

FIND: Final = Query(
    select(ATTACHMENTS.c.directory_id, ATTACHMENTS.c.organization_id, *columns(ATTACHMENTS, _STATE))
    .join(
        DIRECTORIES,
        (DIRECTORIES.c.firm_id == ATTACHMENTS.c.firm_id) & (DIRECTORIES.c.id == ATTACHMENTS.c.directory_id),
    )
    .where(
        ATTACHMENTS.c.firm_id == FIRM,
        ATTACHMENTS.c.id == _ID,
        sees_directory(DIRECTORIES),
        sees_revision(ATTACHMENTS),
    ),
    ("firm", "viewer", "id"),
)
"""One attachment that a visible revision names, and where it stands."""

_PRIVATE_TO: Final = Query(
    select(ATTACHMENTS.c.private_to).where(ATTACHMENTS.c.firm_id == FIRM, ATTACHMENTS.c.id == _ID), ("firm", "id")
)
_SHOW: Final = Query(
    update(ATTACHMENTS).values(private_to=null()).where(ATTACHMENTS.c.firm_id == FIRM, ATTACHMENTS.c.id == _ID),
    ("firm", "id"),
)
ADD: Final = insertion(ATTACHMENTS)


def name_attachments(
    unit: Staging, organization_id: str, directory_id: str, attachments: tuple[Attachment, ...]
) -> None:
    """Take note that a new revision names *attachments*: whoever sees the directory sees them."""
    for one in attachments:
        known = unit.driver.row(_PRIVATE_TO, unit.firm, one.id)
        if known is None:
            unit.driver.change(ADD, *attachment_row(unit.firm, organization_id, directory_id, one))
        elif known[0] is not None:
            unit.driver.change(_SHOW, unit.firm, one.id)


def attachment_row(
    firm: str, organization_id: str, directory_id: str, one: Attachment, *, private_to: str | None = None
) -> Row:
    """Return the row of an attachment; one that is new exists for whoever sees the directory."""
    state = one.name, one.media_type, one.size, one.sha256, time_in(one.added_at), one.added_by
    return firm, one.id, organization_id, directory_id, *state, private_to
