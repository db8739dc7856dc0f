"""The statements about entries, one at a time."""

from __future__ import annotations

from functools import cache
from typing import Final

from sqlalchemy import select, tuple_

from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.queries import FIRM, FROM_THE_FIRST, LIMIT, insertion, parameter, replacement
from multibuh_backends.sql.rows import COMMIT, DIRECTORY, ENTRY, ENTRY_STATE, ORGANIZATION, REVISION, columns
from multibuh_backends.sql.schema import COMMITS, DIRECTORIES, ENTRIES, ENTRY_REVISIONS, ORGANIZATIONS
from multibuh_backends.sql.visible import sees_directory, sees_revision

__all__ = ["ADD", "ADD_REVISION", "CHANGE", "HISTORY", "PLACE", "REVISION_AT", "listing"]

_ORGANIZATION_ID = parameter("organization")
_DIRECTORY_ID = parameter("directory")

PLACE: Final = Query(
    select(*columns(DIRECTORIES, DIRECTORY), *columns(ORGANIZATIONS, ORGANIZATION), *columns(ENTRIES, ENTRY))
    .select_from(
        DIRECTORIES.outerjoin(
            ORGANIZATIONS,
            (ORGANIZATIONS.c.firm_id == DIRECTORIES.c.firm_id) & (ORGANIZATIONS.c.id == _ORGANIZATION_ID),
        ).outerjoin(
            ENTRIES,
            (ENTRIES.c.firm_id == ORGANIZATIONS.c.firm_id)
            & (ENTRIES.c.organization_id == ORGANIZATIONS.c.id)
            & (ENTRIES.c.directory_id == DIRECTORIES.c.id),
        )
    )
    .where(DIRECTORIES.c.firm_id == FIRM, DIRECTORIES.c.id == _DIRECTORY_ID, sees_directory(DIRECTORIES)),
    ("firm", "viewer", "directory", "organization"),
)
"""The directory, the organization and the entry between them; no row without the first, nulls without the others."""

_REVISIONS = (
    select(*columns(ENTRY_REVISIONS, ENTRY_STATE + REVISION), *columns(COMMITS, COMMIT))
    .join(
        DIRECTORIES,
        (DIRECTORIES.c.firm_id == ENTRY_REVISIONS.c.firm_id) & (DIRECTORIES.c.id == ENTRY_REVISIONS.c.directory_id),
    )
    .join(COMMITS, (COMMITS.c.firm_id == ENTRY_REVISIONS.c.firm_id) & (COMMITS.c.id == ENTRY_REVISIONS.c.commit_id))
    .where(
        ENTRY_REVISIONS.c.firm_id == FIRM,
        ENTRY_REVISIONS.c.organization_id == _ORGANIZATION_ID,
        ENTRY_REVISIONS.c.directory_id == _DIRECTORY_ID,
        sees_directory(DIRECTORIES),
        sees_revision(ENTRY_REVISIONS),
    )
)

REVISION_AT: Final = Query(
    _REVISIONS.where(ENTRY_REVISIONS.c.version == parameter("version")),
    ("firm", "viewer", "directory", "organization", "version"),
)

HISTORY: Final = Query(
    _REVISIONS.where(ENTRY_REVISIONS.c.version > parameter("after"))
    .order_by(ENTRY_REVISIONS.c.version)
    .limit(LIMIT)
    .offset(FROM_THE_FIRST),
    ("firm", "viewer", "directory", "organization", "after", "limit"),
)

ADD: Final = insertion(ENTRIES)
ADD_REVISION: Final = insertion(ENTRY_REVISIONS)
CHANGE: Final = replacement(ENTRIES, "text", "attachments", "updated_at", "updated_by", "version")


@cache
def listing(*, of_organization: bool, of_directory: bool) -> Query:
    """
    Return the list behind a key, by organization, then by directory.

    Parameters: firm, viewer, the key (folded name and id of an organization; position, folded name and id of a
    directory), limit; then the organization's id and the directory's, as far as they are asked for.
    """
    organization = ORGANIZATIONS.c.folded, ORGANIZATIONS.c.id
    directory = DIRECTORIES.c.position, DIRECTORIES.c.folded, DIRECTORIES.c.id
    after_organization = parameter("organization_folded"), parameter("organization_id")
    after_directory = parameter("position"), parameter("directory_folded"), parameter("directory_id")
    statement = (
        select(*columns(ENTRIES, ENTRY))
        .join(
            ORGANIZATIONS,
            (ORGANIZATIONS.c.firm_id == ENTRIES.c.firm_id) & (ORGANIZATIONS.c.id == ENTRIES.c.organization_id),
        )
        .join(
            DIRECTORIES,
            (DIRECTORIES.c.firm_id == ENTRIES.c.firm_id) & (DIRECTORIES.c.id == ENTRIES.c.directory_id),
        )
        .where(
            ORGANIZATIONS.c.firm_id == FIRM,
            ORGANIZATIONS.c.archived_at.is_(None),
            DIRECTORIES.c.firm_id == FIRM,
            DIRECTORIES.c.archived_at.is_(None),
            sees_directory(DIRECTORIES),
            tuple_(*organization) >= tuple_(*after_organization),  # implied by the next; this one an index can serve
            tuple_(*organization, *directory) > tuple_(*after_organization, *after_directory),
        )
        .order_by(*organization, *directory)
        .limit(LIMIT)
        .offset(FROM_THE_FIRST)
    )
    names = ["firm", "viewer", *(key.key for key in (*after_organization, *after_directory)), "limit"]
    if of_organization:
        statement = statement.where(ORGANIZATIONS.c.id == _ORGANIZATION_ID)
        names.append("organization")
    if of_directory:
        statement = statement.where(ENTRIES.c.directory_id == _DIRECTORY_ID, DIRECTORIES.c.id == _DIRECTORY_ID)
        names.append("directory")
    return Query(statement, tuple(names))
