"""The clearing of what nothing names: segments of commits that never landed, and files cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multibuh_backends.files.firms import firm_keys
from multibuh_backends.files.layout import segments_of
from multibuh_backends.files.log import FirmLog

if TYPE_CHECKING:
    from datetime import timedelta

    from multibuh_backends.files.objects import Objects

__all__ = ["clear"]


def clear(objects: Objects, firms: dict[str, str], *, older_than: timedelta) -> None:
    """
    Remove the segments that no commit names, and what was cut short, where *older_than* has passed since.

    Times are of the store's own clock. A segment is its unit's alone: what is unnamed and old is named by nobody later.

    Raises:
        CorruptionError: If a log cannot be read: nothing of its firm is removed then.
        UnavailableError: If the store is out of reach; what was removed until then stays removed.
    """
    until = objects.now() - older_than.total_seconds()
    objects.remove_incoming(until=until)
    for key in firm_keys(objects):
        names = objects.names(segments_of(key))
        kept = _named(FirmLog(objects, firms[key])) if names and key in firms else set()
        for name in names:
            at = objects.modified(f"{segments_of(key)}/{name}")
            if name not in kept and at is not None and at <= until:
                objects.remove(f"{segments_of(key)}/{name}")


def _named(log: FirmLog) -> set[str]:
    return {f"{segment.digest}.json" for document in log.documents() for segment in document.segments}
