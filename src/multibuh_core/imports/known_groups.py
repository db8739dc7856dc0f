"""The groups found so far, by every key that leads to them: the firm's and the file's alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
        self._by_numbers: dict[tuple[str, str | None], Group] = {}
        self._by_inn: Bearers[str] | None = None
        self._by_inn_and_name: Bearers[tuple[str, str]] = Bearers()
        self._by_name: Bearers[str] | None = None
        self._named_with_kpp: set[Group] = set()
        self._names_to_be: dict[Group, str | None] = {}

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
        group.members += rows
        self._add_numbers(group, lead.inn, lead.kpp)
        if self._by_inn is not None:
            self._add_inn(self._by_inn, group, lead, rows)
        if self._by_name is not None:
            for identity in rows:
                self._by_name.add(identity.folded_name, group)

    def _add_numbers(self, group: Group, inn: str | None, kpp: str | None) -> None:
        if (present := group.organization) is not None:
            if inn == present.inn and kpp == present.kpp:
                return
            inn, kpp = inn or present.inn, kpp or present.kpp
        if inn is not None:
            numbers = inn, kpp
            if numbers not in self._roster.by_numbers:
                self._by_numbers.setdefault(numbers, group)

    def by_numbers(self, inn: str, kpp: str | None) -> Group | None:
        """Return the group with just these numbers: the firm's, or else of an earlier row."""
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
            for group in self._live(self._roster.by_inn.get(inn, ())):
                if self._stays(inn, {row.inn for row in group.members}):
                    inns.add(inn, group)
        return inns.only(inn), inns.are_several(inn)

    def without_kpp(self, inn: str, folded_name: str) -> Group | None:
        """Return the group that is known by just this ИНН, without КПП, and by this name."""
        group = self.by_numbers(inn, None)
        if group is None:
            return None
        if group not in self._names_to_be:
            leaves = group.organization is not None and not self._stays(inn, {row.inn for row in group.members})
            self._names_to_be[group] = None if leaves else self._name_to_be(group)
        return group if self._names_to_be[group] == folded_name else None

    def is_named_with_kpp(self, group: Group) -> bool:
        """Tell whether a group will have a КПП, and a row with a КПП names it."""
        self._inns()
        return group in self._named_with_kpp

    def by_name(self, folded_name: str) -> tuple[Group | None, bool]:
        """Return the one group with this name, in the firm or in rows; and whether there are several."""
        if self._by_name is None:
            self._by_name = Bearers()
            for group in self.with_rows():
                for member in group.members:
                    self._by_name.add(member.folded_name, group)
        if self._by_name.is_first_use(folded_name):
            for group in self._live(self._roster.by_name.get(folded_name, ())):
                if self._stays(folded_name, {row.folded_name for row in group.members}):
                    self._by_name.add(folded_name, group)
        return self._by_name.only(folded_name), self._by_name.are_several(folded_name)

    def _live(self, organizations: Iterable[Organization]) -> Iterator[Group]:
        return (self.of(organization) for organization in organizations if organization.archived_at is None)

    def _inns(self) -> Bearers[str]:
        if self._by_inn is None:
            self._by_inn = Bearers()
            for group in self.with_rows():
                said = merged(group.members, group.organization)
                self._add_inn(self._by_inn, group, said, group.members)
                present = None if group.organization is None else group.organization.kpp
                kpp = (said.kpp or present) if self._are_updated or group.organization is None else present
                if kpp is not None and any(member.kpp and member.name for member in group.members):
                    self._named_with_kpp.add(group)
        return self._by_inn

    def _add_inn(self, inns: Bearers[str], group: Group, lead: Identity, rows: Sequence[Identity]) -> None:
        """Let rows be found by ИНН, and by ИНН and name; those without an ИНН by that of the rows they stand with."""
        present = group.organization
        own = lead.inn if present is None else lead.inn or present.inn
        for identity in rows:
            if (inn := identity.inn or own) is not None:
                inns.add(inn, group)
                if identity.name:
                    self._by_inn_and_name.add((inn, identity.folded_name), group)
        if present is not None and own is not None and len(group.members) == len(rows):
            name = fold(present.name)
            if self._stays(name, {row.folded_name for row in rows}):
                self._by_inn_and_name.add((own, name), group)

    def _name_to_be(self, group: Group) -> str:
        """Return the folded name that a group's organization will have, as far as the rows until now say."""
        said = [row.folded_name for row in group.members if row.name]
        if group.organization is not None and self._stays(own := fold(group.organization.name), set(said)):
            return own
        return next(iter(said), "")

    def _stays(self, key: str, said: set[str] | set[str | None]) -> bool:
        """Tell whether one of the firm's organizations goes on bearing *key*, after what rows have *said* of it."""
        return not self._are_updated or key in said or not any(said)
