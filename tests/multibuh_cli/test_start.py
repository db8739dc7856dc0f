"""The start of the program: nothing is imported that is not needed (benchmark S11)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.multibuh_cli.shell import INN, Shell

PROGRAM = """
import sys
from multibuh_cli.app import main
code = main(sys.argv[1:])
heavy = {"alembic", "cattrs", "fsspec", "multibuh_core", "pydantic", "python_calamine", "rich", "sqlalchemy"}
print(*sorted(heavy & sys.modules.keys()), file=sys.stderr)
raise SystemExit(code)
"""


def loaded(*arguments: str) -> str:
    """Return which heavy libraries a command loads, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True)
    return done.stderr.strip()


def test_help_loads_nothing_heavy() -> None:
    """The help needs Typer and nothing else, not even the core."""
    assert loaded("import", "--help") == ""


@pytest.mark.filterwarnings("default")
def test_card_loads_what_reads_it(shell: Shell) -> None:
    """A card on SQLite needs the core and SQLAlchemy: no migrations, no documents, no tables, no spreadsheets."""
    shell.org(inn=INN)

    assert set(loaded("card", INN).split()) <= {"fsspec", "multibuh_core", "sqlalchemy"}
