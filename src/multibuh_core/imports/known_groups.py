"""The groups found so far, by every key that leads to them: the firm's and the file's alike."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from multibuh_core.imports.bearers import Bearers
from multibuh_core.imports.group import Group
from multibuh_core.imports.merging import merged
from multibuh_core.names import fold

if TYPE_CHECKING:
    from multibuh_core.imports.identities import Identity
    from multibuh_core.imports.roster import Roster
    from multibuh_core.organization import Organization

__all__ = ["KnownGroups"]


class KnownGroups:
    """
    Groups of rows by key; the firm's live organizations are asked for on the first use of a key.

    What leads from ИНН alone or name alone is made on the first use too: most tables never need it.
    """

    def __init__(self, roster: Roster, *, are_updated: bool) -> None:
        self._roster = roster
        self._are_updated = are_updated
        self._of: dict[str, Group] = {}
        self._new: list[Group] = []
        self._by_numbers: dict[tuple[str, str], Group] = {}
        self._without_kpp: dict[str, Group] = {}
        self._by_inn: Bearers[str] | None = None
        self._by_inn_and_name: Bearers[tuple[str, str]] = Bearers()
        self._by_name: Bearers[str] | None = None

    def with_rows(self) -> list[Group]:
        """Return the groups that rows have joined, by their first rows."""
        joined = [group for group in self._of.values() if group.members]
        return sorted([*joined, *self._new], key=attrgetter("row"))

    def of(self, organization: Organization) -> Group:
        """Return the group of one of the firm's organizations."""
        group = self._of.get(organization.id)
        if group is None:
            group = self._of[organization.id] = Group(organization)
        return group

    def join(self, group: Group | None, lead: Identity, rows: Sequence[Identity]) -> None:
        """Let the rows that *lead* stands for join a group, which is then found by their keys too; None: a new one."""
        if group is None:
            self._new.append(group := Group(None))
            if lead.inn is not None and lead.kpp is None:
                self._without_kpp[lead.inn] = group
        group.members += rows
        self._add_keys(group, lead)
        for identity in rows:
            if identity is not lead:
                self._add_keys(group, identity)

    def _add_keys(self, group: Group, identity: Identity) -> None:
        if (inn := identity.inn) is not None and (kpp := identity.kpp) is not None:
            numbers = inn, kpp
            if numbers not in self._roster.by_numbers:
                self._by_numbers.setdefault(numbers, group)
        if self._by_inn is not None:
            self._add_inn(self._by_inn, group, identity)
        if self._by_name is not None:
            self._by_name.add(identity.folded_name, group)

    def by_numbers(self, inn: str, kpp: str) -> Group | None:
        """Return the group with both numbers: the firm's, or else of an earlier row."""
        organization = self._roster.by_numbers.get((inn, kpp))
        return self._by_numbers.get((inn, kpp)) if organization is None else self.of(organization)

    def by_inn_and_name(self, inn: str, folded_name: str) -> Group | None:
        """Return the one group that earlier rows with this ИНН and this name have joined."""
        self._inns()
        return self._by_inn_and_name.only((inn, folded_name))

    def by_inn(self, inn: str) -> tuple[Group | None, bool]:
        """Return the one group with this ИНН, the firm's and earlier rows' together; and whether there are several."""
        inns = self._inns()
        if inns.is_first_use(inn):
            for organization in self._roster.by_inn.get(inn, ()):
                self._add_present(inns, inn, organization, [row.inn for row in self.of(organization).members])
        return inns.only(inn), inns.are_several(inn)

    def without_kpp(self, inn: str, folded_name: str) -> Group | None:
        """Return the group that is known by just this ИНН, without КПП, and by this name."""
        organization = self._roster.by_numbers.get((inn, None))
        if organization is not None:
            return self.of(organization) if fold(organization.name) == folded_name else None
        group = self._without_kpp.get(inn)
        return group if group is not None and merged(group.members).folded_name == folded_name else None

    def by_name(self, folded_name: str) -> tuple[Group | None, bool]:
        """Return the one group with this name, in the firm or in rows; and whether there are several."""
        if self._by_name is None:
            self._by_name = Bearers()
            for group in self.with_rows():
                for member in group.members:
                    self._by_name.add(member.folded_name, group)
        if self._by_name.is_first_use(folded_name):
            for organization in self._roster.by_name.get(folded_name, ()):
                names = [row.folded_name for row in self.of(organization).members]
                self._add_present(self._by_name, folded_name, organization, names)
        return self._by_name.only(folded_name), self._by_name.are_several(folded_name)

    def _inns(self) -> Bearers[str]:
        if self._by_inn is None:
            self._by_inn = Bearers()
            for group in self.with_rows():
                for member in group.members:
                    self._add_inn(self._by_inn, group, member)
        return self._by_inn

    def _add_inn(self, inns: Bearers[str], group: Group, identity: Identity) -> None:
        if identity.inn is not None:
            inns.add(identity.inn, group)
            if identity.name:
                self._by_inn_and_name.add((identity.inn, identity.folded_name), group)

    def _add_present(
        self, bearers: Bearers[str], key: str, organization: Organization, said: list[str] | list[str | None]
    ) -> None:
        """Add a live organization of the firm, unless rows say that its key is another by now, and it takes that."""
        if organization.archived_at is None and (not self._are_updated or key in said or not any(said)):
            bearers.add(key, self.of(organization))
