"""The roster: the firm's organizations by what a row can name them by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from multibuh_core.names import fold

if TYPE_CHECKING:
    from multibuh_core.organization import Organization
    from multibuh_core.organization_details import OrganizationDetails

__all__ = ["Roster"]


class Roster:
    """
    The organizations of a firm, archived ones included, by id, number, key and name.

    Each index is made when it is asked for: most imports need few.
    """

    def __init__(self, organizations: Iterable[Organization]) -> None:
        self._organizations = tuple(organizations)

    @cached_property
    def by_id(self) -> dict[str, Organization]:
        """All, by id."""
        return {one.id: one for one in self._organizations}

    @cached_property
    def by_numbers(self) -> dict[tuple[str, str | None], Organization]:
        """The live ones by (ИНН, КПП), a missing КПП counting as a value; the law lets only one bear both."""
        return {
            (one.inn, one.kpp): one for one in self._organizations if one.inn is not None and one.archived_at is None
        }

    @cached_property
    def _archived(self) -> tuple[Organization, ...]:
        return tuple(one for one in self._organizations if one.archived_at is not None)

    @cached_property
    def archived_numbers(self) -> frozenset[tuple[str, str | None]]:
        """The pairs (ИНН, КПП) of the archived ones."""
        return frozenset((one.inn, one.kpp) for one in self._archived if one.inn is not None)

    @cached_property
    def archived_inns(self) -> frozenset[str]:
        """The ИНН of the archived ones."""
        return frozenset(inn for inn, _ in self.archived_numbers)

    @cached_property
    def archived_names(self) -> frozenset[str]:
        """The folded names of the archived ones."""
        return frozenset(fold(one.name) for one in self._archived)

    @cached_property
    def by_external_id(self) -> dict[tuple[str, str], Organization]:
        """Live and archived; the law lets only one bear a pair."""
        return {pair: one for one in self._organizations for pair in one.external_ids.items()}

    @cached_property
    def inns(self) -> frozenset[str]:
        """All ИНН, live and archived."""
        return frozenset(one.inn for one in self._organizations if one.inn is not None)

    @cached_property
    def by_inn(self) -> dict[str, list[Organization]]:
        """Live and archived."""
        found: dict[str, list[Organization]] = {}
        for one in self._organizations:
            if one.inn is not None:
                found.setdefault(one.inn, []).append(one)
        return found

    @cached_property
    def by_name(self) -> dict[str, list[Organization]]:
        """Live and archived, by folded name."""
        found: dict[str, list[Organization]] = {}
        for one in self._organizations:
            found.setdefault(fold(one.name), []).append(one)
        return found

    def relatives(self, details: OrganizationDetails) -> tuple[str, ...]:
        """
        Return the ids of those whom one with these *details* could be mistaken for, in order.

        They bear one of its external ids; its ИНН and КПП, or, where it has no КПП, its ИНН; or, where it has none of
        these, its name.
        """
        if not self._organizations:
            return ()
        found = [self.by_external_id[pair] for pair in details.external_ids.items() if pair in self.by_external_id]
        if details.inn is not None:
            bearers = self.by_inn.get(details.inn, ())
            found += [one for one in bearers if details.kpp is None or one.kpp == details.kpp]
        elif not details.external_ids:
            found += self.by_name.get(fold(details.name), ())
        return tuple(sorted({one.id for one in found}))
