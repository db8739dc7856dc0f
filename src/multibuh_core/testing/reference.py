"""The memory backend, the readable specification: what other backends are held against, and what hosts test with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multibuh_core.ports import Backend
    from multibuh_core.settings import Settings

__all__ = ["reference_backend"]


def reference_backend(settings: Settings) -> Backend:
    """
    Return a new and empty memory backend; close it when done.

    The one place where the core's tests know of a backend: both come in one wheel.
    """
    from multibuh_backends.memory import MemoryBackend

    return MemoryBackend(settings)
