"""The one door through which the tests reach a backend: a `Kit`, as the helpers of its tests see it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from multibuh_core.ports import Backend
from multibuh_core.settings import Settings

__all__ = ["Door"]


class Door(Protocol):
    """A kind of backend: the same place opened twice is the same store, if it is lasting."""

    @property
    def lasting(self) -> bool:
        """Whether what was committed survives the process."""

    def open_backend(self, place: Path, settings: Settings, /) -> AbstractContextManager[Backend]:
        """Open the store at a place."""
