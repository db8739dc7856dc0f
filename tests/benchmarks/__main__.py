"""Run the benchmarks and print their table; the exit code says only whether all could run."""

from __future__ import annotations

import argparse
import platform
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from multibuh_backends.sql.sqlite.module import sqlite_module
from tests.benchmarks.attachments import attachments
from tests.benchmarks.cards import cards
from tests.benchmarks.figures import Figure, printed
from tests.benchmarks.files import files
from tests.benchmarks.imports import imports
from tests.benchmarks.postgresql import postgresql
from tests.benchmarks.starts import starts
from tests.benchmarks.writers import writers
from tests.benchmarks.writes import writes

BENCHMARKS = {
    "cards": cards,
    "postgresql": postgresql,
    "imports": imports,
    "writes": writes,
    "writers": writers,
    "files": files,
    "attachments": attachments,
    "starts": starts,
}


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="nox -s bench --", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, under two minutes")
    parser.add_argument("only", nargs="*", help=f"of {', '.join(BENCHMARKS)}; all if none is named")
    arguments = parser.parse_args()
    figures: list[Figure] = []
    for name in arguments.only or BENCHMARKS:
        with TemporaryDirectory(prefix="multibuh-bench-") as place:
            print(f"… {name}", file=sys.stderr, flush=True)
            figures.extend(BENCHMARKS[name](Path(place), quick=arguments.quick))
    print(f"Python {platform.python_version()}, SQLite {sqlite_module().sqlite_version}, {platform.machine()}\n")
    print(printed(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
