"""
The statements that read all of a firm, whoever may see it.

From the records, with their revisions: a record that has lost some is seen to have. Each in the order of the keys, in
which the tables are clustered, so that nothing is sorted.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Table, null, select

from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.queries import FIRM, FROM_THE_FIRST, LIMIT
from multibuh_backends.sql.rows import COMMIT, DIRECTORY_STATE, ENTRY_STATE, ORGANIZATION_STATE, REVISION, columns
from multibuh_backends.sql.schema import (
    COMMITS,
    DIRECTORIES,
    DIRECTORY_REVISIONS,
    ENTRIES,
    ENTRY_REVISIONS,
    ORGANIZATION_REVISIONS,
    ORGANIZATIONS,
)

__all__ = ["ALL_DIRECTORIES", "ALL_ENTRIES", "ALL_ORGANIZATIONS", "ANY"]

_PLACE: Final = ("organization_id", "directory_id")


def _all(records: Table, revisions: Table, keys: dict[str, str], state: tuple[str, ...]) -> Query:
    """
    Return the statement that reads all records of a kind; its parameter is the firm.

    Columns: the key and the version of the record; of each revision to whom it is private, the *state*, `REVISION`;
    of its commit `COMMIT`; the digests of both.
    """
    of_record = revisions.c.firm_id == records.c.firm_id
    for of_revision, key in keys.items():
        of_record &= revisions.c[of_revision] == records.c[key]
    private_to: ColumnElement[Any] = revisions.c.private_to if "private_to" in revisions.c else null()
    statement = (
        select(
            *columns(records, (*keys.values(), "version")),
            private_to,
            *columns(revisions, (*state, *REVISION)),
            *columns(COMMITS, COMMIT),
            revisions.c.digest,
            COMMITS.c.digest,
        )
        .select_from(records)
        .outerjoin(revisions, of_record)
        .outerjoin(COMMITS, (COMMITS.c.firm_id == revisions.c.firm_id) & (COMMITS.c.id == revisions.c.commit_id))
        .where(records.c.firm_id == FIRM)
        .order_by(*columns(records, tuple(keys.values())), revisions.c.version)
    )
    return Query(statement, ("firm",))


ALL_ORGANIZATIONS: Final = _all(
    ORGANIZATIONS, ORGANIZATION_REVISIONS, {"organization_id": "id"}, ORGANIZATION_STATE[1:]
)
ALL_DIRECTORIES: Final = _all(DIRECTORIES, DIRECTORY_REVISIONS, {"directory_id": "id"}, DIRECTORY_STATE[1:])
ALL_ENTRIES: Final = _all(ENTRIES, ENTRY_REVISIONS, dict(zip(_PLACE, _PLACE, strict=True)), ENTRY_STATE)

ANY: Final = tuple(
    Query(select(records.c.id).where(records.c.firm_id == FIRM).limit(LIMIT).offset(FROM_THE_FIRST), ("firm", "limit"))
    for records in (ORGANIZATIONS, DIRECTORIES)
)
"""Each finds some of its records; what a firm has, it has of these."""
