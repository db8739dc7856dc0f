"""The organizations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, literal_column, select

from multibuh_backends.sql.checks.histories import Revision, by_record, history_faults
from multibuh_backends.sql.digests import digest_of
from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.queries import FIRM, parameter
from multibuh_backends.sql.rows import ORGANIZATION_STATE, columns
from multibuh_backends.sql.schema import COMMITS, EXTERNAL_IDS, ORGANIZATION_REVISIONS, ORGANIZATIONS
from multibuh_core.errors import shown
from multibuh_core.names import fold

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Driver, Row

__all__ = ["organization_faults"]

_STATE: Final = ORGANIZATION_STATE[1:]
_CURRENT: Final = ("firm_id", "id", "folded", "version", "updated_at", "updated_by", *_STATE)
_DIGESTED: Final = ("firm_id", "organization_id", "version", *_STATE, "action", "commit_id", "row")

_ALL: Final = Query(
    select(
        *columns(ORGANIZATIONS, _CURRENT),
        *columns(ORGANIZATION_REVISIONS, (*_DIGESTED, "digest")),
        *columns(COMMITS, ("committed_at", "committed_by")),
    )
    .outerjoin(
        ORGANIZATION_REVISIONS,
        (ORGANIZATION_REVISIONS.c.firm_id == ORGANIZATIONS.c.firm_id)
        & (ORGANIZATION_REVISIONS.c.organization_id == ORGANIZATIONS.c.id),
    )
    .outerjoin(
        COMMITS,
        (COMMITS.c.firm_id == ORGANIZATION_REVISIONS.c.firm_id) & (COMMITS.c.id == ORGANIZATION_REVISIONS.c.commit_id),
    )
    .order_by(ORGANIZATIONS.c.firm_id, ORGANIZATIONS.c.id, ORGANIZATION_REVISIONS.c.version),
    (),
)
_EXTERNAL_IDS: Final = Query(
    select(EXTERNAL_IDS.c.system, EXTERNAL_IDS.c.value).where(
        EXTERNAL_IDS.c.firm_id == FIRM, EXTERNAL_IDS.c.organization_id == parameter("id")
    ),
    ("firm", "id"),
)
_TWINS: Final = Query(
    select(ORGANIZATIONS.c.firm_id, func.min(ORGANIZATIONS.c.id), func.max(ORGANIZATIONS.c.id))
    .where(ORGANIZATIONS.c.archived_at.is_(None), ORGANIZATIONS.c.inn.is_not(None))
    .group_by(ORGANIZATIONS.c.firm_id, ORGANIZATIONS.c.inn, func.coalesce(ORGANIZATIONS.c.kpp, literal_column("''")))
    .having(func.count() > literal_column("1")),
    (),
)


def organization_faults(driver: Driver) -> Iterator[str]:
    """Check every organization, its history, its keys, and that no two live ones share (ИНН, КПП)."""
    for (firm, identifier), rows in by_record(driver.stream(_ALL), 2):
        yield from _faults(driver, firm, identifier, rows)
    for firm, one, other in driver.stream(_TWINS):
        yield f"Фирма {shown(firm)}: у организаций {one} и {other} одинаковые ИНН и КПП."


def _faults(driver: Driver, firm: str, identifier: str, rows: list[Row]) -> Iterator[str]:
    name = f"Фирма {shown(firm)}, организация {identifier}"
    current = dict(zip(_CURRENT, rows[0], strict=False))
    state = tuple(current[column] for column in _STATE)
    yield from history_faults(
        name,
        [_revision(row[len(_CURRENT) :]) for row in rows if row[len(_CURRENT)] is not None],
        version=current["version"],
        state=state,
        updated=(current["updated_at"], current["updated_by"]),
    )
    if fold(current["name"]) != current["folded"]:
        yield f"{name}: ключ порядка не соответствует названию."
    if dict(driver.rows(_EXTERNAL_IDS, firm, identifier)) != _parsed(current["external_ids"]):
        yield f"{name}: указатель внешних ключей не соответствует записи."


def _revision(row: Row) -> Revision:
    *fields, digest, at, by = row
    action = fields[_DIGESTED.index("action")]
    return Revision(fields[2], action, tuple(fields[3 : 3 + len(_STATE)]), digest_of(*fields) == digest, (at, by))


def _parsed(external_ids: str) -> Any:
    try:
        return json.loads(external_ids)
    except ValueError:
        return None
