"""What is the same of all objects on servers: their clock, and the clearing of what a killed process left."""

from __future__ import annotations

from multibuh_backends.blobs.keys import INCOMING, is_temporary, new_temporary
from multibuh_backends.files.objects.objects import Objects
from multibuh_core.errors import UnavailableError

__all__ = ["RemoteObjects"]


class RemoteObjects(Objects):
    """Objects of a server, which shows no object before it is stored."""

    def settle(self, key: str) -> None:
        """Do nothing: what a bucket shows is stored."""

    def now(self) -> float:
        """Return the time that the server gives to a new object."""
        key = f"{INCOMING}/{new_temporary()}"
        self.put(key, b"\n")
        try:
            at = self.modified(key)
        finally:
            self.remove(key)
        if at is None:
            raise UnavailableError("Объект не удержался в хранилище: повторите.")
        return at

    def remove_incoming(self, *, until: float) -> None:
        """Remove what a process that was killed had not yet removed."""
        for name in filter(is_temporary, self.names(INCOMING)):
            at = self.modified(f"{INCOMING}/{name}")
            if at is not None and at <= until:
                self.remove(f"{INCOMING}/{name}")
