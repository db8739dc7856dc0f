"""To import the reader costs nothing but itself."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("python_calamine", "sqlalchemy", "pytest", "csv")


def test_nothing_heavy_is_imported() -> None:
    """The parser is loaded by the first book of Excel, not before."""
    code = f"import sys, multibuh_backends.spreadsheets; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
