"""Claims: no two organizations come out of an import with one key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from multibuh_core.errors import InvalidInputError

if TYPE_CHECKING:
    from multibuh_core.imports.group import Group
    from multibuh_core.imports.roster import Roster
    from multibuh_core.organization import Organization
    from multibuh_core.organization_details import OrganizationDetails

__all__ = ["Claims"]

_Key = tuple[str, str | None, str | None]
"""``("inn", ИНН, КПП)``, or ``("external_ids", system, key)``."""


class Claims:
    """
    The keys that an import gives out; one that another organization bears, or has been given, is not given.

    A key that an organization lets go is free, so that keys may move along: whoever waits for it gets it then. What is
    granted can be written in the order in which it was.
    """

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._given: set[_Key] = set()
        self._free: set[_Key] = set()
        self._waiting: dict[_Key, list[Group]] = {}

    def granted(self, group: Group) -> list[Group]:
        """Ask for the keys of a group; return the groups that have theirs now: none, this one, or others with it."""
        done = []
        asking = [group]
        while asking:
            one = asking.pop()
            if one.details is None:
                continue
            wanted = _keys(one.details)
            own = () if one.organization is None else _keys(one.organization)
            if (key := self._taken(wanted, own)) is not None:
                self._waiting.setdefault(key, []).append(one)
                continue
            done.append(one)
            self._given.update(wanted)
            for key in own:
                if key not in wanted:
                    self._free.add(key)
                    asking += self._waiting.pop(key, [])
        return done

    def refused(self) -> Iterator[tuple[Group, InvalidInputError]]:
        """Give the groups that wait in vain, and why."""
        for (kind, one, other), groups in self._waiting.items():
            for group in groups:
                if kind == "inn":
                    yield (
                        group,
                        InvalidInputError("inn", one, "вместе с КПП уже у другой организации. Исправьте номера."),
                    )
                else:
                    rule = "такой ключ уже у другой организации. Исправьте его."
                    yield group, InvalidInputError("external_ids", f"{one}={other}", rule)

    def _taken(self, wanted: tuple[_Key, ...], own: tuple[_Key, ...]) -> _Key | None:
        """Return the first of the keys wanted that another bears or was given."""
        for key in wanted:
            if key in self._given:
                return key
            kind, one, other = key
            bearers = self._roster.by_numbers if kind == "inn" else self._roster.by_external_id
            if (one, other) in bearers and key not in own and key not in self._free:
                return key
        return None


def _keys(record: Organization | OrganizationDetails) -> tuple[_Key, ...]:
    numbers: tuple[_Key, ...] = () if record.inn is None else (("inn", record.inn, record.kpp),)
    return (*numbers, *(("external_ids", system, key) for system, key in record.external_ids.items()))
