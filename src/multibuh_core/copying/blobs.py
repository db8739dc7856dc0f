"""The bytes of a firm on their way from one store to another, and their check on arrival."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from multibuh_core.errors import CorruptionError
from multibuh_core.ports.blob_store import Blob
from multibuh_core.ports.histories import EntryHistory

if TYPE_CHECKING:
    from multibuh_core.ports import BlobStore, History

__all__ = ["BlobCopier", "blobs_of"]

_PART: Final = 1 << 20


def blobs_of(history: History) -> Iterator[Blob]:
    """Give the blobs that any revision of a history names."""
    if isinstance(history, EntryHistory):
        for revision in history.revisions:
            for one in revision.attachments:
                yield Blob(one.sha256, one.size)


class BlobCopier:
    """Copies each blob once, and reads back in the target what it has copied."""

    def __init__(self, source: BlobStore, target: BlobStore, progress: Callable[[int, int], None] | None) -> None:
        """Take the two stores; *progress* is called with the blobs copied or read back, of twice their number."""
        self._source = source
        self._target = target
        self._progress = progress
        self._copied: dict[Blob, None] = {}
        self._expected = 0
        self._done = 0

    def expect(self, number: int) -> None:
        """Say how many there will be, as far as it is known."""
        self._expected = number

    def copy(self, blobs: Iterable[Blob]) -> None:
        """
        Copy those that have not been copied yet, in bounded memory.

        Raises:
            CorruptionError: If bytes in the source are missing or not what was stored.
            UnavailableError: If a store is out of reach.
        """
        for blob in blobs:
            if blob in self._copied:
                continue
            with self._source.open(blob) as stream:
                stored = self._target.put(stream)
            if stored != blob:
                raise _other_bytes(blob)
            self._copied[blob] = None
            self._tell()

    def read_back(self) -> None:
        """
        Read in the target all that was copied, to the end.

        Raises:
            CorruptionError: If some are missing or not what was copied.
            UnavailableError: If the store is out of reach.
        """
        for blob in self._copied:
            with self._target.open(blob) as stream:
                while stream.read(_PART):
                    pass
            self._tell()

    def _tell(self) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, 2 * max(self._expected, len(self._copied)))


def _other_bytes(blob: Blob) -> CorruptionError:
    message = (
        f"Вложение в исходном хранилище повреждено: байты не те, что были сохранены (SHA-256 {blob.sha256}). "
        "Восстановите файл из резервной копии и повторите: записи фирмы ещё не скопированы."
    )
    return CorruptionError(message)
