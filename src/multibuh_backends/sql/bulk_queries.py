"""The statements about many entries."""

from __future__ import annotations

from typing import Final

from sqlalchemy import func, select, tuple_

from multibuh_backends.sql.lists import each_id, each_pair
from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.queries import FIRM, FROM_THE_FIRST, LIMIT, parameter
from multibuh_backends.sql.schema import COMMITS, DIRECTORIES, ENTRIES, ENTRY_REVISIONS
from multibuh_backends.sql.visible import sees_directory, sees_revision

__all__ = ["IMPORTED", "KEPT", "TEXTS", "VISIBLE"]

_asked = each_id("directories")
_pairs = each_pair("pairs")

VISIBLE: Final = Query(
    select(DIRECTORIES.c.id).where(
        DIRECTORIES.c.firm_id == FIRM, DIRECTORIES.c.id.in_(select(_asked.c.id)), sees_directory(DIRECTORIES)
    ),
    ("firm", "viewer", "directories"),
)
"""Which of some directories the viewer sees."""

TEXTS: Final = Query(
    select(ENTRIES.c.organization_id, ENTRIES.c.directory_id, ENTRIES.c.version, ENTRIES.c.text)
    .where(
        ENTRIES.c.firm_id == FIRM,
        tuple_(ENTRIES.c.organization_id, ENTRIES.c.directory_id)
        > tuple_(parameter("organization"), parameter("directory")),
        ENTRIES.c.directory_id.in_(select(_asked.c.id)),
    )
    .order_by(ENTRIES.c.organization_id, ENTRIES.c.directory_id)
    .limit(LIMIT)
    .offset(FROM_THE_FIRST),
    ("firm", "directories", "organization", "directory", "limit"),
)
"""The texts of some directories, of which the viewer sees all, behind a place."""

KEPT: Final = Query(
    select(ENTRIES.c.organization_id, ENTRIES.c.directory_id, ENTRIES.c.attachments).join(
        _pairs,
        (ENTRIES.c.firm_id == FIRM)
        & (ENTRIES.c.organization_id == _pairs.c.first)
        & (ENTRIES.c.directory_id == _pairs.c.second),
    ),
    ("firm", "pairs"),
)
"""The attachments of some entries, of whose directories the viewer sees all."""

_other = ENTRY_REVISIONS.alias()
_its_commit = COMMITS.alias()


IMPORTED: Final = Query(
    select(ENTRY_REVISIONS.c.organization_id, ENTRY_REVISIONS.c.directory_id, ENTRY_REVISIONS.c.text)
    .join(
        _pairs,
        (ENTRY_REVISIONS.c.firm_id == FIRM)
        & (ENTRY_REVISIONS.c.organization_id == _pairs.c.first)
        & (ENTRY_REVISIONS.c.directory_id == _pairs.c.second),
    )
    .join(DIRECTORIES, (DIRECTORIES.c.firm_id == FIRM) & (DIRECTORIES.c.id == _pairs.c.second))
    .where(
        sees_directory(DIRECTORIES),
        ENTRY_REVISIONS.c.version
        == select(func.max(_other.c.version))
        .join(_its_commit, (_its_commit.c.firm_id == _other.c.firm_id) & (_its_commit.c.id == _other.c.commit_id))
        .where(
            _other.c.firm_id == FIRM,
            _other.c.organization_id == _pairs.c.first,
            _other.c.directory_id == _pairs.c.second,
            sees_revision(_other),
            _its_commit.c.source == parameter("source"),
        )
        .scalar_subquery(),
    ),
    ("firm", "viewer", "source", "pairs"),
)
"""For each of some places the text that the last import of a source wrote there, as far as the viewer sees it."""
