"""The backend on files: a folder or a bucket, and no server."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from datetime import timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from multibuh_backends.files.cards import FileCards
from multibuh_backends.files.checking import check
from multibuh_backends.files.clearing import clear
from multibuh_backends.files.firm import Firm
from multibuh_backends.files.firms import firm_ids
from multibuh_backends.files.states import named_blobs
from multibuh_backends.files.unit import FileUnit
from multibuh_backends.memory.unit import MemoryUnit
from multibuh_core.errors import UnavailableError, UnsupportedOperationError
from multibuh_core.settings import Settings

if TYPE_CHECKING:
    from multibuh_backends.blobs import Blobs
    from multibuh_backends.files.objects import Objects
    from multibuh_core.actor import Viewer
    from multibuh_core.ports import BlobStore, History

__all__ = ["FilesBackend"]

PATIENCE: Final = 30.0


class FilesBackend:
    """
    All firms under one root, a folder or a prefix of a bucket; thread-safe, one a process.

    Each firm is an append-only log of commits, folded in memory. Readers never wait for writers; a unit that begins,
    and a card that is read, cost one request, which looks for the next commit. Writers of several processes race for
    the next number, and whoever loses goes through its steps again.
    """

    lasting: Final = True

    def __init__(
        self, objects: Objects, blobs: Blobs, *, settings: Settings | None = None, patience: float = PATIENCE
    ) -> None:
        """
        Take what `open_files` has found and checked.

        Args:
            objects: Where the log is.
            blobs: The attachments.
            settings: The clock, the ids and the policy.
            patience: How many seconds a writing unit waits for another of this process, and a commit for its place in
                the log.
        """
        self.settings: Final = Settings() if settings is None else settings
        self._objects = objects
        self._attachments = blobs
        self._patience = patience
        self._firms: dict[str, Firm] = {}
        self._writing_threads: set[int] = set()
        self._is_closed = False

    def begin(self, firm: str, *, viewer: Viewer, writes: bool = False) -> MemoryUnit:
        """Begin a unit of work of one firm."""
        found = self._firm(firm)
        if not writes:
            return MemoryUnit(found.current(), viewer, when_over=None)
        thread = threading.get_ident()
        if thread in self._writing_threads:
            message = "В этом потоке уже открыта запись: завершите её транзакцию, прежде чем начинать новую."
            raise UnsupportedOperationError(message)
        if not found.begin_writing(patience=self._patience):
            message = f"Хранилище занято другой записью дольше {self._patience:g} с: ничего не записано, повторите."
            raise UnavailableError(message)
        self._writing_threads.add(thread)

        def written() -> None:
            self._writing_threads.discard(thread)
            found.end_writing()

        try:
            return FileUnit(found, viewer, when_over=written)
        except BaseException:
            written()
            raise

    def cards(self, firm: str, *, viewer: Viewer) -> FileCards:
        """Return a reader of cards, each of the state at that moment."""
        return FileCards(self._firm(firm), viewer)

    def blobs(self, firm: str) -> BlobStore:
        """Return the bytes of one firm."""
        return self._attachments.firm(firm)

    def verify(self) -> Iterator[str]:
        """Read every log from its beginning and every blob that a revision names, and tell what is wrong."""
        yield from check(self._objects, self._attachments)

    def gc(self, *, older_than: timedelta = timedelta(hours=24)) -> int:
        """Remove the blobs that no revision names; and what cut-short commits left, which is not counted."""
        clear(self._objects, firm_ids(self._objects), older_than=older_than)
        return self._attachments.gc(
            lambda firm: {blob.sha256 for blob in named_blobs(self._firm(firm).current())},
            firms=lambda: firm_ids(self._objects).values(),
            older_than=older_than,
        )

    def read_firm(self, firm: str) -> Iterator[History]:
        """Give all of one firm, whoever may see it, as of the last commit."""
        from multibuh_backends.files.copying import read_firm  # the operator's: a card does not wait for it

        return read_firm(self._firm(firm))

    def write_firm(self, firm: str, histories: Iterable[History]) -> None:
        """Write all of a firm that has nothing yet, as the first commit of its log."""
        from multibuh_backends.files.copying import write_firm
        from multibuh_backends.memory.copying import OPERATOR

        with self.begin(firm, viewer=OPERATOR, writes=True) as unit:
            write_firm(unit, firm, histories)

    def close(self) -> None:
        """Let nobody begin anything more; what is open may end."""
        self._is_closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _firm(self, firm: str) -> Firm:
        if self._is_closed:
            message = "Хранилище закрыто: откройте его снова (connect)."
            raise UnsupportedOperationError(message)
        found = self._firms.get(firm)
        return (
            self._firms.setdefault(firm, Firm(self._objects, firm, patience=self._patience)) if found is None else found
        )
