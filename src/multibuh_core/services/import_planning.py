"""The planning of one import: what the firm has beside what the table says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from multibuh_core.imports.columns import Columns
from multibuh_core.imports.comparing import Comparison
from multibuh_core.imports.details import DetailsReader
from multibuh_core.imports.faults import Faults
from multibuh_core.imports.filling import fill
from multibuh_core.imports.identities import IdentityReader
from multibuh_core.imports.mapping import ImportMapping
from multibuh_core.imports.plan import Plan
from multibuh_core.imports.planning import acceptable, planned
from multibuh_core.imports.progress import Ticker
from multibuh_core.imports.reading import read_rows
from multibuh_core.imports.recognition import recognized
from multibuh_core.imports.report import ImportReport
from multibuh_core.imports.roster import Roster
from multibuh_core.imports.table import Table
from multibuh_core.imports.targets import targets

if TYPE_CHECKING:
    from multibuh_core.imports.group import Group
    from multibuh_core.ports import UnitOfWork
    from multibuh_core.services.session import Session

__all__ = ["Planning"]


@attrs.frozen
class Planning:
    """The planning of one import by what one unit sees."""

    session: Session
    work: UnitOfWork
    table: Table
    mapping: ImportMapping
    source: str
    tick: Ticker
    overwrite: bool = attrs.field(kw_only=True)

    def plan(self) -> Plan:
        """Recognize the organizations, compare the texts, and say what is to be written."""
        work, mapping = self.work, self.mapping
        columns, faults = Columns.located(self.table, mapping), Faults(self.table.sheet)
        directories = targets(mapping.directories, work.directories.list(archived=None), work.directories.get)
        roster = Roster(work.organizations.list(archived=None))
        rows = IdentityReader(columns, faults, roster.inns, mapping.drop_bad_numbers)
        details = DetailsReader(columns, faults, mapping.update_organizations, mapping.drop_bad_numbers)
        said = read_rows(self.table, rows, self.tick)
        groups = recognized(said, roster, columns, faults, are_updated=mapping.update_organizations)
        groups = acceptable(groups, roster, details)
        comparison = Comparison([one.id for one in directories], columns, faults, overwrite=self.overwrite)
        self._compare(groups, comparison)
        groups = [group for group in groups if fill(group, columns, faults)]
        changes = planned(groups, roster)
        return Plan.made_of(
            firm=self.session.firm,
            user_id=self.session.actor.user_id,
            import_id=self.session.settings.new_id(),
            source=self.source,
            sheet=self.table.sheet,
            directories=directories,
            organizations=changes,
            report=ImportReport.planned(groups, comparison.counts(changes), faults),
        )

    def _compare(self, groups: list[Group], comparison: Comparison) -> None:
        """Leave in *groups* what is not there yet."""
        there = {group.organization.id: group for group in groups if group.organization is not None}
        if there and comparison.existing:
            entries = self.work.entries
            differing = comparison.differences(there, entries.texts(comparison.existing), self.tick)
            comparison.settle(differing, entries.imported_texts(self.source, [one.pair for one in differing]))
