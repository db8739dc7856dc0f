"""Mutants whose history is not what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from multibuh_core.commit import ByHand
from multibuh_core.revision import Action, DirectoryRevision, OrganizationRevision
from tests.mutants.parts import Directories, Entries, Healthy, Organizations, Unit

if TYPE_CHECKING:
    from multibuh_backends.memory.firm import Written
    from multibuh_core.commit import Commit
    from multibuh_core.entry import Entry
    from multibuh_core.settings import Settings

__all__ = [
    "ChannelForgotten",
    "HistoryTellsThePresent",
    "MissingRevision",
    "OgrnForgotten",
    "PrunedHistory",
    "RestoredWithNewIds",
    "VersionSkips",
    "WriterForgotten",
]


class _LastOfEach(Unit):
    def stage(self, records: Any, record_id: str, value: Any) -> None:
        if any(one is records and other == record_id for one, other in self._journal):
            records[record_id].take_back()
            records[record_id].add(self.number, value)
        else:
            super().stage(records, record_id, value)


class MissingRevision(Healthy):
    """Of many changes of one record in one unit only the last becomes a revision."""

    law = "L4"
    unit_part = _LastOfEach


class _Latest(Entries):
    def _visible(self, directory_id: str, organization_id: str) -> Iterator[Written]:
        yield from list(super()._visible(directory_id, organization_id))[-100:]


class PrunedHistory(Healthy):
    """Of an entry's revisions the last hundred are kept."""

    law = "L4"
    entries_part = _Latest


class _ByReference(Directories):
    def history(self, directory_id: str, **page: Any) -> tuple[DirectoryRevision, ...]:
        present = self.get(directory_id)
        return tuple(attrs.evolve(one, directory=present) for one in super().history(directory_id, **page))


class HistoryTellsThePresent(Healthy):
    """A directory's revisions refer to the directory, and so show it as it is now."""

    law = "L4"
    directories_part = _ByReference


class _Copying(Entries):
    def put(self, entry: Entry, *, action: Action, **said: Any) -> None:
        if action is Action.RESTORED:
            new_id = self._unit.backend.settings.new_id
            entry = attrs.evolve(entry, attachments=tuple(attrs.evolve(one, id=new_id()) for one in entry.attachments))
        super().put(entry, action=action, **said)


class RestoredWithNewIds(Healthy):
    """What is restored gets copies of its files, with ids of their own."""

    law = "L4"
    entries_part = _Copying


class _Numbered(Entries):
    def put(self, entry: Entry, **said: Any) -> None:
        place = id(self._firm), entry.directory_id, entry.organization_id
        self._unit.backend.given[place] += 1
        super().put(attrs.evolve(entry, version=self._unit.backend.given[place]), **said)


class VersionSkips(Healthy):
    """Versions come from a sequence, which does not take back those of a discarded unit."""

    law = "L4"
    entries_part = _Numbered

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.given: Counter[tuple[int, str, str]] = Counter()


class _Unnamed(Entries):
    def put(self, entry: Entry, *, commit: Commit, **said: Any) -> None:
        if isinstance(commit.origin, ByHand):
            commit = attrs.evolve(commit, origin=ByHand())
        super().put(entry, commit=commit, **said)


class ChannelForgotten(Healthy):
    """A commit by hand does not keep through which channel it came."""

    law = "L4"
    entries_part = _Unnamed


class _Unsigned(Entries):
    def put(self, entry: Entry, *, commit: Commit, **said: Any) -> None:
        first = next(iter(self._visible(entry.directory_id, entry.organization_id)), None)
        if first is not None:
            commit = attrs.evolve(commit, by=first.commit.by)
        super().put(entry, commit=commit, **said)


class WriterForgotten(Healthy):
    """All revisions of an entry name its first writer."""

    law = "L4"
    entries_part = _Unsigned


class _WithoutOgrn(Organizations):
    def history(self, organization_id: str, **page: Any) -> tuple[OrganizationRevision, ...]:
        told = super().history(organization_id, **page)
        return tuple(attrs.evolve(one, organization=attrs.evolve(one.organization, ogrn=None)) for one in told)


class OgrnForgotten(Healthy):
    """The table of revisions lacks a column of the table of organizations, which was added later."""

    law = "L4"
    organizations_part = _WithoutOgrn
