"""The page on testing an integration: what its reader copies are tests that pass, not only code that runs."""

from __future__ import annotations

import re
from pathlib import Path

from tests.multibuh_core.testing.strangers import run_as_a_stranger

PAGE = Path(__file__).resolve().parents[3] / "docs" / "testing-your-integration.md"


def test_blocks_of_the_page_are_tests_that_pass(tmp_path: Path) -> None:
    """The blocks of Python, put into one file, are collected as tests, get the fixtures shown, and pass."""
    blocks = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    shown = {name for block in blocks for name in re.findall(r"^def (test_\w+)", block, flags=re.MULTILINE)}
    run = run_as_a_stranger(tmp_path, "\n\n".join(blocks), "-q")
    assert len(shown) >= 10
    assert run.outcomes == dict.fromkeys(shown, "passed"), run.output
