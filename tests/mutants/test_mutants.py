"""The kit is held against backends broken on purpose: one that lived would be a hole in it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.mutants.kits import CONTROLS, MUTANTS, Mutant

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def fates() -> dict[str, dict[str, Any]]:
    """Try all mutants once, in a process of their own, and return what became of each by its name."""
    command = [sys.executable, "-m", "tests.mutants", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=900)
    assert done.stdout, done.stderr
    return {one["mutant"]: one for one in json.loads(done.stdout)}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_mutant_is_caught(fates: dict[str, dict[str, Any]], mutant: Mutant) -> None:
    """A broken backend is caught by a test of the very law that it breaks, and not by a crash of its own."""
    fate = fates[mutant.name]
    assert fate["broken"] is None
    assert fate["caught_by"] is not None, mutant.fault
    assert fate["law"] == mutant.law


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.name)
def test_healthy_backend_is_not_caught(fates: dict[str, dict[str, Any]], control: Mutant) -> None:
    """What the mutants are made of, unbroken, passes every test that it is put to."""
    fate = fates[control.name]
    assert (fate["caught_by"], fate["broken"]) == (None, None)
    assert fate["tests"] > 0


def test_there_is_a_mutant_for_each_law() -> None:
    """No law is without a backend that breaks it."""
    assert {mutant.law for mutant in MUTANTS} >= {f"L{number}" for number in range(1, 12)} | {"Domain", "Results"}
