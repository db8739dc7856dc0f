"""The fixtures of the tests of imports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from multibuh_backends import connect
from multibuh_core import Workspace
from tests.multibuh_core.imports.tables import a_workspace


@pytest.fixture(params=["memory", "sqlite"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    """Give Anna's workspace in a new store, of each kind in turn."""
    url = "memory:" if request.param == "memory" else f"sqlite:///{tmp_path.as_posix()}/firm.db"
    with connect(url, create=True) as backend:
        yield a_workspace(backend)
