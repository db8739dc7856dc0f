"""One import, or its floor, in a process of its own: prints its seconds and its peak memory as JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from multibuh_backends.sql.sqlite.module import sqlite_module
from tests.benchmarks.spreadsheet import COLUMNS
from tests.benchmarks.stores import FIRM

__all__: list[str] = []


def ours(spreadsheet: Path, store: Path) -> dict[str, object]:
    """Read, plan and apply, as a host does."""
    from multibuh_backends import connect
    from multibuh_backends.spreadsheets import read_table
    from multibuh_core import Actor, Workspace
    from multibuh_core.imports import DirectoryColumn, ImportMapping

    mapping = ImportMapping(
        name="Организация", inn="ИНН", kpp="КПП", directories=[DirectoryColumn(column) for column in COLUMNS]
    )
    with connect(f"sqlite:///{store}", create=True) as backend:
        anna = Workspace(backend, firm=FIRM, actor=Actor("anna"))

        def work() -> dict[str, object]:
            table = read_table(spreadsheet, columns=mapping.columns)
            plan = anna.imports.plan(table, mapping, source="clients")
            del table
            report = anna.imports.apply(plan)
            return {"new": report.entries.new, "changed": report.entries.changed}

        return timed(work)


def reading(spreadsheet: Path, _: Path) -> dict[str, object]:
    """Read the file by python-calamine alone: the floor of S7."""
    return timed(lambda: {"rows": len(calamine_rows(spreadsheet))})


def by_hand(spreadsheet: Path, store: Path) -> dict[str, object]:
    """
    Read the file by python-calamine, and put the very rows that ours wrote into tables of the same schema.

    The rows come from *store*, are at hand before the clock starts, and go in by plain `executemany` in one transaction
    of the same durability.
    """
    target = store.with_suffix(".by-hand.db")
    source = sqlite_module().connect(store)
    tables = [name for (name,) in source.execute(_TABLES)]
    rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    schema = [sql for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")]
    source.close()
    target.unlink(missing_ok=True)
    connection = sqlite_module().connect(target, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    for sql in schema:
        connection.execute(sql)

    def work() -> dict[str, object]:
        calamine_rows(spreadsheet)
        connection.execute("BEGIN IMMEDIATE")
        for table in tables:
            if rows[table]:
                marks = ", ".join("?" * len(rows[table][0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows[table])
        connection.execute("COMMIT")
        return {"rows": sum(map(len, rows.values()))}

    return timed(work)


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'multibuh%' ORDER BY rowid"


def calamine_rows(spreadsheet: Path) -> list[list[object]]:
    """Return the first sheet as python-calamine gives it."""
    import python_calamine

    book = python_calamine.load_workbook(str(spreadsheet))
    return book.get_sheet_by_index(0).to_python()


def timed(work: Callable[[], dict[str, object]]) -> dict[str, object]:
    """Return what *work* says, its seconds, and the peak memory of the process in MiB."""
    begun = time.perf_counter()
    said = work()
    seconds = time.perf_counter() - begun
    return said | {"seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    do = {"ours": ours, "reading": reading, "by_hand": by_hand}[sys.argv[1]]
    sys.stdout.write(json.dumps(do(Path(sys.argv[2]), Path(sys.argv[3]))))
