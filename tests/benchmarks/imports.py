"""S6 and S7: a spreadsheet into SQLite, and the same spreadsheet again; each run in a process of its own."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure
from tests.benchmarks.spreadsheet import COLUMNS, make_spreadsheet

__all__ = ["imports"]


def imports(place: Path, *, quick: bool) -> list[Figure]:
    """Measure a first import and a second one, in turn with their floors."""
    organizations, rounds = (5_000, 3) if quick else (100_000, 5)
    spreadsheet = place / "clients.xlsx"
    make_spreadsheet(spreadsheet, organizations)
    runs: dict[str, list[dict[str, Any]]] = {"first": [], "again": [], "by_hand": [], "reading": []}
    for number in range(rounds):
        store = place / f"import-{number}.db"
        runs["reading"].append(_run("reading", spreadsheet, store))
        runs["first"].append(_run("ours", spreadsheet, store))
        runs["by_hand"].append(_run("by_hand", spreadsheet, store))
        runs["again"].append(_run("ours", spreadsheet, store))
        for left in place.glob("import-*"):
            if left.is_file():
                left.unlink()
    times = {name: statistics.median(run["seconds"] for run in found) * 1e6 for name, found in runs.items()}
    peak = max(run["peak"] for run in runs["first"])
    written = organizations * len(COLUMNS)
    assert all(run["new"] == written for run in runs["first"])
    assert all(run["new"] == run["changed"] == 0 for run in runs["again"])
    size = f"{written:,} entries"
    return [
        Figure(
            work="S6 import",
            size=size,
            ours=times["first"],
            floor=times["by_hand"],
            goal=1.5,
            note=f"peak {peak:.0f} MiB (goal: 1024)",
        ),
        Figure(
            work="S7 the same again",
            size=size,
            ours=times["again"],
            floor=times["reading"],
            goal=2.5,
            note=f"peak {max(run['peak'] for run in runs['again']):.0f} MiB",
        ),
    ]


def _run(what: str, spreadsheet: Path, store: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.import_once", what, str(spreadsheet), str(store)]
    said: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return said
