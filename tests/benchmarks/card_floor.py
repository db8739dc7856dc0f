"""The floors of S1, S3 and S5: one statement by hand, through the driver, rows fetched and no objects made."""

from __future__ import annotations

import json
from collections.abc import Sequence

from multibuh_backends.sql.sqlite.module import sqlite_module
from tests.benchmarks.servers import connected
from tests.benchmarks.stores import FIRM

__all__ = ["CardByHand", "CardByPsycopg"]

Rows = list[tuple[object, ...]]

_STATEMENT = """
SELECT NULL AS position, '' AS folded, '' AS id, o.id AS organization_id,
       o.name, o.kind, o.inn, o.kpp, o.ogrn, o.external_ids, o.archived_at, o.updated_at, o.updated_by, o.version,
       NULL, NULL, NULL, NULL
  FROM multibuh_organizations AS o
 WHERE o.firm_id = {firm} AND o.id {asked}
UNION ALL
SELECT d.position, d.folded, d.id, e.organization_id,
       d.name, d.description, d.visibility, d.owner_id, e.text, e.attachments, d.archived_at, d.updated_at,
       d.updated_by, d.version, d.show_in_card, e.version, e.updated_at, e.updated_by
  FROM multibuh_entries AS e
  JOIN multibuh_directories AS d ON d.firm_id = e.firm_id AND d.id = e.directory_id
 WHERE e.firm_id = {firm} AND e.organization_id {asked}
   AND (d.visibility = 'collective' OR d.owner_id = {viewer})
   AND d.show_in_card = 1 AND d.archived_at IS NULL AND (e.text <> '' OR e.attachments <> '[]')
"""
_IN_ORDER = " ORDER BY 1, 2, 3"


class CardByHand:
    """Cards of SQLite, as fast as the driver gives their rows."""

    _ONE = _STATEMENT.format(firm="?1", asked="= ?2", viewer="?3") + _IN_ORDER
    _MANY = _STATEMENT.format(firm="?1", asked="IN (SELECT value FROM json_each(?2))", viewer="?3")

    def __init__(self, path: str) -> None:
        self._connection = sqlite_module().connect(path, isolation_level=None)
        self._connection.execute("PRAGMA mmap_size = 0")

    def read(self, organization_id: str) -> Rows:
        """Return the rows of one card: the organization's, and one for each item."""
        return self._connection.execute(self._ONE, (FIRM, organization_id, "anna")).fetchall()

    def read_many(self, organization_ids: Sequence[str]) -> Rows:
        """Return the rows of many, in no order: they stand for objects, and those are found by a key."""
        return self._connection.execute(self._MANY, (FIRM, json.dumps(organization_ids), "anna")).fetchall()


class CardByPsycopg:
    """
    Cards of PostgreSQL, as fast as the driver gives their rows.

    A statement that is prepared, in autocommit, by one cursor that is kept; values by position, for by name they cost
    psycopg more.
    """

    _ONE = (_STATEMENT.format(firm="%s", asked="= %s", viewer="%s") + _IN_ORDER).encode()
    _MANY = _STATEMENT.format(firm="%s", asked="= ANY(%s)", viewer="%s").encode()

    def __init__(self, url: str) -> None:
        self._connection = connected(url)
        self._cursor = self._connection.cursor()

    def read(self, organization_id: str) -> Rows:
        """Return the rows of one card: the organization's, and one for each item."""
        return self._rows(self._ONE, organization_id)

    def read_many(self, organization_ids: Sequence[str]) -> Rows:
        """Return the rows of many, in no order."""
        return self._rows(self._MANY, list(organization_ids))

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _rows(self, statement: bytes, asked: str | list[str]) -> Rows:
        return self._cursor.execute(statement, (FIRM, asked, FIRM, asked, "anna"), prepare=True).fetchall()
