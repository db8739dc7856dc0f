"""An example, run as a script in this process."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

__all__ = ["EXAMPLES", "printed"]

EXAMPLES = Path(__file__).parents[2] / "examples"


def printed(name: str, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    """Run an example; return the lines that it prints."""
    patch.setattr(sys, "argv", [name, *arguments])
    runpy.run_path(str(EXAMPLES / name), run_name="__main__")
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]
