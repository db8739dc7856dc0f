"""The statements about organizations."""

from __future__ import annotations

from functools import cache
from typing import Final

from sqlalchemy import ColumnElement, delete, func, literal_column, select, tuple_

from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.queries import FIRM, FROM_THE_FIRST, LIMIT, insertion, parameter, replacement
from multibuh_backends.sql.rows import COMMIT, ORGANIZATION, ORGANIZATION_STATE, REVISION, columns
from multibuh_backends.sql.schema import COMMITS, EXTERNAL_IDS, ORGANIZATION_REVISIONS, ORGANIZATIONS
from multibuh_backends.sql.schema.postgresql import beginning

__all__ = [
    "ADD",
    "ADD_EXTERNAL_ID",
    "ADD_REVISION",
    "BEARER",
    "CHANGE",
    "DROP_EXTERNAL_IDS",
    "GET",
    "HISTORY",
    "TAKE",
    "TWIN",
    "find",
    "listing",
]

_ORGANIZATION = columns(ORGANIZATIONS, ORGANIZATION)
_OF_FIRM = select(*_ORGANIZATION).where(ORGANIZATIONS.c.firm_id == FIRM)
_BEGINNING = beginning(ORGANIZATIONS.c.folded)
_IN_ORDER = _OF_FIRM.order_by(ORGANIZATIONS.c.folded, ORGANIZATIONS.c.id)
_NO_KPP: ColumnElement[str] = literal_column("''")

GET: Final = Query(_OF_FIRM.where(ORGANIZATIONS.c.id == parameter("id")), ("firm", "id"))

TWIN: Final = Query(
    _OF_FIRM.where(
        ORGANIZATIONS.c.inn == parameter("inn"),
        func.coalesce(ORGANIZATIONS.c.kpp, _NO_KPP) == func.coalesce(parameter("kpp"), _NO_KPP),
        ORGANIZATIONS.c.archived_at.is_(None),
        ORGANIZATIONS.c.id != parameter("id"),
    ),
    ("firm", "inn", "kpp", "id"),
)
"""The live one, but this one, with an (ИНН, КПП)."""

BEARER: Final = Query(
    _OF_FIRM.join(
        EXTERNAL_IDS,
        (EXTERNAL_IDS.c.firm_id == ORGANIZATIONS.c.firm_id) & (EXTERNAL_IDS.c.organization_id == ORGANIZATIONS.c.id),
    ).where(
        EXTERNAL_IDS.c.firm_id == FIRM,
        EXTERNAL_IDS.c.system == parameter("system"),
        EXTERNAL_IDS.c.value == parameter("value"),
        ORGANIZATIONS.c.id != parameter("id"),
    ),
    ("firm", "system", "value", "id"),
)
"""The one, but this one, with an external id."""

HISTORY: Final = Query(
    select(
        *columns(ORGANIZATION_REVISIONS, ORGANIZATION_STATE + REVISION),
        *columns(COMMITS, COMMIT),
    )
    .join(
        COMMITS,
        (COMMITS.c.firm_id == ORGANIZATION_REVISIONS.c.firm_id) & (COMMITS.c.id == ORGANIZATION_REVISIONS.c.commit_id),
    )
    .where(
        ORGANIZATION_REVISIONS.c.firm_id == FIRM,
        ORGANIZATION_REVISIONS.c.organization_id == parameter("id"),
        ORGANIZATION_REVISIONS.c.version > parameter("after"),
    )
    .order_by(ORGANIZATION_REVISIONS.c.version)
    .limit(LIMIT)
    .offset(FROM_THE_FIRST),
    ("firm", "id", "after", "limit"),
)

ADD: Final = insertion(ORGANIZATIONS)
ADD_REVISION: Final = insertion(ORGANIZATION_REVISIONS)
ADD_EXTERNAL_ID: Final = insertion(EXTERNAL_IDS)
CHANGE: Final = replacement(
    ORGANIZATIONS,
    *("name", "folded", "kind", "inn", "kpp", "ogrn", "external_ids", "archived_at"),
    *("updated_at", "updated_by", "version"),
)
TAKE: Final = Query(
    select(ORGANIZATIONS.c.id)
    .where(ORGANIZATIONS.c.firm_id == FIRM, ORGANIZATIONS.c.id == parameter("id"))
    .with_for_update(),
    ("firm", "id"),
)
"""Locks one, so that nobody writes its entries beside; where units that write follow one another it is not asked."""
DROP_EXTERNAL_IDS: Final = Query(
    delete(EXTERNAL_IDS).where(EXTERNAL_IDS.c.firm_id == FIRM, EXTERNAL_IDS.c.organization_id == parameter("id")),
    ("firm", "id"),
)


@cache
def listing(*, archived: bool | None) -> Query:
    """Return the list behind a key; parameters: firm, folded name and id of the key, limit."""
    behind = tuple_(ORGANIZATIONS.c.folded, ORGANIZATIONS.c.id) > tuple_(parameter("folded"), parameter("id"))
    statement = _IN_ORDER.where(behind).limit(LIMIT).offset(FROM_THE_FIRST)
    if archived is not None:
        wanted = ORGANIZATIONS.c.archived_at.is_not(None) if archived else ORGANIZATIONS.c.archived_at.is_(None)
        statement = statement.where(wanted)
    by_beginning = (
        statement.where(beginning(parameter("folded")) <= _BEGINNING)
        .order_by(None)
        .order_by(_BEGINNING, ORGANIZATIONS.c.folded, ORGANIZATIONS.c.id)
    )
    return Query(statement, ("firm", "folded", "id", "limit"), {"postgresql": by_beginning})


@cache
def find(names: tuple[str, ...]) -> Query:
    """
    Return the search by *names*: ``inn``, ``kpp``, ``folded``, ``system`` with ``value``.

    Parameters: firm, then these.
    """
    statement = _IN_ORDER.where(ORGANIZATIONS.c.archived_at.is_(None))
    for name in names:
        if name in {"inn", "kpp", "folded"}:
            statement = statement.where(ORGANIZATIONS.c[name] == parameter(name))
    if "system" in names:
        bearer = select(EXTERNAL_IDS.c.organization_id).where(
            EXTERNAL_IDS.c.firm_id == FIRM,
            EXTERNAL_IDS.c.system == parameter("system"),
            EXTERNAL_IDS.c.value == parameter("value"),
        )
        statement = statement.where(ORGANIZATIONS.c.id.in_(bearer))
    if "folded" not in names:
        return Query(statement, ("firm", *names))
    by_beginning = statement.where(beginning(parameter("folded")) == _BEGINNING)
    return Query(statement, ("firm", *names), {"postgresql": by_beginning})
