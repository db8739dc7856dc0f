"""The organizations of one firm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from multibuh_core.commit import Commit
from multibuh_core.organization import Organization, organization_exists
from multibuh_core.revision import Action, OrganizationRevision
from multibuh_shelf.bearers import Bearers
from multibuh_shelf.desk import Desk
from multibuh_shelf.pages import page
from multibuh_shelf.state import key

__all__ = ["ShelfOrganizations"]


class ShelfOrganizations:
    """What `multibuh_core.ports.OrganizationRepository` asks for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, organization_id: str) -> Organization | None:
        """Return the organization, archived or not."""
        return self._desk.state.organization(organization_id)

    def find(
        self,
        *,
        inn: str | None = None,
        kpp: str | None = None,
        folded_name: str | None = None,
        external_id: tuple[str, str] | None = None,
    ) -> tuple[Organization, ...]:
        """Return the live ones to which all that is given applies."""
        found = (
            one
            for one in self._all()
            if one.archived_at is None
            and inn in {None, one.inn}
            and kpp in {None, one.kpp}
            and folded_name in {None, one.sort_key[0]}
            and (external_id is None or external_id in one.external_ids.items())
        )
        return page(found, _key, after=None, limit=None)

    def list(
        self, *, archived: bool | None = False, limit: int | None = None, after: tuple[str, str] | None = None
    ) -> tuple[Organization, ...]:
        """Return a page of those that are live, archived, or both."""
        found = (one for one in self._all() if archived is None or archived == (one.archived_at is not None))
        return page(found, _key, after=after, limit=limit)

    def history(
        self, organization_id: str, *, limit: int | None = None, after: int = 0
    ) -> tuple[OrganizationRevision, ...]:
        """Return its revisions, oldest first."""
        return tuple(one.revision for one in self._desk.state.organizations.get(key(organization_id), ())[after:])[
            :limit
        ]

    def rival(self, organization: Organization) -> Organization | None:
        """Return another organization that bears a key of this one."""
        return Bearers(self._all()).rival(organization)

    def put(self, organization: Organization, *, action: Action, commit: Commit, row: int | None = None) -> None:
        """Stage the organization and its revision."""
        revision = OrganizationRevision(
            version=organization.version, action=action, organization=organization, commit=commit, row=row
        )
        self._desk.staged.add_organization(revision)

    def put_many(self, organizations: Iterable[tuple[Organization, Action, int | None]], *, commit: Commit) -> None:
        """Stage many, one after the other, each refused if it bears a key of another."""
        bearers = Bearers(self._all())
        for organization, action, row in organizations:
            rival = bearers.rival(organization)
            if rival is not None:
                raise organization_exists(organization, rival)
            bearers.change(self.get(organization.id), organization)
            self.put(organization, action=action, commit=commit, row=row)

    def _all(self) -> Iterator[Organization]:
        return (revisions[-1].revision.organization for revisions in self._desk.state.organizations.values())


def _key(organization: Organization) -> tuple[str, str]:
    return organization.sort_key
