"""The entries, and the attachments that their revisions name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, literal_column, select

from multibuh_backends.sql.checks.histories import Revision, by_record, history_faults, past_faults
from multibuh_backends.sql.digests import digest_of
from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.queries import FIRM, parameter
from multibuh_backends.sql.rows import ENTRY_STATE, columns
from multibuh_backends.sql.schema import ATTACHMENTS, COMMITS, DIRECTORY_REVISIONS, ENTRIES, ENTRY_REVISIONS
from multibuh_backends.sql.values import attachments_out, time_in
from multibuh_core.errors import CorruptionError, shown

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Driver, Row

__all__ = ["entry_faults"]

_PLACE: Final = ("firm_id", "organization_id", "directory_id")
_CURRENT: Final = (*_PLACE, "version", "updated_at", "updated_by", *ENTRY_STATE)
_DIGESTED: Final = (*_PLACE, "version", *ENTRY_STATE, "action", "commit_id", "row")

_ALL: Final = Query(
    select(
        *columns(ENTRIES, _CURRENT),
        *columns(ENTRY_REVISIONS, (*_DIGESTED, "private_to", "digest")),
        *columns(COMMITS, ("committed_at", "committed_by")),
    )
    .outerjoin(
        ENTRY_REVISIONS,
        (ENTRY_REVISIONS.c.firm_id == ENTRIES.c.firm_id)
        & (ENTRY_REVISIONS.c.organization_id == ENTRIES.c.organization_id)
        & (ENTRY_REVISIONS.c.directory_id == ENTRIES.c.directory_id),
    )
    .outerjoin(
        COMMITS, (COMMITS.c.firm_id == ENTRY_REVISIONS.c.firm_id) & (COMMITS.c.id == ENTRY_REVISIONS.c.commit_id)
    )
    .order_by(*columns(ENTRIES, _PLACE), ENTRY_REVISIONS.c.version),
    (),
)
_PAST_OWNERS: Final = Query(
    select(DIRECTORY_REVISIONS.c.firm_id, DIRECTORY_REVISIONS.c.directory_id, DIRECTORY_REVISIONS.c.private_to).where(
        DIRECTORY_REVISIONS.c.private_to.is_not(None)
    ),
    (),
)
_INDEXED: Final = Query(
    select(
        *columns(ATTACHMENTS, ("organization_id", "directory_id", "name", "media_type", "size", "sha256")),
        *columns(ATTACHMENTS, ("added_at", "added_by", "private_to")),
    ).where(ATTACHMENTS.c.firm_id == FIRM, ATTACHMENTS.c.id == parameter("id")),
    ("firm", "id"),
)
_COUNT: Final = Query(select(func.count(literal_column("1"))).select_from(ATTACHMENTS), ())


def entry_faults(driver: Driver) -> Iterator[str]:
    """Check every entry, its history, to whom its past is private, and the index of attachments."""
    owners = {(firm, directory): owner for firm, directory, owner in driver.stream(_PAST_OWNERS)}
    named = 0
    for (firm, organization, directory), rows in by_record(driver.stream(_ALL), 3):
        name = f"Фирма {shown(firm)}, запись (организация {organization}, справочник {directory})"
        _, _, _, version, updated_at, updated_by, *state = rows[0][: len(_CURRENT)]
        revisions = [_revision(row[len(_CURRENT) :]) for row in rows if row[len(_CURRENT)] is not None]
        updated = updated_at, updated_by
        yield from history_faults(name, revisions, version=version, state=tuple(state), updated=updated)
        owner = owners.get((firm, directory))
        yield from past_faults(name, revisions, owner=owner)
        expected = _expected(organization, directory, revisions, owner)
        named += len(expected)
        for identifier, indexed in expected.items():
            if driver.rows(_INDEXED, firm, identifier) != [indexed]:
                yield f"{name}: указатель вложений не соответствует вложению {identifier}."
    if driver.rows(_COUNT) != [(named,)]:
        yield "Указатель вложений: есть вложения, которых не называет ни одна версия, или не хватает названных."


def _revision(row: Row) -> Revision:
    *fields, private_to, digest, at, by = row
    version, text, attachments, action = fields[3:7]
    return Revision(version, action, (text, attachments), digest_of(*fields) == digest, (at, by), private_to)


def _expected(organization: str, directory: str, revisions: list[Revision], owner: str | None) -> dict[str, Row]:
    """Return what the index must say of each attachment that the revisions name, by its id."""
    expected: dict[str, Row] = {}
    for revision in revisions:
        if not revision.is_whole:
            continue
        try:
            attachments = attachments_out(revision.state[1])
        except CorruptionError:
            continue
        for one in attachments:
            said = one.name, one.media_type, one.size, one.sha256, time_in(one.added_at), one.added_by
            known = expected.get(one.id)
            is_public = revision.private_to is None or (known is not None and known[-1] is None)
            expected[one.id] = (organization, directory, *said, None if is_public else owner)
    return expected
