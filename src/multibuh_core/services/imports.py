"""Imports: from a table to a plan, and from a plan to one commit."""

from __future__ import annotations

from typing import Final

import attrs

from multibuh_core.commit import ByImport
from multibuh_core.errors import InvalidInputError
from multibuh_core.imports.mapping import ImportMapping
from multibuh_core.imports.plan import Plan
from multibuh_core.imports.plan_checks import checked_sheet, checked_source
from multibuh_core.imports.progress import Progress, Ticker
from multibuh_core.imports.report import ImportReport
from multibuh_core.imports.table import Table
from multibuh_core.imports.uncollected import uncollected
from multibuh_core.services.import_planning import Planning
from multibuh_core.services.import_writing import Writing
from multibuh_core.services.retrying import retried
from multibuh_core.services.rules import checked_flag
from multibuh_core.services.session import Session
from multibuh_core.visibility import Visibility

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
                The file's name and the sheet's if not given, and one name for all tables without either.
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
            plan = Planning(self._session, work, table, mapping, source, tick, overwrite=overwrite).plan()
        tick.finish()
        return plan

    @retried
    def apply(self, plan: Plan, *, progress: Progress | None = None) -> ImportReport:
        """
        Write all of a plan as one commit, or nothing.

        Args:
            plan: Made by `plan`, today or before; everything in it is checked anew.
            progress: Called now and then with what is done and the total.

        Raises:
            InvalidInputError: If the plan is another firm's, or would create another user's personal directory.
            NotAllowedError: If the policy says no to any part of it.
            ConflictError: If something that it touches has moved since it was made.
            AlreadyExistsError: If, edited, it gives an organization a key of another.
        """
        self._require_own(plan)
        tick = Ticker(progress, 2 * len(plan.organizations))
        origin = ByImport(import_id=plan.import_id, source=plan.source, sheet=plan.sheet)
        # Even of nothing a unit is committed: what was found to be so already is then lasting.
        with uncollected(), self._session.writing(origin) as (work, commit):
            Writing(self._session, work, commit, plan, tick).write()
        tick.finish()
        return attrs.evolve(plan.report, applied=True)

    def _require_own(self, plan: object) -> None:
        if not isinstance(plan, Plan):
            raise InvalidInputError("plan", plan, "нужен план. Составьте его: imports.plan(таблица, разметка).")
        if plan.firm != self._session.firm:
            raise InvalidInputError("plan", plan.import_id, "план составлен для другой фирмы. Составьте план заново.")
        would_be_mine = any(one.id is None and one.visibility is Visibility.PERSONAL for one in plan.directories)
        if would_be_mine and plan.user_id != self._session.actor.user_id:
            rule = "план заводит личный справочник другого сотрудника. Составьте свой план."
            raise InvalidInputError("plan", plan.import_id, rule)


def _source(table: object, mapping: object, source: str | None) -> str:
    if not isinstance(table, Table):
        raise InvalidInputError("table", table, "нужна Table. Прочитайте файл: read_table(путь).")
    if not isinstance(mapping, ImportMapping):
        raise InvalidInputError("mapping", mapping, "нужна ImportMapping. Назначьте столбцы: ImportMapping(name=…, …).")
    checked_sheet(table.sheet)
    origin = ", ".join(name for name in (table.file, table.sheet) if name)
    return checked_source((origin or _UNNAMED) if source is None else source)
