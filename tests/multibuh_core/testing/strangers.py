"""A backend author's project: a folder with one file of tests, run by a pytest of its own as a stranger does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs

__all__ = ["Run", "run_as_a_stranger"]

_STRICT = "[pytest]\nstrict = true\nfilterwarnings = error\n"
_ITS_OWN = ("PYTEST", "HYPOTHESIS", "COV_", "CI")


@attrs.frozen
class Run:
    """What became of the tests."""

    output: str
    """All that was printed."""
    outcomes: dict[str, str]
    """By a test's name: ``passed``, ``failure``, ``error`` or ``skipped``."""
    messages: dict[str, str]
    """What the error of each says that has one."""


def run_as_a_stranger(place: Path, tests: str, *arguments: str, conftest: str = "") -> Run:
    """Run a file of tests at *place*, under the strictest settings, and return what became of each."""
    (place / "pytest.ini").write_text(_STRICT, encoding="utf-8")
    (place / "conftest.py").write_text(conftest, encoding="utf-8")
    (place / "test_stranger.py").write_text(tests, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "test_stranger.py", "--junit-xml=report.xml", *arguments]
    ended = subprocess.run(
        command,
        cwd=place,
        env={name: value for name, value in os.environ.items() if not name.startswith(_ITS_OWN)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    report = place / "report.xml"
    assert report.exists(), ended.stdout + ended.stderr
    outcomes, messages = {}, {}
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - written just now, by our own pytest
        fault = next(iter(case), None)
        name = case.attrib["name"]
        outcomes[name] = "passed" if fault is None else fault.tag
        if fault is not None:
            messages[name] = fault.attrib.get("message", "")
    return Run(ended.stdout + ended.stderr, outcomes, messages)
