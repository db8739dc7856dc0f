"""Details: what the rows of one organization make of it."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from multibuh_core.errors import InvalidInputError, shown
from multibuh_core.imports.merging import merged
from multibuh_core.names import checked_characters, fold
from multibuh_core.organization import NO_EXTERNAL_IDS
from multibuh_core.organization_details import OrganizationDetails
from multibuh_core.tax_numbers import kind_of

if TYPE_CHECKING:
    from multibuh_core.imports.columns import Columns
    from multibuh_core.imports.faults import Faults
    from multibuh_core.imports.group import Group
    from multibuh_core.imports.identities import Identity

__all__ = ["DetailsReader"]

_LABELS: Final = {"name": "название", "inn": "ИНН", "kpp": "КПП", "ogrn": "ОГРН"}
_NUMBERS: Final = frozenset({"inn", "kpp", "ogrn"})
_Make = Callable[["Group", "Identity"], OrganizationDetails | None]


@attrs.frozen
class DetailsReader:
    """Reads what the import makes of organizations: of one that it adds, of one that it may change."""

    columns: Columns
    faults: Faults
    updates_organizations: bool
    drop_bad_numbers: bool

    def read(self, group: Group) -> OrganizationDetails | None:
        """
        Return the details of a group, or None where its organization stays as it is.

        Raises:
            InvalidInputError: If a new organization has no name, or the rows together break a rule.
        """
        changes = group.organization is None or self.updates_organizations
        if len(group.members) > 1:
            said = merged(group.members, group.organization)
            self._warn_of_contradictions(group, said)
        else:
            said = group.members[0]
        if not changes:
            return None
        return self._agreed(group, said, _added if group.organization is None else _changed)

    def header(self, field: str) -> str:
        """Return the header of the column that says *field*; ``""`` where none does."""
        if field == "external_ids":
            return self.columns.header(self.columns.external_ids[0][1]) if self.columns.external_ids else ""
        return self.columns.header(getattr(self.columns, field, None))

    def _warn_of_contradictions(self, group: Group, said: Identity) -> None:
        for field, label in _LABELS.items():
            chosen: str | None = getattr(said, field)
            for member in group.members:
                value: str | None = getattr(member, field)
                if value and fold(value) != fold(chosen or ""):
                    other = shown(chosen) if chosen else "его нет"
                    reason = f"{label} {shown(value)}, а по другим строкам той же организации — {other}. Проверьте."
                    self.faults.warn(member.row.number, self.header(field), reason)
        for member in group.members:
            for system, key in member.external_ids:
                if (system, key) not in said.external_ids:
                    pair = shown(f"{system}={key}")
                    reason = f"внешний ключ {pair}, а по другим строкам той же организации — другой. Проверьте."
                    self.faults.warn(member.row.number, self.header("external_ids"), reason)

    def _agreed(self, group: Group, said: Identity, make: _Make) -> OrganizationDetails | None:
        while True:
            try:
                return make(group, said)
            except InvalidInputError as error:
                if not self.drop_bad_numbers or error.field not in _NUMBERS or getattr(said, error.field) is None:
                    raise
                self.faults.warn(group.row, self.header(error.field), f"{error} Номер пропущен.")
                without: dict[str, Any] = {error.field: None}
                said = said._replace(**without)


def _added(group: Group, said: Identity) -> OrganizationDetails:
    name = said.name
    if not name:
        rule = "такой организации ещё нет, а добавить её без названия нельзя. Укажите название."
        raise InvalidInputError("name", "", rule)
    keys = dict(sorted(said.external_ids)) if said.external_ids else {}
    if len(group.members) > 1:
        return OrganizationDetails.checked(
            name=name, inn=said.inn, kpp=said.kpp, ogrn=said.ogrn, kind=None, external_ids=keys
        )
    # The numbers and keys of a single row, and the length of its name, were checked when the row was read.
    return OrganizationDetails(
        name=checked_characters("name", name),
        kind=kind_of(said.inn),
        inn=said.inn,
        kpp=said.kpp,
        ogrn=said.ogrn,
        external_ids=MappingProxyType(keys) if keys else NO_EXTERNAL_IDS,
    )


def _changed(group: Group, said: Identity) -> OrganizationDetails | None:
    present = group.organization
    if present is None:
        return None
    changes: dict[str, Any] = {
        field: value for field in _LABELS if (value := getattr(said, field)) and value != getattr(present, field)
    }
    keys = {**present.external_ids, **dict(said.external_ids)}
    if keys != present.external_ids:
        changes["external_ids"] = keys
    if not changes:
        return None
    details = OrganizationDetails.of(present)
    changed = details.changed(changes)
    return None if changed == details else changed
