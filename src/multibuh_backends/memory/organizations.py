"""Organizations in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from multibuh_backends.memory.firm import Key, key, keys_of
from multibuh_core.organization import Organization, organization_exists
from multibuh_core.revision import Action, OrganizationRevision

if TYPE_CHECKING:
    from multibuh_backends.memory.unit import MemoryUnit
    from multibuh_core.commit import Commit

__all__ = ["MemoryOrganizations"]


class MemoryOrganizations:
    """The organizations of one firm, as one unit of work sees them."""

    def __init__(self, unit: MemoryUnit) -> None:
        self._unit = unit
        self._firm = unit.firm

    def get(self, organization_id: str) -> Organization | None:
        """Return the organization, archived or not."""
        versions = self._firm.organizations.get(key(organization_id))
        revision = None if versions is None else versions.at(self._unit.number)
        return None if revision is None else revision.organization

    def find(
        self,
        *,
        inn: str | None = None,
        kpp: str | None = None,
        folded_name: str | None = None,
        external_id: tuple[str, str] | None = None,
    ) -> tuple[Organization, ...]:
        """Return the live ones to which all that is given applies, in order."""
        keys: list[Key] = []
        if inn is not None:
            keys.append(("inn", inn))
        if folded_name is not None:
            keys.append(("name", folded_name))
        if external_id is not None:
            keys.append(("external", *external_id))
        found = (
            one
            for one in (self._bearing(keys[0]) if keys else self._all())
            if one.archived_at is None and (kpp is None or one.kpp == kpp) and set(keys) <= set(keys_of(one))
        )
        return tuple(sorted(found, key=lambda one: one.sort_key))

    def list(
        self, *, archived: bool | None = False, limit: int | None = None, after: tuple[str, str] | None = None
    ) -> tuple[Organization, ...]:
        """Return organizations in order, behind *after*."""
        wanted = (one for one in self._all() if archived is None or (one.archived_at is not None) is archived)
        keyed = sorted((one.sort_key, one) for one in wanted)
        return tuple(one for place, one in keyed if after is None or place > after)[:limit]

    def history(
        self, organization_id: str, *, limit: int | None = None, after: int = 0
    ) -> tuple[OrganizationRevision, ...]:
        """Return its revisions, oldest first."""
        versions = self._firm.organizations.get(key(organization_id))
        revisions = () if versions is None else versions.until(self._unit.number)
        return tuple(revision for revision in revisions if revision.version > after)[:limit]

    def rival(self, organization: Organization) -> Organization | None:
        """Return another that bears a key of this one."""
        if organization.inn is not None and organization.archived_at is None:
            for other in self._bearing(("inn", organization.inn)):
                is_twin = (other.inn, other.kpp) == (organization.inn, organization.kpp)
                if is_twin and other.archived_at is None and other.id != organization.id:
                    return other
        for system, value in organization.external_ids.items():
            for other in self._bearing(("external", system, value)):
                if other.external_ids.get(system) == value and other.id != organization.id:
                    return other
        return None

    def put(self, organization: Organization, *, action: Action, commit: Commit, row: int | None = None) -> None:
        """Stage the organization and its revision."""
        revision = OrganizationRevision(
            version=organization.version, action=action, organization=organization, commit=commit, row=row
        )
        self._unit.stage(self._firm.organizations, organization.id, revision)
        for borne in keys_of(organization):
            self._firm.bearers[borne].add(organization.id)

    def put_many(self, organizations: Iterable[tuple[Organization, Action, int | None]], *, commit: Commit) -> None:
        """Stage many."""
        for organization, action, row in organizations:
            if (rival := self.rival(organization)) is not None:
                raise organization_exists(organization, rival)
            self.put(organization, action=action, commit=commit, row=row)

    def _all(self) -> Iterator[Organization]:
        for versions in tuple(self._firm.organizations.values()):
            if (revision := versions.at(self._unit.number)) is not None:
                yield revision.organization

    def _bearing(self, borne: Key) -> Iterator[Organization]:
        for organization_id in sorted(self._firm.bearers.get(borne, ())):
            if (organization := self.get(organization_id)) is not None:
                yield organization
