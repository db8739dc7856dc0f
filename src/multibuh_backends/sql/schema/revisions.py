"""
The revisions: every state that a record has had (L4).

Each is a whole state and says what made it. `updated_at` and `updated_by` are not repeated: they are those of the
commit. The digest is over the row as it was written; `private_to` may change later, and is held by a law that `verify`
checks.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Index, Table

from multibuh_backends.sql.schema.entries import ENTRIES
from multibuh_backends.sql.schema.metadata import blob, integer, references, table, text
from multibuh_backends.sql.schema.records import COMMITS, DIRECTORIES, ORGANIZATIONS

__all__ = ["DIRECTORY_REVISIONS", "ENTRY_REVISIONS", "ORGANIZATION_REVISIONS"]

ORGANIZATION_REVISIONS: Final = table(
    "organization_revisions",
    text("organization_id", key=True),
    integer("version", key=True),
    text("name"),
    text("kind"),
    text("inn", optional=True),
    text("kpp", optional=True),
    text("ogrn", optional=True),
    text("external_ids"),
    text("archived_at", optional=True),
    text("action"),
    text("commit_id"),
    integer("row", optional=True),
    blob("digest"),
    references(ORGANIZATIONS, "organization_id"),
    references(COMMITS, "commit_id"),
)

DIRECTORY_REVISIONS: Final = table(
    "directory_revisions",
    text("directory_id", key=True),
    integer("version", key=True),
    text("name"),
    text("description"),
    text("visibility"),
    text("owner_id"),
    integer("show_in_card"),
    integer("position"),
    text("archived_at", optional=True),
    text("action"),
    text("commit_id"),
    integer("row", optional=True),
    text("private_to", optional=True),
    blob("digest"),
    references(DIRECTORIES, "directory_id"),
    references(COMMITS, "commit_id"),
)

ENTRY_REVISIONS: Final = table(
    "entry_revisions",
    text("organization_id", key=True),
    text("directory_id", key=True),
    integer("version", key=True),
    text("text"),
    text("attachments"),
    text("action"),
    text("commit_id"),
    integer("row", optional=True),
    text("private_to", optional=True),
    blob("digest"),
    references(ENTRIES, "organization_id", "directory_id"),
    references(COMMITS, "commit_id"),
)


def _index_what_is_private(revisions: Table) -> None:
    """Let `hand_over` find every past that is private to somebody: the index holds nothing else."""
    private_to: Column[str] = revisions.c.private_to
    # `postgresql` gives it to PostgreSQL: an option of that dialect would load it here.
    Index(f"{revisions.name}_private_ix", revisions.c.firm_id, private_to, sqlite_where=private_to.is_not(None))


_index_what_is_private(DIRECTORY_REVISIONS)
_index_what_is_private(ENTRY_REVISIONS)
