"""Bytes in memory."""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from multibuh_core.errors import CorruptionError
from multibuh_core.ports import Blob

__all__ = ["MemoryBlobs"]


class MemoryBlobs:
    """The bytes of one firm's attachments, with the time they were last stored."""

    def __init__(self) -> None:
        self._stored: dict[str, tuple[bytes, datetime]] = {}
        self._changing = threading.Lock()

    def put(self, source: BinaryIO) -> Blob:
        """Read *source* to its end and keep it."""
        data = source.read()
        digest = hashlib.sha256(data).hexdigest()
        with self._changing:
            self._stored[digest] = data, datetime.now(UTC)
        return Blob(digest, len(data))

    def open(self, blob: Blob) -> BinaryIO:
        """Return a stream of the bytes."""
        data, _ = self._stored.get(blob.sha256, (None, None))
        if data is None or len(data) != blob.size:
            message = f"Содержимого вложения нет в хранилище (sha256 {blob.sha256}): восстановите его из копии."
            raise CorruptionError(message)
        return io.BytesIO(data)

    def remove_unnamed(self, named: Iterable[str], older_than: timedelta) -> int:
        """Remove what is not *named* and was last stored over *older_than* ago; return the number."""
        limit, keep = datetime.now(UTC) - older_than, set(named)
        with self._changing:  # else what was stored again just now could go with its old time
            old = [one for one, (_, at) in self._stored.items() if one not in keep and at <= limit]
            for digest in old:
                del self._stored[digest]
        return len(old)

    def __contains__(self, digest: str) -> bool:
        return digest in self._stored
