"""The port of a place that stores all of this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from multibuh_core.actor import Viewer
    from multibuh_core.ports.blob_store import BlobStore
    from multibuh_core.ports.card_reader import CardReader
    from multibuh_core.ports.histories import History
    from multibuh_core.ports.unit_of_work import UnitOfWork
    from multibuh_core.settings import Settings

__all__ = ["Backend"]


class Backend(Protocol):
    """
    A place that stores the records of all firms; thread-safe, one a process.

    Laws: firms are apart (L8); what `begin` gives obeys L10; nothing that a viewer may not see leaves it (L1).
    Whoever holds the backend itself stands outside of L1: what `verify`, `gc`, `read_firm` and `write_firm` do is the
    operator's.
    """

    @property
    def settings(self) -> Settings:
        """What it was opened with."""

    @property
    def lasting(self) -> bool:
        """Whether a commit that has returned survives the process."""

    def begin(self, firm: str, *, viewer: Viewer, writes: bool = False) -> UnitOfWork:
        """
        Begin a unit of work of one firm, on behalf of *viewer*; a context manager that discards unless committed.

        A unit sees one state, that of its beginning, plus its own writes. A unit belongs to one thread. It begins with
        this call: one that writes is always entered, one that reads may be dropped without.

        Raises:
            UnavailableError: If the store is busy for longer than its patience, or out of reach.
            UnsupportedOperationError: If this thread has a writing unit open already: units do not nest.
        """

    def cards(self, firm: str, *, viewer: Viewer) -> CardReader:
        """Return a reader each of whose calls is one read of the state at that moment; it needs no unit of work."""

    def blobs(self, firm: str) -> BlobStore:
        """Return the bytes of one firm; stored before the record that names them, so outside of a unit (L9)."""

    def verify(self) -> Iterator[str]:
        """
        Read all that is stored, check every digest and law, and tell each fault in one line, for the operator.

        A healthy store gives nothing. Lines name ids, never texts.
        """

    def gc(self, *, older_than: timedelta = timedelta(hours=24)) -> int:
        """Remove the blobs that no revision names and that are older than *older_than*; return their number (L9)."""

    def read_firm(self, firm: str) -> Iterator[History]:
        """
        Give all of one firm, whoever may see it: the histories of its records, of one state, no older than the call.

        Organizations by id, then directories by id, then written entries by (organization's id, directory's id), by
        code point; of a firm never written to nothing. Read as it is asked for, in bounded memory where that can be;
        dropping the iterator lets go of the state. It belongs to one thread.

        The operator's, as `write_firm` is: it stands outside of L1.

        Raises:
            CorruptionError: From the iterator, if something is not what was stored: damage is not copied.
            UnavailableError: Here or from the iterator, if the store is out of reach.
        """

    def write_firm(self, firm: str, histories: Iterable[History]) -> None:
        """
        Write all of a firm that has nothing yet, as one commit or not at all (L10); `read_firm` then gives the same.

        *histories* come in the order of `read_firm`, and are read once, through
        `multibuh_core.copying.checked_histories`; what reading them raises passes through, and nothing was written.
        The bytes that they name are stored before (L9). No clock, no id and no policy is asked.

        Raises:
            AlreadyExistsError: If the store has something of the firm, as `multibuh_core.copying.firm_exists` makes
                it; nothing was written.
            InvalidInputError: If they break a law; nothing was written.
            UnavailableError, OutcomeUnknownError: As `UnitOfWork.commit`.
            UnsupportedOperationError: If this thread has a writing unit open already.
        """

    def close(self) -> None:
        """
        Let go of connections and files; closing twice does nothing.

        Streams that were opened live on. A unit or a card asked of a closed backend raises UnsupportedOperationError,
        unless it had nothing to let go of.
        """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
