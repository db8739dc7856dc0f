"""The floor of S1: one statement by hand, through the driver, rows fetched and no objects made."""

from __future__ import annotations

from multibuh_backends.sql.sqlite.module import sqlite_module
from tests.benchmarks.stores import FIRM

__all__ = ["CardByHand"]

_STATEMENT = """
SELECT NULL AS position, '' AS folded, '' AS id, o.name, o.kind, o.inn, o.kpp, o.ogrn, o.external_ids, o.archived_at,
       o.updated_at, o.updated_by, o.version, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM multibuh_organizations AS o
 WHERE o.firm_id = ?1 AND o.id = ?2
UNION ALL
SELECT d.position, d.folded, d.id, d.name, d.description, d.visibility, d.owner_id, d.show_in_card, NULL, d.archived_at,
       d.updated_at, d.updated_by, d.version, e.version, e.text, e.attachments, e.updated_at, e.updated_by, NULL, NULL
  FROM multibuh_entries AS e
  JOIN multibuh_directories AS d ON d.firm_id = e.firm_id AND d.id = e.directory_id
 WHERE e.firm_id = ?1 AND e.organization_id = ?2
   AND (d.visibility = 'collective' OR d.owner_id = ?3)
   AND d.show_in_card = 1 AND d.archived_at IS NULL AND (e.text <> '' OR e.attachments <> '[]')
 ORDER BY 1, 2, 3
"""


class CardByHand:
    """One card, as fast as the driver gives its rows."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite_module().connect(path, isolation_level=None)
        self._connection.execute("PRAGMA mmap_size = 0")

    def read(self, organization_id: str) -> list[tuple[object, ...]]:
        """Return the rows: the organization's, then one for each item."""
        return self._connection.execute(_STATEMENT, (FIRM, organization_id, "anna")).fetchall()
