"""The organizations of one firm in SQL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from multibuh_backends.sql import organization_queries as queries
from multibuh_backends.sql.clash import ClashError
from multibuh_backends.sql.organization_rows import current_row, external_id_rows, revision_row, row_of_change
from multibuh_backends.sql.organizations_in_bulk import put_many
from multibuh_backends.sql.queries import bounded, count
from multibuh_backends.sql.rows import organization_of, organization_revision_of
from multibuh_backends.sql.values import key
from multibuh_core.organization import organization_exists
from multibuh_core.revision import Action

if TYPE_CHECKING:
    from multibuh_backends.sql.staging import Staging
    from multibuh_core.commit import Commit
    from multibuh_core.organization import Organization
    from multibuh_core.revision import OrganizationRevision

__all__ = ["SqlOrganizations"]

_DECISIVE: Final = frozenset({Action.ARCHIVED, Action.UNARCHIVED})
"""What the entries of an organization rest on not being done."""


class SqlOrganizations:
    """The organizations of one firm, as one unit of work sees them."""

    __slots__ = ("_unit",)

    def __init__(self, unit: Staging) -> None:
        self._unit = unit

    def get(self, organization_id: str) -> Organization | None:
        """Return the organization, archived or not."""
        row = self._unit.driver.row(queries.GET, self._unit.firm, key(organization_id))
        return None if row is None else organization_of(row)

    def find(
        self,
        *,
        inn: str | None = None,
        kpp: str | None = None,
        folded_name: str | None = None,
        external_id: tuple[str, str] | None = None,
    ) -> tuple[Organization, ...]:
        """Return the live ones to which all that is given applies, in order."""
        system, value = (None, None) if external_id is None else external_id
        asked = {"inn": inn, "kpp": kpp, "folded": folded_name, "system": system, "value": value}
        given = {name: key(what) for name, what in asked.items() if what is not None}
        rows = self._unit.driver.rows(queries.find(tuple(given)), self._unit.firm, *given.values())
        return tuple(map(organization_of, rows))

    def list(
        self, *, archived: bool | None = False, limit: int | None = None, after: tuple[str, str] | None = None
    ) -> tuple[Organization, ...]:
        """Return organizations in order, behind *after*."""
        folded, last = ("", "") if after is None else after
        query = queries.listing(archived=archived)
        rows = self._unit.driver.rows(query, self._unit.firm, key(folded), key(last), count(limit))
        return tuple(map(organization_of, rows))

    def history(
        self, organization_id: str, *, limit: int | None = None, after: int = 0
    ) -> tuple[OrganizationRevision, ...]:
        """Return its revisions, oldest first."""
        asked = key(organization_id), bounded(after), count(limit)
        rows = self._unit.driver.rows(queries.HISTORY, self._unit.firm, *asked)
        return tuple(map(organization_revision_of, rows))

    def rival(self, organization: Organization) -> Organization | None:
        """Return another that bears a key of this one."""
        firm, driver, own_id = self._unit.firm, self._unit.driver, organization.id
        if organization.inn is not None and organization.archived_at is None:
            row = driver.row(queries.TWIN, firm, organization.inn, organization.kpp, own_id)
            if row is not None:
                return organization_of(row)
        for system, value in organization.external_ids.items():
            row = driver.row(queries.BEARER, firm, system, value, own_id)
            if row is not None:
                return organization_of(row)
        return None

    def put(self, organization: Organization, *, action: Action, commit: Commit, row: int | None = None) -> None:
        """Stage the organization and its revision."""
        unit, firm = self._unit, self._unit.firm
        unit.record(commit)
        if action in _DECISIVE:
            unit.guard.decide(queries.TAKE, organization.id)
        try:
            if organization.version == 1:
                unit.driver.change(queries.ADD, *current_row(firm, organization))
            else:
                unit.driver.change_one(queries.CHANGE, *row_of_change(firm, organization))
                unit.driver.change(queries.DROP_EXTERNAL_IDS, firm, organization.id)
            unit.driver.change_many(queries.ADD_EXTERNAL_ID, external_id_rows(firm, organization))
            unit.driver.change(queries.ADD_REVISION, *revision_row(firm, organization, action, commit.id, row))
        except ClashError:
            # Where a database takes no more after an error, the call is made again and finds who was quicker.
            if unit.driver.goes_on_after_errors and (rival := self.rival(organization)) is not None:
                raise organization_exists(organization, rival) from None
            raise

    def put_many(self, organizations: Iterable[tuple[Organization, Action, int | None]], *, commit: Commit) -> None:
        """Stage many; where one clashes, tell the error that putting them one after the other would."""
        put_many(self._unit, self, organizations, commit=commit)
