"""The shelf against every law of multibuh: the kit is the whole of the tests."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from multibuh_backends import connect
from multibuh_core import Settings
from multibuh_core.ports import Backend
from multibuh_core.testing import BackendConformance


class TestShelf(BackendConformance):
    """Two members: whether it lasts, and how it is opened."""

    lasting = True

    def open_backend(self, place: Path, settings: Settings) -> AbstractContextManager[Backend]:
        """Open the store in the folder *place*."""
        return connect(f"shelf://{place}", create=True, settings=settings)
