"""Mutants that find, order and compare records otherwise than the domain says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from multibuh_core.errors import AlreadyExistsError
from tests.mutants.parts import Directories, Entries, Healthy, Organizations

if TYPE_CHECKING:
    from multibuh_core.directory import Directory
    from multibuh_core.organization import Organization
    from multibuh_core.place import Place

__all__ = [
    "ClashAmongLiveOnly",
    "ExternalIdsFolded",
    "FoundInTheArchive",
    "IdsFolded",
    "OrderByLower",
    "OrganizationToldFirst",
    "PageByPlace",
    "UnarchivedWithoutUniqueness",
]


class _ReturnsUnasked(Organizations):
    def rival(self, organization: Organization) -> Organization | None:
        present = self.get(organization.id)
        is_coming_back = present is not None and present.archived_at != organization.archived_at
        return None if is_coming_back else super().rival(organization)


class UnarchivedWithoutUniqueness(Healthy):
    """What comes back from the archive is not asked for its keys."""

    law = "Domain"
    organizations_part = _ReturnsUnasked


class _LiveRivals(Organizations):
    def rival(self, organization: Organization) -> Organization | None:
        rival = super().rival(organization)
        return None if rival is None or rival.archived_at is not None else rival


class ClashAmongLiveOnly(Healthy):
    """The external id of an archived organization can be given to another."""

    law = "Domain"
    organizations_part = _LiveRivals


class _Caseless(Organizations):
    def put(self, organization: Organization, **said: Any) -> None:
        mine = {(system, value.casefold()) for system, value in organization.external_ids.items()}
        for other in self._all():
            theirs = {(system, value.casefold()) for system, value in other.external_ids.items()}
            if other.id != organization.id and mine & theirs:
                message = f"Организация с таким внешним ключом уже есть ({other.id}): укажите другой."
                raise AlreadyExistsError(message, what="organization", other_id=other.id)
        super().put(organization, **said)


class ExternalIdsFolded(Healthy):
    """External ids are compared without regard to case, as some databases do."""

    law = "Domain"
    organizations_part = _Caseless


class _AlsoArchived(Organizations):
    def find(self, **keys: Any) -> tuple[Organization, ...]:
        inn, pair = keys.get("inn"), keys.get("external_id")
        gone = (
            one
            for one in self.list(archived=True)
            if (inn is not None and one.inn == inn) or (pair is not None and one.external_ids.get(pair[0]) == pair[1])
        )
        return tuple(sorted((*super().find(**keys), *gone), key=lambda one: one.sort_key))


class FoundInTheArchive(Healthy):
    """Archived organizations are found like live ones."""

    law = "Domain"
    organizations_part = _AlsoArchived


class _Lower(Organizations):
    def list(self, *, archived: bool | None = False, limit: int | None = None, after: Any = None) -> Any:
        whole = super().list(archived=archived, after=after)
        return tuple(sorted(whole, key=lambda one: (one.name.lower(), one.id)))[:limit]


class OrderByLower(Healthy):
    """Names are ordered in lower case, not casefolded."""

    law = "Results"
    organizations_part = _Lower


class _ByPlace(Organizations):
    def list(self, *, archived: bool | None = False, limit: int | None = None, after: Any = None) -> Any:
        whole = super().list(archived=archived)
        at = [one.sort_key for one in whole]
        start = at.index(after) + 1 if after in at else 0
        return whole[start:][:limit]


class PageByPlace(Healthy):
    """A list goes on behind the item that stands there now; if it has left the list, from the beginning."""

    law = "Results"
    organizations_part = _ByPlace


class _AnyCase(Directories):
    def get(self, directory_id: str) -> Directory | None:
        return super().get(directory_id.lower() if isinstance(directory_id, str) else directory_id)


class IdsFolded(Healthy):
    """An id in capitals is the same id, as it is for a column of type uuid."""

    law = "Results"
    directories_part = _AnyCase


class _OrganizationFirst(Entries):
    def place(self, directory_id: str, organization_id: str) -> Place:
        self._organization(organization_id)
        return super().place(directory_id, organization_id)


class OrganizationToldFirst(Healthy):
    """Where directory and organization are missing, the organization is told."""

    law = "Results"
    entries_part = _OrganizationFirst
