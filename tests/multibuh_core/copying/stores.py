"""Two stores in memory, one of them with a whole firm."""

from __future__ import annotations

from collections.abc import Iterator

from multibuh_backends.memory import MemoryBackend
from multibuh_core.ports import EntryHistory, History
from multibuh_core.testing.laws.whole_firm import a_whole_firm

__all__ = ["FIRM", "a_source", "digests_in", "entry_histories"]

FIRM = "fintrust"


def a_source() -> MemoryBackend:
    """Return a store with a whole firm."""
    source = MemoryBackend()
    a_whole_firm(source)
    return source


def entry_histories(histories: list[History]) -> Iterator[EntryHistory]:
    """Give those of entries."""
    return (one for one in histories if isinstance(one, EntryHistory))


def digests_in(store: MemoryBackend) -> list[str]:
    """Return the digests that any revision names, as often as one names it."""
    entries = entry_histories(list(store.read_firm(FIRM)))
    return [file.sha256 for one in entries for revision in one.revisions for file in revision.attachments]
