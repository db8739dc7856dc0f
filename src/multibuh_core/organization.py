"""A served organization."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import attrs

from multibuh_core.errors import AlreadyExistsError, shown
from multibuh_core.names import fold

__all__ = ["Organization", "OrganizationKind", "organization_exists"]

NO_EXTERNAL_IDS: Mapping[str, str] = MappingProxyType({})


class OrganizationKind(StrEnum):
    """What a client is by law."""

    LEGAL_ENTITY = "legal_entity"
    ENTREPRENEUR = "entrepreneur"
    SELF_EMPLOYED = "self_employed"
    OTHER = "other"


@attrs.frozen(kw_only=True, hash=False)
class Organization:
    """A served legal entity or entrepreneur; not the payer: one payer may own several."""

    id: str
    name: str
    """Tidied; up to 1,000 characters. Never a key."""
    kind: OrganizationKind
    inn: str | None
    """ИНН: 10 or 12 digits with good check digits; two live ones may not share it together with the КПП."""
    kpp: str | None
    """КПП: 9 characters; it changes when the organization moves, so it is never identity."""
    ogrn: str | None
    """ОГРН (13 digits) or ОГРНИП (15)."""
    external_ids: Mapping[str, str]
    """The host's own keys by system, as ``{"1c": "000000123"}``; read-only; no two of a firm share a pair."""
    archived_at: datetime | None
    updated_at: datetime
    updated_by: str
    version: int
    """From 1; counts this record's own changes."""

    @property
    def sort_key(self) -> tuple[str, str]:
        """The order of organizations: (folded name, id)."""
        return fold(self.name), self.id

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive pickling and copying, as the errors that carry a record must; a read-only mapping alone does not."""
        return _restored, (attrs.asdict(self, recurse=False) | {"external_ids": dict(self.external_ids)},)


def _restored(fields: dict[str, Any]) -> Organization:
    return Organization(**fields | {"external_ids": MappingProxyType(fields["external_ids"])})


def organization_exists(organization: Organization, rival: Organization) -> AlreadyExistsError:
    """Return the error that tells which key of *organization* its *rival* bears."""
    shared = [pair for pair in organization.external_ids.items() if pair in rival.external_ids.items()]
    is_twin = organization.inn is not None and (organization.inn, organization.kpp) == (rival.inn, rival.kpp)
    if is_twin and rival.archived_at is None:
        kpp = f"КПП {organization.kpp}" if organization.kpp else "без КПП"
        key, way_out = f"ИНН {organization.inn}, {kpp}", "измените её или укажите КПП филиала"
    else:
        system, value = shared[0]
        key, way_out = f"внешним ключом {shown(f'{system}={value}')}", "измените её или укажите другой ключ"
    message = f"Организация с {key} уже есть ({rival.id}): {way_out}."
    return AlreadyExistsError(message, what="organization", other_id=rival.id)
