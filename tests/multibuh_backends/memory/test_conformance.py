"""The memory backend obeys every law."""

from __future__ import annotations

from pathlib import Path

from multibuh_backends import connect
from multibuh_core import Settings
from multibuh_core.ports import Backend
from multibuh_core.testing import BackendConformance


class TestMemory(BackendConformance):
    """Each `connect` is a new store, gone with its process."""

    lasting = False

    def open_backend(self, _place: Path, settings: Settings) -> Backend:
        """Open a new one."""
        return connect("memory:", settings=settings)
