"""Commits on their way into the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from multibuh_backends.sql.digests import digest_of
from multibuh_backends.sql.queries import insertion
from multibuh_backends.sql.schema import COMMITS
from multibuh_backends.sql.values import time_in
from multibuh_core.commit import ByHand

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Row
    from multibuh_core.commit import Commit

__all__ = ["ADD_COMMIT", "commit_row"]

ADD_COMMIT: Final = insertion(COMMITS)


def commit_row(firm: str, commit: Commit) -> Row:
    """Return the row of a commit."""
    origin = commit.origin
    said = (
        (origin.channel, None, None, None)
        if isinstance(origin, ByHand)
        else (None, origin.import_id, origin.source, origin.sheet)
    )
    fields = (firm, commit.id, time_in(commit.at), commit.by, *said)
    return *fields, digest_of(*fields)
