"""The entries of a firm as they now are, and where each attachment stands."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Index

from multibuh_backends.sql.schema.metadata import integer, references, table, text
from multibuh_backends.sql.schema.records import DIRECTORIES, ORGANIZATIONS

__all__ = ["ATTACHMENTS", "ENTRIES"]

ENTRIES: Final = table(
    "entries",
    text("organization_id", key=True),
    text("directory_id", key=True),
    integer("version"),
    text("text"),
    text("attachments"),
    text("updated_at"),
    text("updated_by"),
    references(ORGANIZATIONS, "organization_id"),
    references(DIRECTORIES, "directory_id"),
)
"""
Clustered by organization, as the card reads them; the attachments are a column, for joined they cost more.

It has no digest: it is the same as the last revision, which has one, and `verify` holds the two against each other.
"""

ATTACHMENTS: Final = table(
    "attachments",
    text("id", key=True),
    text("organization_id"),
    text("directory_id"),
    text("name"),
    text("media_type"),
    integer("size"),
    text("sha256"),
    text("added_at"),
    text("added_by"),
    text("private_to", optional=True),
    references(ENTRIES, "organization_id", "directory_id"),
)
"""
Every attachment that any revision names: an index of what stands in the entries' revisions.

`private_to` says to whom it exists where only private revisions name it (L7).
"""

Index("multibuh_attachments_directory_ix", ATTACHMENTS.c.firm_id, ATTACHMENTS.c.directory_id)
Index("multibuh_attachments_sha256_ix", ATTACHMENTS.c.firm_id, ATTACHMENTS.c.sha256)
