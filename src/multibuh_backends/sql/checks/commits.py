"""The commits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from multibuh_backends.sql.digests import digest_of
from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.schema import COMMITS
from multibuh_core.errors import shown

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Driver

__all__ = ["commit_faults"]

_ALL: Final = Query(select(*COMMITS.columns), ())


def commit_faults(driver: Driver) -> Iterator[str]:
    """Check the digest of every commit."""
    for *fields, digest in driver.stream(_ALL):
        if digest_of(*fields) != digest:
            yield f"Фирма {shown(fields[0])}, фиксация {fields[1]}: повреждена, контрольная сумма не сходится."
