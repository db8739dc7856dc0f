"""The fixtures of the laws' tests: each test runs once per backend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.laws.door import DOORS, Door
from tests.laws.world import World, open_world


@pytest.fixture(params=DOORS, ids=[door.name for door in DOORS])
def door(request: pytest.FixtureRequest) -> Door:
    """Give each kind of backend in turn."""
    found: Door = request.param
    return found


@pytest.fixture
def world(door: Door, tmp_path: Path) -> Iterator[World]:
    """Give a new store with a ticking clock."""
    with open_world(door, tmp_path / "store") as opened:
        yield opened
