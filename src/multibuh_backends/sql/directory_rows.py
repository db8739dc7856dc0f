"""Directories on their way into the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multibuh_backends.sql.digests import digest_of
from multibuh_backends.sql.values import time_in
from multibuh_core.names import fold

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Row
    from multibuh_core.directory import Directory
    from multibuh_core.revision import Action

__all__ = ["current_row", "revision_row", "row_of_change"]


def current_row(firm: str, directory: Directory) -> Row:
    """Return the row of a new directory."""
    changed = row_of_change(firm, directory)
    return firm, directory.id, *changed[:-2]


def row_of_change(firm: str, directory: Directory) -> Row:
    """Return what changes the row of a directory to its next version."""
    archived_at = directory.archived_at
    return (
        directory.name,
        fold(directory.name),
        directory.description,
        directory.visibility.value,
        directory.owner_id,
        int(directory.show_in_card),
        directory.position,
        None if archived_at is None else time_in(archived_at),
        time_in(directory.updated_at),
        directory.updated_by,
        directory.version,
        firm,
        directory.id,
    )


def revision_row(
    firm: str, directory: Directory, action: Action, commit_id: str, *, private_to: str | None = None
) -> Row:
    """Return the row of a revision; no import changes a directory, and a new revision is private to nobody."""
    archived_at = directory.archived_at
    row = None
    fields = (
        firm,
        directory.id,
        directory.version,
        directory.name,
        directory.description,
        directory.visibility.value,
        directory.owner_id,
        int(directory.show_in_card),
        directory.position,
        None if archived_at is None else time_in(archived_at),
        action.value,
        commit_id,
        row,
    )
    return *fields, private_to, digest_of(*fields)
