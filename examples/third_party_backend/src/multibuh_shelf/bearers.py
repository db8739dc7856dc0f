"""Who bears which key: the stated uniqueness of organizations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from multibuh_core.organization import Organization

__all__ = ["Bearers"]

Key: TypeAlias = tuple[str | None, ...]


class Bearers:
    """The organizations of a firm by what no two of them may share."""

    def __init__(self, organizations: Iterable[Organization]) -> None:
        self._bearers: dict[Key, Organization] = {}
        for organization in organizations:
            self.change(None, organization)

    def change(self, before: Organization | None, now: Organization) -> None:
        """Let an organization bear its keys, and no longer those it bore before."""
        if before is not None:
            for key in _keys(before):
                self._bearers.pop(key, None)
        self._bearers |= dict.fromkeys(_keys(now), now)

    def rival(self, organization: Organization) -> Organization | None:
        """Return another organization that bears a key of this one: by its numbers first, then by its external ids."""
        found = (self._bearers.get(key) for key in _keys(organization))
        return next((one for one in found if one is not None and one.id != organization.id), None)


def _keys(organization: Organization) -> Iterator[Key]:
    if organization.inn is not None and organization.archived_at is None:
        yield "numbers", organization.inn, organization.kpp
    for system, value in organization.external_ids.items():
        yield "external", system, value
