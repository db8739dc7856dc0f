"""What is the same for every record that has revisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from multibuh_core.revision import Action

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Row

__all__ = ["Revision", "by_record", "history_faults", "past_faults"]


@attrs.frozen
class Revision:
    """What the checks need of one revision."""

    version: int
    action: str
    state: Row
    """What it says of the record."""
    is_whole: bool
    """Whether its digest is that of its row."""
    commit: Row
    """The time and the user of its commit; nulls if that is missing."""
    private_to: str | None = None


def by_record(rows: Iterable[Row], key_length: int) -> Iterator[tuple[Row, list[Row]]]:
    """Return the rows of each record, which begin with its key and stand together, with that key."""
    for key, group in groupby(rows, lambda row: row[:key_length]):
        yield key, list(group)


def history_faults(
    name: str, revisions: Sequence[Revision], *, version: int, state: Row, updated: Row
) -> Iterator[str]:
    """
    Check a record against its revisions: digests, versions without gaps, and that it is as the last one says.

    Args:
        name: Of the record, for people.
        revisions: By version.
        version: The record's.
        state: The record's, in the order of the revisions'.
        updated: The record's time and user of its last change.
    """
    for revision in revisions:
        if not revision.is_whole:
            yield f"{name}: версия {revision.version} повреждена, контрольная сумма не сходится."
        if None in revision.commit:
            yield f"{name}: нет фиксации, записавшей версию {revision.version}."
    versions = [revision.version for revision in revisions]
    if versions != list(range(1, version + 1)):
        yield f"{name}: в истории не все версии от 1 до {version}."
    elif revisions[-1].state != state or revisions[-1].commit != updated:
        yield f"{name}: текущее состояние не совпадает с последней версией {version}."


def past_faults(name: str, revisions: Sequence[Revision], *, owner: str | None) -> Iterator[str]:
    """Check L7: what was before publishing is private to one user, and what came with it and later is for all."""
    published = next((one.version for one in revisions if one.action == Action.PUBLISHED.value), 0)
    for revision in revisions:
        expected = owner if revision.version < published else None
        if revision.private_to != expected or (revision.version < published and expected is None):
            yield f"{name}: версия {revision.version} видна не тем, кому следует (закрытое прошлое нарушено)."
