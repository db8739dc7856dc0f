"""The backend: a folder of firms' files, and their attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from multibuh_backends.blobs import Blobs
from multibuh_core.actor import Viewer
from multibuh_core.copying import firm_exists
from multibuh_core.errors import StorageError
from multibuh_core.ports import BlobStore, CardReader, History, UnitOfWork
from multibuh_core.settings import Settings
from multibuh_shelf.cards import ShelfCards
from multibuh_shelf.checks import faults, named_blobs
from multibuh_shelf.copying import histories_in, state_of
from multibuh_shelf.desk import Desk
from multibuh_shelf.disk import names_in
from multibuh_shelf.firm_file import FirmFile, firm_id_in
from multibuh_shelf.state import State
from multibuh_shelf.turns import turn_to_write
from multibuh_shelf.unit import ShelfUnit

__all__ = ["ShelfBackend"]


class ShelfBackend:
    """What `multibuh_core.ports.Backend` asks for; it holds nothing open between two units."""

    lasting = True

    def __init__(self, firms: Path, blobs: Blobs, settings: Settings) -> None:
        self.settings = settings
        self._firms = firms
        self._blobs = blobs
        self._files: dict[str, FirmFile] = {}

    def begin(self, firm: str, *, viewer: Viewer, writes: bool = False) -> UnitOfWork:
        """Begin a unit of work; one that writes waits for its turn."""
        file = self._file(firm)
        with ExitStack() as turn:
            if writes:
                turn.enter_context(turn_to_write(self._firms, file.path))
            state = file.state()
            return ShelfUnit(file, state, viewer=viewer, writes=writes, turn=turn.pop_all())

    def cards(self, firm: str, *, viewer: Viewer) -> CardReader:
        """Return a reader each of whose calls reads the state at that moment."""
        file = self._file(firm)
        return ShelfCards(lambda: Desk(viewer, file.state()))

    def blobs(self, firm: str) -> BlobStore:
        """Return the bytes of one firm."""
        return self._blobs.firm(firm)

    def verify(self) -> Iterator[str]:
        """Read all that is stored, and tell each fault in one line."""
        for path in self._paths():
            try:
                firm_id = firm_id_in(path)
                state = FirmFile(path, firm_id).state()
            except StorageError as error:
                yield str(error)
                continue
            if path != self._path(firm_id):
                yield f"Файл {path.name} фирмы «{firm_id}» не под своим именем: верните {self._path(firm_id).name}."
            yield from (f"Фирма «{firm_id}»: {fault}" for fault in faults(state))
            yield from map(str, self._blobs.verify((firm_id, blob) for blob in named_blobs(state)))

    def gc(self, *, older_than: timedelta = timedelta(hours=24)) -> int:
        """Remove the bytes that no revision names; return their number."""

        def named(firm: str) -> set[str]:
            return {blob.sha256 for blob in named_blobs(self._file(firm).state())}

        return self._blobs.gc(named, firms=lambda: map(firm_id_in, self._paths()), older_than=older_than)

    def read_firm(self, firm: str) -> Iterator[History]:
        """Give all of one firm, whoever may see it."""
        return histories_in(self._file(firm).state())

    def write_firm(self, firm: str, histories: Iterable[History]) -> None:
        """Write all of a firm that has nothing yet, as one commit."""
        file = self._file(firm)
        with turn_to_write(self._firms, file.path):
            if file.state() != State():
                raise firm_exists(firm)
            state = state_of(histories)
            if state != State():
                file.replace(state)

    def close(self) -> None:
        """Forget what was read."""
        self._files.clear()

    def _file(self, firm_id: str) -> FirmFile:
        return self._files.setdefault(firm_id, FirmFile(self._path(firm_id), firm_id))

    def _path(self, firm_id: str) -> Path:
        """Return the file named by a digest: ids that look like paths or differ in case stay apart on any disk (L8)."""
        return self._firms / f"{sha256(firm_id.encode()).hexdigest()}.json"

    def _paths(self) -> list[Path]:
        return [self._firms / name for name in names_in(self._firms) if name.endswith(".json")]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
