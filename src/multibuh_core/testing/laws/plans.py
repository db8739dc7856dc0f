"""A plan of an import, for tests of the laws that an import obeys as whatever else writes."""

from __future__ import annotations

from collections.abc import Mapping

from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.plan import Plan
from multibuh_core.imports.table import Row, Table
from multibuh_core.workspace import Workspace

__all__ = ["a_plan"]


def a_plan(
    workspace: Workspace,
    directory_id: str,
    texts: Mapping[str, str],
    *,
    source: str = "клиенты",
    overwrite: bool = False,
) -> Plan:
    """Plan to write *texts*, each of the organization of its name, into a directory; the first stands in row 2."""
    rows = tuple(Row(number, said) for number, said in enumerate(texts.items(), 2))
    mapping = ImportMapping(name="Имя", directories=[DirectoryColumn("Текст", directory_id=directory_id)])
    return workspace.imports.plan(
        Table(headers=("Имя", "Текст"), rows=rows), mapping, source=source, overwrite=overwrite
    )
