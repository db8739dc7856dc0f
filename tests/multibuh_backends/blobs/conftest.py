"""The fixtures of the blobs' tests."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from tests.multibuh_backends.blobs.places import LocalPlace, MemoryPlace, Place


@pytest.fixture(params=["local", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Give each kind of place in turn, new: fsspec's memory is one for the whole process."""
    return LocalPlace(tmp_path / "attachments") if request.param == "local" else MemoryPlace(f"memory://{uuid4()}")


@pytest.fixture
def local(tmp_path: Path) -> LocalPlace:
    """Give a new folder's name."""
    return LocalPlace(tmp_path / "attachments")
