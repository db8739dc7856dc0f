"""The tables of version 0.1.0."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    key = sa.PrimaryKeyConstraint("id", name="multibuh_store_pk")
    op.create_table("multibuh_store", _text("id"), key, sqlite_strict=True)
    _create_records()
    _create_entries()
    _create_revisions()


def _create_records() -> None:
    _create(
        "commits",
        ("id",),
        _text("id"),
        _text("committed_at"),
        _text("committed_by"),
        *(_optional(name) for name in ("channel", "import_id", "source", "sheet")),
        _digest(),
    )
    _create(
        "organizations",
        ("id",),
        *(_text(name) for name in ("id", "name", "folded", "kind")),
        *(_optional(name) for name in ("inn", "kpp", "ogrn")),
        _text("external_ids"),
        _optional("archived_at"),
        _text("updated_at"),
        _text("updated_by"),
        _integer("version"),
    )
    live = sa.text("archived_at IS NULL AND inn IS NOT NULL")
    _index("organizations", "inn_kpp_ux", "inn", sa.text("coalesce(kpp, '')"), unique=True, where=live)
    _index("organizations", "folded_ix", "folded", "id")
    _create(
        "external_ids",
        ("system", "value"),
        *(_text(name) for name in ("system", "value", "organization_id")),
        _references("external_ids", "organizations", organization_id="id"),
    )
    _index("external_ids", "organization_ix", "organization_id")
    _create(
        "directories",
        ("id",),
        *(_text(name) for name in ("id", "name", "folded", "description", "visibility", "owner_id")),
        _integer("show_in_card"),
        _integer("position"),
        _optional("archived_at"),
        _text("updated_at"),
        _text("updated_by"),
        _integer("version"),
    )
    _index("directories", "order_ix", "position", "folded", "id")
    _index("directories", "owner_ix", "owner_id")
    card = "show_in_card", "visibility", "owner_id", "archived_at", "id", "name", "folded", "description", "position"
    _index("directories", "card_ix", *card, "updated_at", "updated_by", "version")


def _create_entries() -> None:
    _create(
        "entries",
        ("organization_id", "directory_id"),
        _text("organization_id"),
        _text("directory_id"),
        _integer("version"),
        *(_text(name) for name in ("text", "attachments", "updated_at", "updated_by")),
        _references("entries", "organizations", organization_id="id"),
        _references("entries", "directories", directory_id="id"),
    )
    _create(
        "attachments",
        ("id",),
        *(_text(name) for name in ("id", "organization_id", "directory_id", "name", "media_type")),
        _integer("size"),
        *(_text(name) for name in ("sha256", "added_at", "added_by")),
        _optional("private_to"),
        _references("attachments", "entries", organization_id="organization_id", directory_id="directory_id"),
    )
    _index("attachments", "directory_ix", "directory_id")
    _index("attachments", "sha256_ix", "sha256")


def _create_revisions() -> None:
    _create(
        "organization_revisions",
        ("organization_id", "version"),
        _text("organization_id"),
        _integer("version"),
        _text("name"),
        _text("kind"),
        *(_optional(name) for name in ("inn", "kpp", "ogrn")),
        _text("external_ids"),
        _optional("archived_at"),
        *_made_by(),
        _digest(),
        _references("organization_revisions", "organizations", organization_id="id"),
        _references("organization_revisions", "commits", commit_id="id"),
    )
    _create(
        "directory_revisions",
        ("directory_id", "version"),
        _text("directory_id"),
        _integer("version"),
        *(_text(name) for name in ("name", "description", "visibility", "owner_id")),
        _integer("show_in_card"),
        _integer("position"),
        _optional("archived_at"),
        *_made_by(),
        _optional("private_to"),
        _digest(),
        _references("directory_revisions", "directories", directory_id="id"),
        _references("directory_revisions", "commits", commit_id="id"),
    )
    _create(
        "entry_revisions",
        ("organization_id", "directory_id", "version"),
        _text("organization_id"),
        _text("directory_id"),
        _integer("version"),
        _text("text"),
        _text("attachments"),
        *_made_by(),
        _optional("private_to"),
        _digest(),
        _references("entry_revisions", "entries", organization_id="organization_id", directory_id="directory_id"),
        _references("entry_revisions", "commits", commit_id="id"),
    )
    for table in ("directory_revisions", "entry_revisions"):
        _index(table, "private_ix", "private_to", where=sa.text("private_to IS NOT NULL"))


def _made_by() -> tuple[sa.Column[Any], ...]:
    return _text("action"), _text("commit_id"), sa.Column("row", sa.Integer)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _optional(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text)


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _digest() -> sa.Column[bytes]:
    return sa.Column("digest", sa.LargeBinary, nullable=False)


def _create(name: str, keys: tuple[str, ...], *items: sa.schema.SchemaItem) -> None:
    op.create_table(
        f"multibuh_{name}",
        _text("firm_id"),
        *(item for item in items if isinstance(item, sa.Column)),
        sa.PrimaryKeyConstraint("firm_id", *keys, name=f"multibuh_{name}_pk"),
        *(item for item in items if not isinstance(item, sa.Column)),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _references(name: str, target: str, **columns: str) -> sa.ForeignKeyConstraint:
    there = [f"multibuh_{target}.{column}" for column in ("firm_id", *columns.values())]
    return sa.ForeignKeyConstraint(["firm_id", *columns], there, name=f"multibuh_{name}_multibuh_{target}_fk")


def _index(table: str, name: str, *columns: Any, unique: bool = False, where: sa.TextClause | None = None) -> None:
    op.create_index(
        f"multibuh_{table}_{name}",
        f"multibuh_{table}",
        ["firm_id", *columns],
        unique=unique,
        sqlite_where=where,
    )
