"""The statements about directories."""

from __future__ import annotations

from functools import cache
from typing import Final

from sqlalchemy import select, tuple_, union, update

from multibuh_backends.sql.lists import each_id
from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.queries import FIRM, FROM_THE_FIRST, LIMIT, insertion, parameter, replacement
from multibuh_backends.sql.rows import COMMIT, DIRECTORY, DIRECTORY_STATE, REVISION, columns
from multibuh_backends.sql.schema import (
    ATTACHMENTS,
    COMMITS,
    DIRECTORIES,
    DIRECTORY_REVISIONS,
    ENTRIES,
    ENTRY_REVISIONS,
    ORGANIZATIONS,
)
from multibuh_backends.sql.visible import sees_directory, sees_revision

__all__ = [
    "ADD",
    "ADD_REVISION",
    "AFFECTED",
    "CHANGE",
    "ENTRIES_OF",
    "GET",
    "HIDE_ATTACHMENTS",
    "HIDE_DIRECTORY_REVISIONS",
    "HIDE_ENTRY_REVISIONS",
    "HISTORY",
    "OWNED",
    "PASS_ON",
    "TAKE",
    "listing",
]

_OF_FIRM = select(*columns(DIRECTORIES, DIRECTORY)).where(DIRECTORIES.c.firm_id == FIRM)
_VISIBLE = _OF_FIRM.where(sees_directory(DIRECTORIES))
_DIRECTORY_ID = parameter("directory")

GET: Final = Query(_VISIBLE.where(DIRECTORIES.c.id == _DIRECTORY_ID), ("firm", "viewer", "directory"))

HISTORY: Final = Query(
    select(*columns(DIRECTORY_REVISIONS, DIRECTORY_STATE + REVISION), *columns(COMMITS, COMMIT))
    .join(
        DIRECTORIES,
        (DIRECTORIES.c.firm_id == DIRECTORY_REVISIONS.c.firm_id)
        & (DIRECTORIES.c.id == DIRECTORY_REVISIONS.c.directory_id),
    )
    .join(
        COMMITS,
        (COMMITS.c.firm_id == DIRECTORY_REVISIONS.c.firm_id) & (COMMITS.c.id == DIRECTORY_REVISIONS.c.commit_id),
    )
    .where(
        DIRECTORY_REVISIONS.c.firm_id == FIRM,
        DIRECTORY_REVISIONS.c.directory_id == _DIRECTORY_ID,
        DIRECTORY_REVISIONS.c.version > parameter("after"),
        sees_directory(DIRECTORIES),
        sees_revision(DIRECTORY_REVISIONS),
    )
    .order_by(DIRECTORY_REVISIONS.c.version)
    .limit(LIMIT)
    .offset(FROM_THE_FIRST),
    ("firm", "viewer", "directory", "after", "limit"),
)

ADD: Final = insertion(DIRECTORIES)
ADD_REVISION: Final = insertion(DIRECTORY_REVISIONS)
CHANGE: Final = replacement(
    DIRECTORIES,
    *("name", "folded", "description", "visibility", "owner_id", "show_in_card", "position"),
    *("archived_at", "updated_at", "updated_by", "version"),
)

TAKE: Final = Query(
    select(DIRECTORIES.c.id)
    .where(DIRECTORIES.c.firm_id == FIRM, DIRECTORIES.c.id == parameter("id"))
    .with_for_update(),
    ("firm", "id"),
)
"""Locks one, so that nobody writes its entries beside; where units that write follow one another it is not asked."""

# What `publish` and `hand_over` move. They are blind: whoever calls them has been allowed to.

_OWNER = parameter("owner")
_affected = select(each_id("directories").c.id)

AFFECTED: Final = Query(
    union(
        select(DIRECTORIES.c.id).where(DIRECTORIES.c.firm_id == FIRM, DIRECTORIES.c.owner_id == _OWNER),
        *(
            select(revisions.c.directory_id).where(revisions.c.firm_id == FIRM, revisions.c.private_to == _OWNER)
            for revisions in (DIRECTORY_REVISIONS, ENTRY_REVISIONS)
        ),
    ),
    ("firm", "owner"),
)
"""The ids of all directories that an owner has or has had a private past in, whoever asks."""

