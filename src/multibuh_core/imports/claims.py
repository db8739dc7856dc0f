"""Claims: no two organizations come out of an import with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multibuh_core.errors import InvalidInputError

if TYPE_CHECKING:
    from multibuh_core.imports.roster import Roster
    from multibuh_core.organization import Organization
    from multibuh_core.organization_details import OrganizationDetails

__all__ = ["Claims"]


class Claims:
    """The keys that an import gives out; one that another organization bears, or is about to bear, is not given."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._numbers: set[tuple[str, str | None]] = set()
        self._keys: set[tuple[str, str]] = set()

    def claim(self, organization: Organization | None, details: OrganizationDetails) -> None:
        """
        Give *details* their keys; *organization* bears them already, or None: it is added.

        Raises:
            InvalidInputError: If a key is another's; nothing was given.
        """
        numbers = None if details.inn is None else (details.inn, details.kpp)
        if numbers is not None:
            bearer = self._roster.by_numbers.get(numbers)
            if numbers in self._numbers or (bearer is not None and bearer is not organization):
                rule = (
                    "вместе с КПП уже у другой организации. Исправьте номера; если они освобождаются, повторите импорт."
                )
                raise InvalidInputError("inn", details.inn, rule)
        for pair in details.external_ids.items():
            holder = self._roster.by_external_id.get(pair)
            if pair in self._keys or (holder is not None and holder is not organization):
                rule = "ключ уже у другой организации. Исправьте его; если он освобождается, повторите импорт."
                raise InvalidInputError("external_ids", "=".join(pair), rule)
        if numbers is not None:
            self._numbers.add(numbers)
        self._keys.update(details.external_ids.items())
