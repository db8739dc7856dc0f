"""What an entry rests on: a directory that its writer sees, and an organization, neither of them archived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Select, Table, select

from multibuh_backends.sql.lists import each_id, json_list
from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.queries import FIRM, parameter
from multibuh_backends.sql.schema import DIRECTORIES, ORGANIZATIONS
from multibuh_backends.sql.visible import sees_directory
from multibuh_core.errors import MovedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multibuh_backends.sql.driver import Driver

__all__ = ["PLACE", "require_live"]

PLACE: Final = Query(
    select(DIRECTORIES.c.id)
    .join(ORGANIZATIONS, ORGANIZATIONS.c.firm_id == DIRECTORIES.c.firm_id)
    .where(
        DIRECTORIES.c.firm_id == FIRM,
        DIRECTORIES.c.id == parameter("directory"),
        DIRECTORIES.c.archived_at.is_(None),
        sees_directory(DIRECTORIES),
        ORGANIZATIONS.c.id == parameter("organization"),
        ORGANIZATIONS.c.archived_at.is_(None),
    )
    .with_for_update(read=True, key_share=True),
    ("firm", "viewer", "organization", "directory"),
)
"""
One place. The locks of a foreign key: whoever renames either of them is in nobody's way, and only what takes the record
by FOR UPDATE (archiving, publishing, giving away) waits, or is met.
"""
_asked = select(each_id("ids").c.id)


def _live(records: Table) -> Select[tuple[str]]:
    """Return what locks many of *records*: in one order, so that two who do it do not wait for each other."""
    is_asked = records.c.firm_id == FIRM, records.c.id.in_(_asked), records.c.archived_at.is_(None)
    locked = select(records.c.id).where(*is_asked).order_by(records.c.id)
    return locked.with_for_update(read=True, key_share=True, of=records)


_DIRECTORIES: Final = Query(_live(DIRECTORIES).where(sees_directory(DIRECTORIES)), ("firm", "viewer", "ids"))
_ORGANIZATIONS: Final = Query(_live(ORGANIZATIONS), ("firm", "ids"))


def require_live(
    driver: Driver, firm: str, viewer: str, organization_ids: Sequence[str], directory_ids: Sequence[str]
) -> None:
    """
    Lock these until the transaction ends, against being archived or given away.

    Raises:
        MovedError: If one is archived, or a directory is not the viewer's to see.
    """
    live_directories = driver.rows(_DIRECTORIES, firm, viewer, json_list(directory_ids))
    live_organizations = driver.rows(_ORGANIZATIONS, firm, json_list(organization_ids))
    if (len(live_directories), len(live_organizations)) != (len(directory_ids), len(organization_ids)):
        raise MovedError
