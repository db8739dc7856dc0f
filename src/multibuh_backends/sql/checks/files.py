"""The bytes of the attachments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.schema import ATTACHMENTS
from multibuh_core.ports import Blob

if TYPE_CHECKING:
    from multibuh_backends.blobs import Blobs
    from multibuh_backends.sql.driver import Driver

__all__ = ["file_faults"]

_NAMED: Final = Query(select(ATTACHMENTS.c.firm_id, ATTACHMENTS.c.sha256, ATTACHMENTS.c.size).distinct(), ())


def file_faults(driver: Driver, blobs: Blobs) -> Iterator[str]:
    """Read all bytes that any revision names."""
    named = ((firm, Blob(sha256, size)) for firm, sha256, size in driver.stream(_NAMED))
    yield from map(str, blobs.verify(named))
