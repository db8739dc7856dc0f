"""Publishing: the entries of a directory get a revision that all may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from multibuh_backends.sql.attachments import name_attachments
from multibuh_backends.sql.directory_queries import ENTRIES_OF
from multibuh_backends.sql.entry_queries import ADD_REVISION, CHANGE
from multibuh_backends.sql.entry_rows import revision_row
from multibuh_backends.sql.values import attachments_out
from multibuh_core.revision import Action

if TYPE_CHECKING:
    from multibuh_backends.sql.staging import Staging
    from multibuh_core.commit import Commit

__all__ = ["publish_entries"]

CHUNK: Final = 1_000


def publish_entries(unit: Staging, directory_id: str, *, commit: Commit) -> None:
    """Stage a PUBLISHED revision of each entry of a directory, empty ones too, whoever may see them until now (L7)."""
    firm, action, at, after = unit.firm, Action.PUBLISHED.value, unit.record(commit), ""
    while rows := unit.driver.rows(ENTRIES_OF, firm, directory_id, after, CHUNK):
        updates, revisions = [], []
        for organization, version, text, attachments in rows:
            updates.append((text, attachments, at, commit.by, version + 1, firm, organization, directory_id))
            revisions.append(
                revision_row(firm, organization, directory_id, version + 1, text, attachments, action, commit.id, None)
            )
            name_attachments(unit, organization, directory_id, attachments_out(attachments))
        unit.driver.change_many(CHANGE, updates)
        unit.driver.change_many(ADD_REVISION, revisions)
        after = rows[-1][0]
