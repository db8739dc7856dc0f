"""The history of an entry as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from multibuh_backends.sql.attachments import attachment_row
from multibuh_backends.sql.entry_rows import revision_row
from multibuh_backends.sql.values import attachments_in, time_in

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Row
    from multibuh_core.attachment import Attachment
    from multibuh_core.ports import EntryHistory

__all__ = ["attachment_rows", "current_row", "revision_rows"]


def current_row(firm: str, history: EntryHistory) -> Row:
    """Return the row of the entry as it now is."""
    last = history.revisions[-1]
    state = last.version, last.text, attachments_in(last.attachments)
    return firm, history.organization_id, history.directory_id, *state, time_in(last.commit.at), last.commit.by


def revision_rows(firm: str, history: EntryHistory) -> Iterator[Row]:
    """Give the rows of its revisions."""
    place = firm, history.organization_id, history.directory_id
    for one, private_to in zip(history.revisions, history.private_to, strict=True):
        state = one.version, one.text, attachments_in(one.attachments)
        yield revision_row(*place, *state, one.action.value, one.commit.id, one.row, private_to=private_to)


def attachment_rows(firm: str, history: EntryHistory) -> Iterator[Row]:
    """Give the rows of its attachments: each exists for whoever sees a revision that names it."""
    named: dict[str, tuple[Attachment, str | None]] = {}
    for revision, private_to in zip(history.revisions, history.private_to, strict=True):
        for one in revision.attachments:  # what is private comes first
            named[one.id] = one, private_to
    for one, private_to in named.values():
        yield attachment_row(firm, history.organization_id, history.directory_id, one, private_to=private_to)
