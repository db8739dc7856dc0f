"""Named builders of tables, mappings and workspaces, for tests of imports."""

from __future__ import annotations

from typing import Any

from multibuh_backends import connect
from multibuh_core import Actor, Workspace
from multibuh_core.imports import DirectoryColumn, ImportMapping, ImportReport, Plan, Row, Table

__all__ = ["GUIDE", "HEADERS", "a_mapping", "a_table", "a_workspace", "counts", "imported", "reasons"]

HEADERS = ("Название", "ИНН", "КПП", "ОГРН", "Код", "Карта", "Банк")
GUIDE = "Карта"


def a_table(*rows: tuple[str, ...] | dict[str, str], headers: tuple[str, ...] = HEADERS, sheet: str = "Лист1") -> Table:
    """Return a table whose first row stands in row 2; a row may be a dict of its cells that are not empty."""
    cells = [tuple(row.get(header, "") for header in headers) if isinstance(row, dict) else row for row in rows]
    return Table(headers=headers, rows=tuple(Row(at, row) for at, row in enumerate(cells, 2)), sheet=sheet)


def a_mapping(**changes: Any) -> ImportMapping:
    """Return a mapping of all columns of `HEADERS`, with two collective directories."""
    said: dict[str, Any] = {
        "name": "Название",
        "inn": "ИНН",
        "kpp": "КПП",
        "ogrn": "ОГРН",
        "external_ids": {"1c": "Код"},
        "directories": [DirectoryColumn("Карта"), DirectoryColumn("Банк")],
    }
    return ImportMapping(**said | changes)


def a_workspace() -> Workspace:
    """Return Anna's workspace in a new store in memory."""
    return Workspace(connect("memory:"), firm="fintrust", actor=Actor("anna"))


def imported(workspace: Workspace, table: Table, mapping: ImportMapping | None = None, **options: Any) -> ImportReport:
    """Plan and apply."""
    plan = workspace.imports.plan(table, a_mapping() if mapping is None else mapping, **options)
    return workspace.imports.apply(plan)


def counts(report: ImportReport | Plan) -> tuple[int, int, int, int, int, int]:
    """Return (organizations new, matched; entries new, changed, unchanged, conflicts)."""
    if isinstance(report, Plan):
        report = report.report
    organizations, entries = report.organizations, report.entries
    return (
        *(organizations.new, organizations.matched),
        *(entries.new, entries.changed, entries.unchanged, entries.conflicts),
    )


def reasons(faults: Any) -> list[tuple[int, str, str]]:
    """Return (row, column, reason) of each fault."""
    return [(fault.row, fault.column, fault.reason) for fault in faults]
