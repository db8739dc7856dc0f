"""Memory: the readable specification of a backend."""

from multibuh_backends.memory.backend import MemoryBackend

__all__ = ["MemoryBackend"]
