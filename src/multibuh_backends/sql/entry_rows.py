"""Entries on their way into the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multibuh_backends.sql.digests import digest_of

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Row

__all__ = ["revision_row"]


def revision_row(*fields: str | int | None, private_to: str | None = None) -> Row:
    """
    Return the row of a revision; a new one is private to nobody.

    *fields*: the firm's id, the organization's, the directory's, version, text, attachments as they are stored, action,
    the commit's id, row.
    """
    return *fields, private_to, digest_of(*fields)
