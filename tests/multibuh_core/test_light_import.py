"""What an import costs: nothing heavy is loaded, and nothing happens."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "alembic",
    "cattrs",
    "fsspec",
    "hypothesis",
    "odf",
    "psycopg",
    "pysqlite3",
    "pytest",
    "python_calamine",
    "rich",
    "s3fs",
    "sqlalchemy",
    "sqlite3",
    "stdnum",
    "typer",
}

TELL = """\
import sys
before = set(sys.modules)
import {module}
print(*sorted({{name.partition(".")[0] for name in set(sys.modules) - before}}))
"""


def loaded_by(module: str) -> set[str]:
    """Return the packages that importing a module brings into a fresh interpreter."""
    run = subprocess.run([sys.executable, "-c", TELL.format(module=module)], capture_output=True, text=True, check=True)
    assert run.stderr == ""
    return set(run.stdout.split())


class TestLightImport:
    """In an interpreter of its own."""

    @pytest.mark.parametrize("module", ["multibuh_core", "multibuh_backends", "multibuh_core.ports"])
    def test_import_loads_nothing_heavy(self, module: str) -> None:
        """A host that imports the library pays for attrs alone, until it connects, reads a table or serializes."""
        loaded = loaded_by(module)
        assert "attr" in loaded
        assert loaded & HEAVY == set()

    def test_documents_load_cattrs_and_nothing_else(self) -> None:
        """Documents need cattrs, but no database, filesystem or spreadsheet."""
        assert loaded_by("multibuh_core.serialization") & HEAVY == {"cattrs"}

    def test_memory_needs_no_database(self) -> None:
        """The backend in memory is the core and Python."""
        assert loaded_by("multibuh_backends.memory") & HEAVY == set()
