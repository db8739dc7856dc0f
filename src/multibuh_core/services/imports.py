"""Imports: from a table to a plan, and from a plan to one commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Final

import attrs

from multibuh_core.commit import ByImport, Commit
from multibuh_core.directory import Directory
from multibuh_core.errors import InvalidInputError
from multibuh_core.imports.columns import Columns
from multibuh_core.imports.comparing import Comparison
from multibuh_core.imports.details import DetailsReader
from multibuh_core.imports.faults import Faults
from multibuh_core.imports.filling import fill
from multibuh_core.imports.identities import IdentityReader
from multibuh_core.imports.mapping import ImportMapping
from multibuh_core.imports.moved import existing_directories, existing_organizations, require_unmoved
from multibuh_core.imports.plan import Plan
from multibuh_core.imports.plan_checks import checked_details, checked_plan, checked_sheet, checked_source
from multibuh_core.imports.planning import acceptable, planned
from multibuh_core.imports.progress import Progress, Ticker
from multibuh_core.imports.reading import read_rows
from multibuh_core.imports.recognition import recognized
from multibuh_core.imports.report import ImportReport
from multibuh_core.imports.roster import Roster
from multibuh_core.imports.table import Table
from multibuh_core.imports.targets import targets
from multibuh_core.imports.uncollected import uncollected
from multibuh_core.names import tidy
from multibuh_core.organization import Organization
from multibuh_core.policy import Permission
from multibuh_core.ports import NewText
from multibuh_core.revision import Action
from multibuh_core.services.rules import checked_flag
from multibuh_core.services.session import refusal
from multibuh_core.visibility import Visibility

if TYPE_CHECKING:
    from multibuh_core.imports.group import Group
    from multibuh_core.imports.plan import PlannedDirectory
    from multibuh_core.ports import UnitOfWork
    from multibuh_core.services.session import Session

__all__ = ["Imports"]

_UNNAMED: Final = "таблица"
"""The source of a table without a sheet, where the caller names none."""


@attrs.frozen
class Imports:
    """Imports of tables: planned, reviewed, applied."""

    _session: Session

    def plan(
        self,
        table: Table,
        mapping: ImportMapping,
        *,
        source: str | None = None,
        overwrite: bool = False,
        progress: Progress | None = None,
    ) -> Plan:
        """
        Return what an import of *table* would write; writes nothing.

        Args:
            table: As `read_table` gives it.
            mapping: What its columns mean.
            source: The name under which the table is imported again and again; by it the last import's texts are found.
                The sheet's name if not given, and one name for all tables without a sheet.
            overwrite: Whether the file wins over what was written by hand.
            progress: Called now and then with what is done and the total.

        Raises:
            InvalidInputError: If the table has no rows, a column is not there or there twice, or a directory's name is
                not one directory's. What is wrong with a row is told in the plan's report.
            NotFoundError: If there is no directory with an id that the mapping names, or the actor may not see it.
            ConflictError: If a directory is in the archive.
        """
        source = _source(table, mapping, source)
        checked_flag("overwrite", overwrite)
        tick = Ticker(progress, 2 * len(table.rows))
        with uncollected(), self._session.reading() as work:
            plan = _Planning(self._session, work, table, mapping, source, tick, overwrite=overwrite).plan()
        tick.finish()
        return plan

    def apply(self, plan: Plan, *, progress: Progress | None = None) -> ImportReport:
        """
        Write all of a plan as one commit, or nothing.

        Args:
            plan: Made by `plan`, today or before; everything in it is checked anew.
            progress: Called now and then with what is done and the total.

        Raises:
            InvalidInputError: If the plan contradicts itself or is for another firm.
            NotAllowedError: If the policy says no to any part of it.
            ConflictError: If something that it touches has moved since it was made.
            AlreadyExistsError: If, edited, it gives an organization a key of another.
        """
        checked_plan(plan, firm=self._session.firm, user_id=self._session.actor.user_id)
        tick = Ticker(progress, 2 * len(plan.organizations))
        if plan.organizations or any(one.id is None for one in plan.directories):
            origin = ByImport(import_id=plan.import_id, source=plan.source, sheet=plan.sheet)
            with uncollected(), self._session.writing(origin) as (work, commit):
                _Application(self._session, work, commit, plan, tick).write()
        tick.finish()
        return attrs.evolve(plan.report, applied=True)


def _source(table: object, mapping: object, source: str | None) -> str:
    if not isinstance(table, Table):
        raise InvalidInputError("table", table, "нужна Table. Прочитайте файл: read_table(путь).")
    if not isinstance(mapping, ImportMapping):
        raise InvalidInputError("mapping", mapping, "нужна ImportMapping. Назначьте столбцы: ImportMapping(name=…, …).")
    return checked_source((checked_sheet(table.sheet) or _UNNAMED) if source is None else source)


@attrs.frozen
class _Planning:
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
        return Plan(
            firm=self.session.firm,
            user_id=self.session.actor.user_id,
            import_id=self.session.settings.new_id(),
            source=self.source,
            sheet=self.table.sheet,
            directories=directories,
            organizations=planned(groups, roster),
            report=ImportReport.planned(groups, comparison.counts(groups), faults),
        )

    def _compare(self, groups: list[Group], comparison: Comparison) -> None:
        """Leave in *groups* what is not there yet."""
        there = {group.organization.id: group for group in groups if group.organization is not None}
        if there and comparison.existing:
            entries = self.work.entries
            differing = comparison.differences(there, entries.texts(comparison.existing), self.tick)
            comparison.settle(differing, entries.imported_texts(self.source, [one.pair for one in differing]))


@attrs.frozen
class _Application:
    """The writing of one plan in one unit."""

    session: Session
    work: UnitOfWork
    commit: Commit
    plan: Plan
    tick: Ticker

    def write(self) -> None:
        """Check what the plan rests on and who may, then write it."""
        seen = {directory.id: directory for directory in self.work.directories.list(archived=None)}
        roster = Roster(self.work.organizations.list(archived=None) if self.plan.organizations else ())
        present = existing_directories(self.plan, seen)
        directories = [self._created(one) if one.id is None else present[one.id] for one in self.plan.directories]
        organizations = self._organizations(existing_organizations(self.plan, roster))
        self._require_permissions(directories, organizations)
        require_unmoved(self.plan, seen, roster)
        for directory in directories:
            if directory.id not in seen:
                self.work.directories.put(directory, action=Action.CREATED, commit=self.commit)
        self.work.organizations.put_many(self._changed(organizations), commit=self.commit)
        self.work.entries.write_many(self._texts(directories, organizations), commit=self.commit)

    def _created(self, planned: PlannedDirectory) -> Directory:
        return Directory(
            id=self.session.settings.new_id(),
            name=tidy(planned.name),
            description="",
            visibility=planned.visibility,
            owner_id=self.session.actor.user_id,
            show_in_card=planned.show_in_card,
            position=0,
            archived_at=None,
            updated_at=self.commit.at,
            updated_by=self.commit.by,
            version=1,
        )

    def _organizations(self, present: Mapping[str, Organization]) -> list[Organization]:
        """Return the plan's organizations as they will be, in its order."""
        new_id = self.session.settings.new_id
        return [
            present[one.id or ""]
            if one.details is None
            else checked_details(one.details).organization(one.id or new_id(), self.commit, version=one.version + 1)
            for one in self.plan.organizations
        ]

    def _require_permissions(self, directories: list[Directory], organizations: list[Organization]) -> None:
        """Ask the policy for each thing that is written, as of each written alone: it may look at any of them."""
        allows, actor = self.session.settings.policy.allows, self.session.actor
        for target, directory in zip(self.plan.directories, directories, strict=True):
            if target.id is None:
                self.session.require(Permission.CREATE_DIRECTORY, directory=directory)
        # None: a personal directory; there the policy is not asked.
        collective = [one if one.visibility is Visibility.COLLECTIVE else None for one in directories]
        for one, organization in zip(self.plan.organizations, organizations, strict=True):
            if one.details is not None:
                self.session.require(Permission.CHANGE_ORGANIZATIONS, organization=organization)
            for at in one.directories:
                asked = collective[at]
                if asked and not allows(Permission.WRITE_ENTRIES, actor, directory=asked, organization=organization):
                    raise refusal(Permission.WRITE_ENTRIES.value, actor.user_id)

    def _changed(self, organizations: list[Organization]) -> Iterator[tuple[Organization, Action, int]]:
        for one, organization in zip(self.plan.organizations, organizations, strict=True):
            self.tick()
            if one.details is not None:
                yield organization, Action.ADDED if one.id is None else Action.UPDATED, one.row

    def _texts(self, directories: list[Directory], organizations: list[Organization]) -> Iterator[NewText]:
        id_at = [directory.id for directory in directories].__getitem__
        for one, organization in zip(self.plan.organizations, organizations, strict=True):
            self.tick()
            ids = map(id_at, one.directories)
            yield from map(
                _new_text, zip(repeat(organization.id), ids, one.versions, one.texts, one.rows, strict=False)
            )


_new_text = partial(tuple.__new__, NewText)
"""What `NewText` does of a tuple, without counting its fields again: half a million times."""
