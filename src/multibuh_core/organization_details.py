"""What a caller says of an organization: checked one by one, then together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from multibuh_core.errors import InvalidInputError
from multibuh_core.names import MAX_NAME, MAX_ORGANIZATION_NAME, checked_characters, checked_name
from multibuh_core.organization import NO_EXTERNAL_IDS, Organization, OrganizationKind
from multibuh_core.tax_numbers import checked_inn, checked_kind, checked_kpp, checked_ogrn, kind_of

if TYPE_CHECKING:
    from multibuh_core.commit import Commit

__all__ = ["OrganizationDetails", "checked_changes", "checked_external_id"]

MAX_EXTERNAL_IDS = 20


@attrs.frozen(kw_only=True, hash=False)
class OrganizationDetails:
    """What a caller may say of an organization; the rest of its record is the library's."""

    name: str
    kind: OrganizationKind
    inn: str | None
    kpp: str | None
    ogrn: str | None
    external_ids: Mapping[str, str]

    @classmethod
    def checked(
        cls, *, name: object, inn: object, kpp: object, ogrn: object, kind: object, external_ids: object
    ) -> OrganizationDetails:
        """
        Return the details, each by its own rule and all in agreement; a kind of None follows the ИНН.

        Raises:
            InvalidInputError: For the first that breaks a rule.
        """
        tidied = checked_name("name", name, limit=MAX_ORGANIZATION_NAME)
        good_inn = checked_inn(inn)
        good_kind = checked_kind(kind, inn=good_inn)
        return cls(
            name=tidied,
            kind=good_kind,
            inn=good_inn,
            kpp=checked_kpp(kpp, kind=good_kind),
            ogrn=checked_ogrn(ogrn, kind=good_kind),
            external_ids=_checked_external_ids(external_ids),
        )

    @classmethod
    def of(cls, organization: Organization) -> OrganizationDetails:
        """Return what is said of *organization* now."""
        return cls(
            name=organization.name,
            kind=organization.kind,
            inn=organization.inn,
            kpp=organization.kpp,
            ogrn=organization.ogrn,
            external_ids=organization.external_ids,
        )

    def changed(self, changes: Mapping[str, Any]) -> OrganizationDetails:
        """Return these details with *changes*, in agreement; a kind that followed the old ИНН follows the new one."""
        merged = attrs.asdict(self, recurse=False) | dict(changes)
        if "inn" in changes and "kind" not in changes and self.kind is kind_of(self.inn):
            merged["kind"] = None
        return OrganizationDetails.checked(**merged)

    def organization(self, organization_id: str, commit: Commit, *, version: int = 1) -> Organization:
        """Return a live organization of this id and version, as *commit* writes it."""
        return Organization(
            id=organization_id,
            name=self.name,
            kind=self.kind,
            inn=self.inn,
            kpp=self.kpp,
            ogrn=self.ogrn,
            external_ids=self.external_ids,
            archived_at=None,
            updated_at=commit.at,
            updated_by=commit.by,
            version=version,
        )


_ALONE: dict[str, Callable[[object], object]] = {
    "name": lambda value: checked_name("name", value, limit=MAX_ORGANIZATION_NAME),
    "inn": checked_inn,
    "kpp": lambda value: checked_kpp(value, kind=OrganizationKind.OTHER),
    "ogrn": lambda value: checked_ogrn(value, kind=OrganizationKind.OTHER),
    "kind": lambda value: None if value is None else checked_kind(value, inn=None),
}


def checked_changes(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes, each checked by its own rule; whether they agree is seen when the record is known."""
    return {field: _ALONE.get(field, _checked_external_ids)(value) for field, value in changes.items()}


def checked_external_id(value: object) -> tuple[str, str]:
    """Return a pair (system, key), both non-empty and at most 255 characters."""
    if not isinstance(value, tuple) or len(value) != 2:  # noqa: PLR2004 - a pair
        raise InvalidInputError("external_ids", value, "нужна пара (система, ключ), например ('1c', '000000123').")
    system, key = (checked_characters("external_ids", part) for part in value)
    for part in (system, key):
        if not 1 <= len(part) <= MAX_NAME or part != part.strip():
            rule = f"система и ключ — от 1 до {MAX_NAME} знаков без пробелов по краям. Исправьте ключ."
            raise InvalidInputError("external_ids", part, rule)
    return system, key


def _checked_external_ids(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise InvalidInputError("external_ids", value, "нужен словарь, например {'1c': '000000123'}.")
    if not value:
        return NO_EXTERNAL_IDS
    if len(value) > MAX_EXTERNAL_IDS:
        raise InvalidInputError("external_ids", len(value), f"не больше {MAX_EXTERNAL_IDS} ключей. Уберите лишние.")
    return MappingProxyType(dict(sorted(checked_external_id(pair) for pair in value.items())))
