"""All of a firm, told from its folded state with old texts read from the log, and taken as one commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

from multibuh_backends.memory.copying import entries_of, entry_history, records_of, stage
from multibuh_core.copying import checked_histories, firm_exists
from multibuh_core.errors import MovedError
from multibuh_core.revision import EntryRevision

if TYPE_CHECKING:
    from multibuh_backends.files.firm import Firm
    from multibuh_backends.files.log import FirmLog
    from multibuh_backends.files.logged import Logged
    from multibuh_backends.files.unit import FileUnit
    from multibuh_backends.memory.copying import Writings
    from multibuh_backends.memory.unit import MemoryUnit
    from multibuh_core.ports import History

__all__ = ["read_firm", "write_firm"]

_CHUNK: Final = 500
"""Entries whose old texts are in memory at once."""

OldTexts = dict[tuple[int, int], str]
"""Old texts by commit and place."""


def read_firm(firm: Firm) -> Iterator[History]:
    """Give the histories of all records, as of the last commit."""
    state = firm.current()
    number = state.number
    yield from records_of(state, number)
    entries = entries_of(state, number)
    while chunk := list(islice(entries, _CHUNK)):
        texts = _old_texts(firm.log, chunk)
        for writings in chunk:
            yield entry_history(state, number, writings, [_revision(one, texts) for one in _logged(writings)])


def write_firm(begun: MemoryUnit, firm: str, histories: Iterable[History]) -> None:
    """
    Stage and commit all of a firm that has nothing, in a unit that has begun.

    Raises:
        AlreadyExistsError: If it has something by now, from whichever process.
        InvalidInputError: If they break a law.
    """
    unit = cast("FileUnit", begun)
    if unit.firm.number:
        raise firm_exists(firm)
    unit.perform(_nobody_was_first, lambda: stage(unit, checked_histories(histories)), is_whole=True)
    try:
        unit.commit()
    except MovedError:
        raise firm_exists(firm) from None


def _nobody_was_first() -> NoReturn:
    """Tell what is asked only where the first commit of the firm is another's."""
    raise MovedError


def _old_texts(log: FirmLog, entries: Sequence[Writings]) -> OldTexts:
    """Read what is not at hand in the order of the log: a part of it that holds many of them is read once."""
    wanted = {(one.number, one.place) for writings in entries for one in _logged(writings) if one.present is None}
    return {at: log.text(*at) for at in sorted(wanted)}


def _revision(one: Logged, texts: OldTexts) -> EntryRevision:
    text = texts.get((one.number, one.place))
    if text is None:
        return one.revision()
    return EntryRevision(
        version=one.version,
        action=one.action,
        text=text,
        attachments=one.attachments,
        commit=one.commit,
        row=one.row,
    )


def _logged(writings: Writings) -> Sequence[Logged]:
    written: Any = writings.written
    return cast("Sequence[Logged]", written)
