"""Comparing: the file's texts beside those that stand in the entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from multibuh_core.imports.cells import LONGEST_BLANK
from multibuh_core.imports.filling import fill
from multibuh_core.imports.report import EntryCounts
from multibuh_core.imports.three_way import Outcome, three_way

if TYPE_CHECKING:
    from multibuh_core.imports.columns import Columns
    from multibuh_core.imports.faults import Faults
    from multibuh_core.imports.group import Group
    from multibuh_core.imports.plan import PlannedOrganization

__all__ = ["Comparison", "Difference"]

Current = tuple[str, str, int, str]
"""The organization's id, the directory's id, the version, the text."""


class Difference(NamedTuple):
    """An entry whose text is not the file's; a plain tuple, since there may be half a million."""

    group: Group
    at: int
    """The place of its directory in the mapping."""
    pair: tuple[str, str]
    """The ids of its organization and its directory."""
    version: int
    now: str


class Comparison:
    """
    Leaves in groups of rows only the texts that are to be written, and counts how each cell came out.

    The directories' ids stand by their places in the mapping; None: to be created.
    """

    def __init__(
        self, directory_ids: Sequence[str | None], columns: Columns, faults: Faults, *, overwrite: bool
    ) -> None:
        there = [(directory_id, at) for at, directory_id in enumerate(directory_ids) if directory_id is not None]
        self._places = dict(there)
        self._cells = {directory_id: columns.directories[at] for directory_id, at in there}
        self._count = len(directory_ids)
        self.existing = tuple(self._places)
        """The directories that are there."""
        self._columns = columns
        self._faults = faults
        self._overwrite = overwrite
        self._unchanged, self._changed, self._conflicts = 0, 0, 0

    def differences(
        self, groups: Mapping[str, Group], current: Iterable[Current], met: Callable[[], None]
    ) -> list[Difference]:
        """
        Take out of the groups the texts that stand in the entries already, and return those that differ.

        Args:
            groups: By the organization's id.
            current: The texts of the directories, by organization.
            met: Called for each organization.
        """
        differing: list[Difference] = []
        for organization_id, texts in groupby(current, itemgetter(0)):
            met()
            if (group := groups.get(organization_id)) is not None:
                found = list(texts)
                if not self._all_stand(group, found):
                    differing += self._differing(group, found)
        return differing

    def _all_stand(self, group: Group, found: list[Current]) -> bool:
        """Settle a group of which each cell stands in its entry letter by letter: as a rule of all, the second time."""
        if len(found) != self._count or len(group.members) != 1:
            return False
        cells = group.members[0].row.cells
        for _, directory_id, _, now in found:
            if cells[self._cells[directory_id]] != now or len(now) <= LONGEST_BLANK:
                return False
        group.is_filled = True
        self._unchanged += len(found)
        return True

    def _differing(self, group: Group, found: list[Current]) -> Iterator[Difference]:
        fill(group, self._columns, self._faults)
        texts = group.texts
        for organization_id, directory_id, version, now in found:
            at = self._places[directory_id]
            if not texts or not texts[at]:
                continue
            if texts[at] == now.strip():
                texts[at] = ""
                self._unchanged += 1
            else:
                yield Difference(group, at, (organization_id, directory_id), version, now)

    def settle(self, differing: Iterable[Difference], bases: Mapping[tuple[str, str], str]) -> None:
        """Decide each difference by the text that the last import of the same source wrote there."""
        for group, at, pair, version, now in differing:
            outcome = three_way(base=bases.get(pair, ""), now=now, file=group.texts[at])
            if outcome is Outcome.CONFLICT:
                way_out = "записан текст файла" if self._overwrite else "запись оставлена как есть"
                reason = f"запись изменена вручную, а в файле другой текст: {way_out}."
                self._faults.warn(group.rows[at], self._columns.headers[self._columns.directories[at]], reason)
                outcome = Outcome.CHANGED if self._overwrite else outcome
            if outcome is Outcome.CHANGED:
                group.versions = {**group.versions, at: version}
            else:
                group.texts[at] = ""
            self._unchanged += outcome is Outcome.UNCHANGED
            self._changed += outcome is Outcome.CHANGED
            self._conflicts += outcome is Outcome.CONFLICT

    def counts(self, changes: Iterable[PlannedOrganization]) -> EntryCounts:
        """Return how the cells came out; what is to be written and was not changed was never written."""
        written = sum(len(organization.texts) for organization in changes)
        return EntryCounts(
            new=written - self._changed,
            changed=self._changed,
            unchanged=self._unchanged,
            conflicts=self._conflicts,
        )
