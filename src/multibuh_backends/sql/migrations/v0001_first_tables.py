"""The tables of version 0.1.0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from multibuh_backends.sql.migrations.making import Making, digest, integer, optional, text

if TYPE_CHECKING:
    from alembic.operations import Operations

__all__ = ["upgrade"]


def upgrade(op: Operations, schema: str | None) -> None:
    """Make all tables."""
    key = sa.PrimaryKeyConstraint("id", name="multibuh_store_pk")
    op.create_table("multibuh_store", text("id"), key, schema=schema, sqlite_strict=True)
    make = Making(op, schema)
    _create_records(make)
    _create_entries(make)
    _create_revisions(make)


def _create_records(make: Making) -> None:
    make.table(
        "commits",
        ("id",),
        text("id"),
        text("committed_at"),
        text("committed_by"),
        *(optional(name) for name in ("channel", "import_id", "source", "sheet")),
        digest(),
    )
    make.table(
        "organizations",
        ("id",),
        *(text(name) for name in ("id", "name", "folded", "kind")),
        *(optional(name) for name in ("inn", "kpp", "ogrn")),
        text("external_ids"),
        optional("archived_at"),
        text("updated_at"),
        text("updated_by"),
        integer("version"),
    )
    live = sa.text("archived_at IS NULL AND inn IS NOT NULL")
    make.index("organizations", "inn_kpp_ux", "inn", sa.text("coalesce(kpp, '')"), unique=True, where=live)
    beginning = sa.text("left(folded, 200)"), "id"
    make.index("organizations", "folded_ix", "folded", "id", on_postgresql=beginning)
    make.postgresql_index("organizations", "decisive_ux", "id", "archived_at")
    make.table(
        "external_ids",
        ("system", "value"),
        *(text(name) for name in ("system", "value", "organization_id")),
        make.references("external_ids", "organizations", organization_id="id"),
    )
    make.index("external_ids", "organization_ix", "organization_id")
    make.table(
        "directories",
        ("id",),
        *(text(name) for name in ("id", "name", "folded", "description", "visibility", "owner_id")),
        integer("show_in_card"),
        integer("position"),
        optional("archived_at"),
        text("updated_at"),
        text("updated_by"),
        integer("version"),
    )
    make.index("directories", "order_ix", "position", "folded", "id")
    make.index("directories", "owner_ix", "owner_id")
    card = "show_in_card", "visibility", "owner_id", "archived_at", "id"
    rest = "name", "folded", "description", "position", "updated_at", "updated_by", "version"
    make.index("directories", "card_ix", *card, *rest, on_postgresql=card)
    make.postgresql_index("directories", "decisive_ux", "id", "owner_id", "visibility", "archived_at")


def _create_entries(make: Making) -> None:
    make.table(
        "entries",
        ("organization_id", "directory_id"),
        text("organization_id"),
        text("directory_id"),
        integer("version"),
        *(text(name) for name in ("text", "attachments", "updated_at", "updated_by")),
        make.references("entries", "organizations", organization_id="id"),
        make.references("entries", "directories", directory_id="id"),
    )
    make.table(
        "attachments",
        ("id",),
        *(text(name) for name in ("id", "organization_id", "directory_id", "name", "media_type")),
        integer("size"),
        *(text(name) for name in ("sha256", "added_at", "added_by")),
        optional("private_to"),
        make.references("attachments", "entries", organization_id="organization_id", directory_id="directory_id"),
    )
    make.index("attachments", "directory_ix", "directory_id")
    make.index("attachments", "sha256_ix", "sha256")


def _create_revisions(make: Making) -> None:
    make.table(
        "organization_revisions",
        ("organization_id", "version"),
        text("organization_id"),
        integer("version"),
        text("name"),
        text("kind"),
        *(optional(name) for name in ("inn", "kpp", "ogrn")),
        text("external_ids"),
        optional("archived_at"),
        *_made_by(),
        digest(),
        make.references("organization_revisions", "organizations", organization_id="id"),
        make.references("organization_revisions", "commits", commit_id="id"),
    )
    make.table(
        "directory_revisions",
        ("directory_id", "version"),
        text("directory_id"),
        integer("version"),
        *(text(name) for name in ("name", "description", "visibility", "owner_id")),
        integer("show_in_card"),
        integer("position"),
        optional("archived_at"),
        *_made_by(),
        optional("private_to"),
        digest(),
        make.references("directory_revisions", "directories", directory_id="id"),
        make.references("directory_revisions", "commits", commit_id="id"),
    )
    make.table(
        "entry_revisions",
        ("organization_id", "directory_id", "version"),
        text("organization_id"),
        text("directory_id"),
        integer("version"),
        text("text"),
        text("attachments"),
        *_made_by(),
        optional("private_to"),
        digest(),
        make.references("entry_revisions", "entries", organization_id="organization_id", directory_id="directory_id"),
        make.references("entry_revisions", "commits", commit_id="id"),
    )
    for table in ("directory_revisions", "entry_revisions"):
        make.index(table, "private_ix", "private_to", where=sa.text("private_to IS NOT NULL"))


def _made_by() -> tuple[sa.Column[Any], ...]:
    return text("action"), text("commit_id"), integer("row", optional=True)
