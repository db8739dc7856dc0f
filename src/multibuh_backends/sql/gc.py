"""Removing bytes that nothing names."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.queries import FIRM, FROM_THE_FIRST, LIMIT, parameter
from multibuh_backends.sql.schema import ATTACHMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multibuh_backends.blobs import Blobs
    from multibuh_backends.sql.database import OwnDatabase

__all__ = ["remove_unnamed"]

_FIRMS: Final = Query(select(ATTACHMENTS.c.firm_id).distinct(), ())
_NAMED: Final = Query(
    select(ATTACHMENTS.c.id)
    .where(ATTACHMENTS.c.firm_id == FIRM, ATTACHMENTS.c.sha256 == parameter("sha256"))
    .limit(LIMIT)
    .offset(FROM_THE_FIRST),
    ("firm", "sha256", "limit"),
)


class _Named:
    """The digests that any revision of a firm names; each is asked for when it counts, so that none has to be kept."""

    def __init__(self, database: OwnDatabase, firm: str) -> None:
        self._database = database
        self._firm = firm

    def __contains__(self, sha256: object) -> bool:
        return bool(self._database.read(_NAMED, self._firm, sha256, 1))


def remove_unnamed(database: OwnDatabase, blobs: Blobs, *, older_than: timedelta) -> int:
    """Remove what no revision names and was last stored over *older_than* ago; return the number (L9)."""

    def firms() -> Iterable[str]:
        return [row[0] for row in database.read(_FIRMS)]

    return blobs.gc(lambda firm: _Named(database, firm), firms=firms, older_than=older_than)
