"""The backend broken on purpose in what comes first, and in what it tells, each time in one way."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

import pytest

from multibuh_backends.blobs.hashing import handed_on
from multibuh_backends.blobs.local_store import LocalBlobStore
from multibuh_backends.files import checkpoints, firm, pending
from multibuh_backends.files.applying import logged
from multibuh_backends.files.commits import pack
from multibuh_backends.files.layout import segment_key
from multibuh_backends.files.objects import Creation
from multibuh_backends.files.objects.local import LocalObjects
from multibuh_core.errors import UnavailableError
from multibuh_core.ports.blob_store import Blob

__all__ = [
    "commits_before_the_blob",
    "commits_before_the_segments",
    "does_not_know_its_own",
    "shows_before_it_is_made",
    "tells_a_failed_checkpoint",
    "tells_of_the_folder_as_of_the_commit",
]


def commits_before_the_blob(patch: pytest.MonkeyPatch) -> None:
    """Store an attachment's bytes once the entry that names them is there."""
    put, create = LocalBlobStore.put, LocalObjects.create
    waiting: list[tuple[LocalBlobStore, bytes]] = []

    def put_later(self: LocalBlobStore, source: BinaryIO) -> Blob:
        waiting.append((self, data := source.read()))
        return handed_on(io.BytesIO(data), len)

    def create_first(self: LocalObjects, key: str, data: bytes) -> Creation:
        made = create(self, key, data)
        while waiting:
            store, blob = waiting.pop()
            put(store, io.BytesIO(blob))
        return made

    patch.setattr(LocalBlobStore, "put", put_later)
    patch.setattr(LocalObjects, "create", create_first)


def commits_before_the_segments(patch: pytest.MonkeyPatch) -> None:
    """Store the parts of a commit once it is there."""

    class Hasty(pending.Pending):
        def take(self, changes: Any) -> None:
            self._fields, self._waiting = pack(changes, unit=self.unit)

        def create(self, number: int, previous: str) -> tuple[Creation, str]:
            made = super().create(number, previous)
            for digest, data in self._waiting.items():
                self._log.objects.put(segment_key(self._log.key, digest), data)
            return made

    patch.setattr(firm, "Pending", Hasty)


def does_not_know_its_own(patch: pytest.MonkeyPatch) -> None:
    """Take each commit that stands there for another's."""
    patch.setattr(firm.Firm, "_is_own", lambda *_: False)


def shows_before_it_is_made(patch: pytest.MonkeyPatch) -> None:
    """Show a commit in memory, and then make it."""

    def has_landed(self: firm.Firm, pending: Any, unit: Any, number: int, head: str, _: float) -> bool:
        self._accept(number, head, "", list(logged(unit.changes, self.log, number)))
        _creation, self._head = pending.create(number, head)
        return True

    patch.setattr(firm.Firm, "_has_landed", has_landed)


def tells_a_failed_checkpoint(patch: pytest.MonkeyPatch) -> None:
    """Tell a commit as failed where its checkpoint could not be written."""

    def keep_up(self: checkpoints.Checkpoints, *said: Any) -> None:
        self.write(*said)

    patch.setattr(checkpoints.Checkpoints, "keep_up", keep_up)


def tells_of_the_folder_as_of_the_commit(patch: pytest.MonkeyPatch) -> None:
    """Say that nothing was written where only the folder could not be synced."""
    create = LocalObjects.create

    def create_or_tell(self: LocalObjects, key: str, data: bytes) -> Creation:
        creation = create(self, key, data)
        if creation is Creation.UNKNOWN:
            raise UnavailableError("Ничего не записано.")
        return creation

    patch.setattr(LocalObjects, "create", create_or_tell)
