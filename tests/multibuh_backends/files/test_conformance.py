"""The files backend obeys every law, in a folder."""

from __future__ import annotations

from pathlib import Path

from multibuh_backends import connect
from multibuh_core import Settings
from multibuh_core.ports import Backend
from multibuh_core.testing import BackendConformance


class TestFolder(BackendConformance):
    """A folder of this machine."""

    lasting = True

    def open_backend(self, place: Path, settings: Settings) -> Backend:
        """Open the store in a folder."""
        return connect(f"file://{place.as_posix()}", create=True, settings=settings)
