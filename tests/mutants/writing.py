"""Mutants that write over what another wrote, or let go of what they keep."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import attrs

from multibuh_core.place import Place
from tests.mutants.parts import Entries, Healthy, Organizations, Unit

if TYPE_CHECKING:
    from multibuh_core.actor import Viewer
    from multibuh_core.entry import Entry
    from multibuh_core.organization import Organization

__all__ = ["ArchiveTakesWrites", "ListInRecords", "ListedPerFile", "LostUpdate", "SharedMapping"]


class _SeenBefore(Unit):
    seen: int | None = None

    @property
    def number(self) -> int:
        return super().number if self.seen is None else self.seen

    def stage(self, *staged: Any) -> None:
        self.seen = None
        super().stage(*staged)


class LostUpdate(Healthy):
    """A writing unit reads the state as it was before it waited for its turn, and is not checked afterwards."""

    law = "L5"
    unit_part = _SeenBefore

    def begin(self, firm: str, *, viewer: Viewer, writes: bool = False) -> Unit:
        """Take the state first, then wait for the turn; there is a network in between."""
        seen = self._state(firm).number
        if writes:
            time.sleep(0.001)
        unit = super().begin(firm, viewer=viewer, writes=writes)
        if writes:
            unit.seen = seen
        return unit


class _Joined(Entries):
    def list(self, **which: Any) -> tuple[Entry, ...]:
        return tuple(one for one in super().list(**which) for _ in one.attachments or (None,))


class ListedPerFile(Healthy):
    """An entry is listed once for each of its files: a join that nobody grouped."""

    law = "L3"
    entries_part = _Joined


class _Revived(Entries):
    def place(self, directory_id: str, organization_id: str) -> Place:
        found = super().place(directory_id, organization_id)
        return attrs.evolve(found, directory=attrs.evolve(found.directory, archived_at=None))


class ArchiveTakesWrites(Healthy):
    """What a change of an entry rests on is read without the mark that its directory is archived."""

    law = "Results"
    entries_part = _Revived


class _Unsealed(Organizations):
    def put(self, organization: Organization, **said: Any) -> None:
        super().put(attrs.evolve(organization, external_ids=dict(organization.external_ids)), **said)


class SharedMapping(Healthy):
    """The external ids that a caller gets are the very mapping that the store holds, and it can be changed."""

    law = "Results"
    organizations_part = _Unsealed


class _Listing(Entries):
    def put(self, entry: Entry, **said: Any) -> None:
        super().put(attrs.evolve(entry, attachments=list(entry.attachments)), **said)


class ListInRecords(Healthy):
    """The attachments of an entry are the store's own list, which can be changed."""

    law = "Results"
    entries_part = _Listing
