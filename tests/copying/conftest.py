"""What the tests of copying share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.copying.stores import Stores
from tests.servers.postgresql import Databases
from tests.servers.seaweedfs import seaweedfs

__all__ = ["seaweedfs", "stores"]


@pytest.fixture
def stores(databases: Databases, request: pytest.FixtureRequest) -> Iterator[Stores]:
    """Give what makes stores of every kind."""
    with ExitStack() as opened:
        yield Stores(databases, lambda: request.getfixturevalue("seaweedfs"), opened)
