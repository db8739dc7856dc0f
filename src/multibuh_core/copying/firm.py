"""The copying of a firm: its bytes, then its records as one commit, then a comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from multibuh_core.copying.blobs import BlobCopier, blobs_of
from multibuh_core.copying.refusals import copy_differs, copy_unread, firm_exists
from multibuh_core.copying.tally import Tally
from multibuh_core.errors import NotFoundError, UnavailableError
from multibuh_core.identifiers import checked_host_id

if TYPE_CHECKING:
    from multibuh_core.ports import Backend, Blob, History

__all__ = ["copy_firm"]


def copy_firm(
    source: Backend, target: Backend, firm: str, *, progress: Callable[[int, int], None] | None = None
) -> None:
    """
    Copy all of a firm to another store, which has nothing of it; for whoever runs both stores.

    All goes along: ids, versions, times, owners, commits, the history of every record, archived ones, files that only
    the past names, and personal directories with their owners. The source is not changed, and may be of another kind.

    Files are copied first, each once and in bounded memory, then all records as one commit, or nothing; so after a
    crash it is simply begun again. In the end the target is read and compared with what was written to it, and every
    file is read to its end. Who writes to the source meanwhile spoils nothing, but what is written after its state was
    read is not in the copy.

    Args:
        source: The store that has the firm.
        target: The store that will have it too.
        firm: The firm's id.
        progress: Called with the files copied or read back so far, and twice the number of all files.

    Raises:
        AlreadyExistsError: If the target has something of the firm; it is not changed.
        NotFoundError: If the source has nothing of the firm.
        InvalidInputError: If what the source gives breaks a law; no record was written.
        CorruptionError: If bytes of the source are damaged, and no record was written; or if the target does not give
            what was written to it.
        UnavailableError, OutcomeUnknownError: As a commit; the latter also if it was written and could not be compared.
    """
    checked_host_id("firm", firm)
    if next(target.read_firm(firm), None) is not None:
        raise firm_exists(firm)
    blobs = BlobCopier(source.blobs(firm), target.blobs(firm), progress)
    named = _named_blobs(source, firm)
    blobs.expect(len(named))
    blobs.copy(named)
    written = Tally()
    target.write_firm(firm, _with_bytes(source.read_firm(firm), blobs, written))
    try:
        _compare(target, firm, written)
        blobs.read_back()
    except UnavailableError:
        raise copy_unread(firm) from None


def _compare(target: Backend, firm: str, written: Tally) -> None:
    found = Tally()
    for history in target.read_firm(firm):
        found.add(history)
    if found.digest != written.digest:
        raise copy_differs(firm)


def _named_blobs(source: Backend, firm: str) -> dict[Blob, None]:
    """Return what any revision names, each once, in the order of the records."""
    named: dict[Blob, None] = {}
    is_empty = True
    for history in source.read_firm(firm):
        is_empty = False
        named.update(dict.fromkeys(blobs_of(history)))
    if is_empty:
        raise NotFoundError("firm", firm)
    return named


def _with_bytes(histories: Iterator[History], blobs: BlobCopier, written: Tally) -> Iterator[History]:
    """Give the histories as they are written; bytes that came to be named meanwhile are stored before them (L9)."""
    for history in histories:
        blobs.copy(blobs_of(history))
        written.add(history)
        yield history
