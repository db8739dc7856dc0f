"""All of a firm, read from the tables: of one state, in bounded memory, each digest checked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from multibuh_backends.sql.copying.queries import ALL_DIRECTORIES, ALL_ENTRIES, ALL_ORGANIZATIONS
from multibuh_backends.sql.digests import digest_of
from multibuh_backends.sql.rows import COMMIT, directory_revision_of, entry_revision_of, organization_revision_of
from multibuh_backends.sql.values import damaged
from multibuh_core.ports import DirectoryHistory, EntryHistory, OrganizationHistory

if TYPE_CHECKING:
    from multibuh_backends.sql.database import OwnDatabase
    from multibuh_backends.sql.driver import Driver, Row
    from multibuh_backends.sql.prepared import Query
    from multibuh_core.ports import History

__all__ = ["read_firm"]

_AT_ONCE: Final = 8
"""Rows in memory beside those of one record: each may hold a text of 1 MiB."""
_COMMIT_AT: Final = -len(COMMIT)
_REVISION_AT: Final = _COMMIT_AT - 3


class _Record(NamedTuple):
    """A record and its revisions, in the order of their versions."""

    key: Row
    private_to: tuple[str | None, ...]
    rows: list[Row]
    """Of each revision the state, then the columns of `REVISION`, then those of the commit."""


def read_firm(database: OwnDatabase, firm: str) -> Iterator[History]:
    """
    Give the histories of all records, in the order of `Backend.read_firm`.

    Raises:
        CorruptionError: If a row is lost or not what was stored.
    """
    transaction = database.begin(firm, writes=False)
    driver = transaction.driver
    try:
        for one in _records(driver, ALL_ORGANIZATIONS, firm, 1):
            yield OrganizationHistory(revisions=tuple(organization_revision_of((*one.key, *row)) for row in one.rows))
        for one in _records(driver, ALL_DIRECTORIES, firm, 1):
            directory = tuple(directory_revision_of((*one.key, *row)) for row in one.rows)
            yield DirectoryHistory(revisions=directory, private_to=one.private_to)
        for one in _records(driver, ALL_ENTRIES, firm, 2):
            organization_id, directory_id = one.key
            yield EntryHistory(
                organization_id=organization_id,
                directory_id=directory_id,
                revisions=tuple(map(entry_revision_of, one.rows)),
                private_to=one.private_to,
            )
    finally:
        transaction.discard()


def _records(driver: Driver, query: Query, firm: str, key_length: int) -> Iterator[_Record]:
    version_at = key_length
    stream = driver.stream(query, firm, at_once=_AT_ONCE)
    for (*key, version), group in groupby(stream, lambda row: row[: version_at + 1]):
        private_to, rows = [], []
        for row in group:
            owner, *told, digest, commit_digest = row[version_at + 1 :]
            _check(firm, key, told, digest, commit_digest)
            private_to.append(owner)
            rows.append(tuple(told))
        if len(rows) != version:
            raise damaged()
        yield _Record(tuple(key), tuple(private_to), rows)


def _check(firm: str, key: Row | list[str], told: list[str], digest: bytes | None, commit_digest: bytes | None) -> None:
    """Hold a revision and its commit against their digests; of what is lost there is none."""
    state, commit = told[:_REVISION_AT], told[_COMMIT_AT:]
    version, action, row = told[_REVISION_AT:_COMMIT_AT]
    if digest_of(firm, *key, version, *state, action, commit[0], row) != digest:
        raise damaged()
    if digest_of(firm, *commit) != commit_digest:
        raise damaged()
