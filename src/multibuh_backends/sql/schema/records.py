"""The records of a firm as they now are, and the commits that made them so."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Index, func
from sqlalchemy import text as sql

from multibuh_backends.sql.schema.metadata import blob, integer, references, table, text

__all__ = ["COMMITS", "DIRECTORIES", "EXTERNAL_IDS", "ORGANIZATIONS"]

COMMITS: Final = table(
    "commits",
    text("id", key=True),
    text("committed_at"),
    text("committed_by"),
    text("channel", optional=True),
    text("import_id", optional=True),
    text("source", optional=True),
    text("sheet", optional=True),
    blob("digest"),
)
"""A commit by hand has a channel; one by an import the other three."""

ORGANIZATIONS: Final = table(
    "organizations",
    text("id", key=True),
    text("name"),
    text("folded"),
    text("kind"),
    text("inn", optional=True),
    text("kpp", optional=True),
    text("ogrn", optional=True),
    text("external_ids"),
    text("archived_at", optional=True),
    text("updated_at"),
    text("updated_by"),
    integer("version"),
)
"""`folded` is what a name is ordered by: no collation of a database is (L2)."""

Index(
    "multibuh_organizations_inn_kpp_ux",
    ORGANIZATIONS.c.firm_id,
    ORGANIZATIONS.c.inn,
    func.coalesce(ORGANIZATIONS.c.kpp, sql("''")),
    unique=True,
    sqlite_where=ORGANIZATIONS.c.archived_at.is_(None) & ORGANIZATIONS.c.inn.is_not(None),
)
Index("multibuh_organizations_folded_ix", ORGANIZATIONS.c.firm_id, ORGANIZATIONS.c.folded, ORGANIZATIONS.c.id)

EXTERNAL_IDS: Final = table(
    "external_ids",
    text("system", key=True),
    text("value", key=True),
    text("organization_id"),
    references(ORGANIZATIONS, "organization_id"),
)
"""The host's own keys: an index of what stands in the organizations, which makes each belong to one of them."""

Index("multibuh_external_ids_organization_ix", EXTERNAL_IDS.c.firm_id, EXTERNAL_IDS.c.organization_id)

DIRECTORIES: Final = table(
    "directories",
    text("id", key=True),
    text("name"),
    text("folded"),
    text("description"),
    text("visibility"),
    text("owner_id"),
    integer("show_in_card"),
    integer("position"),
    text("archived_at", optional=True),
    text("updated_at"),
    text("updated_by"),
    integer("version"),
)

Index(
    "multibuh_directories_order_ix",
    DIRECTORIES.c.firm_id,
    DIRECTORIES.c.position,
    DIRECTORIES.c.folded,
    DIRECTORIES.c.id,
)
Index("multibuh_directories_owner_ix", DIRECTORIES.c.firm_id, DIRECTORIES.c.owner_id)
Index(
    "multibuh_directories_card_ix",
    *(DIRECTORIES.c[name] for name in ("firm_id", "show_in_card", "visibility", "owner_id", "archived_at", "id")),
    *(DIRECTORIES.c[name] for name in ("name", "folded", "description", "position")),
    *(DIRECTORIES.c[name] for name in ("updated_at", "updated_by", "version")),
)
"""
What a card is read by: the directories that it may show, and none that is hidden from the viewer (S2).

It holds the whole record, for else SQLite prefers to read all directories of the firm.
"""
