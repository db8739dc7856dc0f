"""The rule of the machine that imports a table."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import rule

from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.table import Row, Table
from multibuh_core.testing.machine.writing import FIRMS, INNS, NAMES, PICK, USERS, Histories
from multibuh_core.workspace import Workspace

__all__ = ["Importing"]

SOURCES = st.sampled_from(["клиенты", "клиенты", "архив"])
TEXTS = st.sampled_from(["", "раз", "два", "три"])


class Importing(Histories):
    """A table of one row: planned and applied, with its organization matched, added or rejected."""

    @rule(
        who=USERS, firm=FIRMS, directory=PICK, source=SOURCES, overwrite=st.booleans(), name=NAMES, inn=INNS, text=TEXTS
    )
    def import_table(
        self,
        *,
        who: str,
        firm: str,
        directory: int,
        source: str,
        overwrite: bool,
        name: str,
        inn: str | None,
        text: str,
    ) -> None:
        """Import a row into a directory."""
        d, did = self.pick("d", directory)
        table = Table(headers=("Имя", "ИНН", "Текст"), rows=(Row(2, (name, inn or "", text)),))
        mapping = ImportMapping(name="Имя", inn="ИНН", directories=[DirectoryColumn("Текст", directory_id=did)])

        def real(workspace: Workspace) -> Any:
            plan = workspace.imports.plan(table, mapping, source=source, overwrite=overwrite)
            report = workspace.imports.apply(plan)
            organizations = {"matched": report.organizations.matched, "added": report.organizations.new}
            counts = {"rejected": len(report.rejected), **organizations, **attrs.asdict(report.entries)}
            return [word for word, count in counts.items() if count]

        row, clock = {"name": name, "inn": inn, "text": text}, self.sides.store.clock
        self.sides.write(who, firm, real, lambda m: m.imported(d, source, clock(), overwrite, row))
