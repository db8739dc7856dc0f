"""Named builders of tables, mappings and workspaces, for tests of imports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from multibuh_backends import connect
from multibuh_core import Actor, Workspace
from multibuh_core.imports import DirectoryColumn, Fault, ImportMapping, ImportReport, Plan, Row, Table
from multibuh_core.ports import Backend

__all__ = [
    "HEADERS",
    "a_mapping",
    "a_table",
    "a_workspace",
    "colleague",
    "counts",
    "imported",
    "told",
    "written",
]

HEADERS = ("Название", "ИНН", "КПП", "ОГРН", "Код", "Карта", "Банк")


def a_table(*rows: dict[str, str], headers: tuple[str, ...] = HEADERS, sheet: str = "Клиенты") -> Table:
    """Return a table whose first row stands in row 2; a row is a dict of its cells that are not empty."""
    cells = (tuple(row.get(header, "") for header in headers) for row in rows)
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


def a_workspace(backend: Backend | None = None, user: str = "anna", firm: str = "fintrust") -> Workspace:
    """Return a workspace, in a new store in memory unless one is given."""
    return Workspace(connect("memory:") if backend is None else backend, firm=firm, actor=Actor(user))


def colleague(workspace: Workspace, user: str = "boris") -> Workspace:
    """Return the workspace of another user of the same firm and store."""
    return Workspace(workspace._session.backend, firm=workspace.firm, actor=Actor(user))


def imported(workspace: Workspace, table: Table, mapping: ImportMapping | None = None, **options: Any) -> ImportReport:
    """Plan and apply."""
    plan = workspace.imports.plan(table, a_mapping() if mapping is None else mapping, **options)
    return workspace.imports.apply(plan)


def counts(report: ImportReport | Plan) -> tuple[int, int, int, int, int, int]:
    """Return (organizations new, matched; entries new, changed, unchanged, conflicts)."""
    said = report.report if isinstance(report, Plan) else report
    organizations, entries = said.organizations, said.entries
    return (
        *(organizations.new, organizations.matched),
        *(entries.new, entries.changed, entries.unchanged, entries.conflicts),
    )


def told(faults: Iterable[Fault]) -> list[tuple[int, str, str]]:
    """Return (row, column, reason) of each fault."""
    return [(fault.row, fault.column, fault.reason) for fault in faults]


def written(workspace: Workspace) -> dict[tuple[str, str], str]:
    """Return all texts that the user sees, by the names of organization and directory."""
    organizations = {one.id: one.name for one in workspace.organizations.list()}
    return {
        (organizations[entry.organization_id], directory.name): entry.text
        for directory in workspace.directories.list()
        for entry in workspace.entries.list(directory_id=directory.id)
    }
