"""The directories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from multibuh_backends.sql.checks.histories import Revision, by_record, history_faults, past_faults
from multibuh_backends.sql.digests import digest_of
from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.rows import DIRECTORY_STATE, columns
from multibuh_backends.sql.schema import COMMITS, DIRECTORIES, DIRECTORY_REVISIONS
from multibuh_core.errors import shown
from multibuh_core.names import fold

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Driver, Row

__all__ = ["directory_faults"]

_STATE: Final = DIRECTORY_STATE[1:]
_CURRENT: Final = ("firm_id", "id", "folded", "version", "updated_at", "updated_by", *_STATE)
_DIGESTED: Final = ("firm_id", "directory_id", "version", *_STATE, "action", "commit_id", "row")

_ALL: Final = Query(
    select(
        *columns(DIRECTORIES, _CURRENT),
        *columns(DIRECTORY_REVISIONS, (*_DIGESTED, "private_to", "digest")),
        *columns(COMMITS, ("committed_at", "committed_by")),
    )
    .outerjoin(
        DIRECTORY_REVISIONS,
        (DIRECTORY_REVISIONS.c.firm_id == DIRECTORIES.c.firm_id)
        & (DIRECTORY_REVISIONS.c.directory_id == DIRECTORIES.c.id),
    )
    .outerjoin(
        COMMITS,
        (COMMITS.c.firm_id == DIRECTORY_REVISIONS.c.firm_id) & (COMMITS.c.id == DIRECTORY_REVISIONS.c.commit_id),
    )
    .order_by(DIRECTORIES.c.firm_id, DIRECTORIES.c.id, DIRECTORY_REVISIONS.c.version),
    (),
)


def directory_faults(driver: Driver) -> Iterator[str]:
    """Check every directory, its history, and to whom its past is private."""
    for (firm, identifier), rows in by_record(driver.stream(_ALL), 2):
        name = f"Фирма {shown(firm)}, справочник {identifier}"
        current = dict(zip(_CURRENT, rows[0], strict=False))
        revisions = [_revision(row[len(_CURRENT) :]) for row in rows if row[len(_CURRENT)] is not None]
        yield from history_faults(
            name,
            revisions,
            version=current["version"],
            state=tuple(current[column] for column in _STATE),
            updated=(current["updated_at"], current["updated_by"]),
        )
        yield from past_faults(name, revisions, owner=revisions[0].private_to if revisions else None)
        if fold(current["name"]) != current["folded"]:
            yield f"{name}: ключ порядка не соответствует названию."


def _revision(row: Row) -> Revision:
    *fields, private_to, digest, at, by = row
    action = fields[_DIGESTED.index("action")]
    state = tuple(fields[3 : 3 + len(_STATE)])
    return Revision(fields[2], action, state, digest_of(*fields) == digest, (at, by), private_to)