OWNED: Final = Query(
    _OF_FIRM.where(DIRECTORIES.c.owner_id == _OWNER, DIRECTORIES.c.id.in_(_affected))
    .order_by(DIRECTORIES.c.id)
    .with_for_update(),
    ("firm", "owner", "directories"),
)
"""Those of some directories that are an owner's; locked, in one order, so that two who do it do not cross."""

HIDE_DIRECTORY_REVISIONS: Final = Query(
    update(DIRECTORY_REVISIONS)
    .values(private_to=parameter("owner"))
    .where(
        DIRECTORY_REVISIONS.c.firm_id == FIRM,
        DIRECTORY_REVISIONS.c.directory_id == _DIRECTORY_ID,
        DIRECTORY_REVISIONS.c.private_to.is_(None),
    ),
    ("owner", "firm", "directory"),
)

# By organization, for the key begins with it: one descent an organization, not a reading of all revisions.
HIDE_ENTRY_REVISIONS: Final = Query(
    update(ENTRY_REVISIONS)
    .values(private_to=parameter("owner"))
    .where(
        ENTRY_REVISIONS.c.firm_id == FIRM,
        ENTRY_REVISIONS.c.organization_id.in_(select(ORGANIZATIONS.c.id).where(ORGANIZATIONS.c.firm_id == FIRM)),
        ENTRY_REVISIONS.c.directory_id == _DIRECTORY_ID,
        ENTRY_REVISIONS.c.private_to.is_(None),
    ),
    ("owner", "firm", "directory"),
)

HIDE_ATTACHMENTS: Final = Query(
    update(ATTACHMENTS)
    .values(private_to=parameter("owner"))
    .where(
        ATTACHMENTS.c.firm_id == FIRM,
        ATTACHMENTS.c.directory_id == _DIRECTORY_ID,
        ATTACHMENTS.c.private_to.is_(None),
    ),
    ("owner", "firm", "directory"),
)

PASS_ON: Final = tuple(
    Query(
        update(table)
        .values(private_to=parameter("to"))
        .where(table.c.firm_id == FIRM, table.c.private_to == _OWNER, table.c.directory_id.in_(_affected)),
        ("to", "firm", "owner", "directories"),
    )
    for table in (DIRECTORY_REVISIONS, ENTRY_REVISIONS, ATTACHMENTS)
)
"""What makes every past of some directories that is private to an owner private to another."""

ENTRIES_OF: Final = Query(
    select(*(ENTRIES.c[name] for name in ("organization_id", "version", "text", "attachments")))
    .where(
        ENTRIES.c.firm_id == FIRM,
        ENTRIES.c.organization_id.in_(
            select(ORGANIZATIONS.c.id).where(ORGANIZATIONS.c.firm_id == FIRM, ORGANIZATIONS.c.id > parameter("after"))
        ),
        ENTRIES.c.directory_id == _DIRECTORY_ID,
    )
    .order_by(ENTRIES.c.organization_id)
    .limit(LIMIT)
    .offset(FROM_THE_FIRST),
    ("firm", "directory", "after", "limit"),
)
"""The entries of a directory, whoever asks, by organization, behind one."""


@cache
def listing(*, archived: bool | None) -> Query:
    """Return the list behind a key; parameters: firm, viewer, the key (position, folded name, id), limit."""
    behind = tuple_(DIRECTORIES.c.position, DIRECTORIES.c.folded, DIRECTORIES.c.id) > tuple_(
        parameter("position"), parameter("folded"), parameter("id")
    )
    statement = (
        _VISIBLE.where(behind)
        .order_by(DIRECTORIES.c.position, DIRECTORIES.c.folded, DIRECTORIES.c.id)
        .limit(LIMIT)
        .offset(FROM_THE_FIRST)
    )
    if archived is not None:
        wanted = DIRECTORIES.c.archived_at.is_not(None) if archived else DIRECTORIES.c.archived_at.is_(None)
        statement = statement.where(wanted)
    return Query(statement, ("firm", "viewer", "position", "folded", "id", "limit"))
