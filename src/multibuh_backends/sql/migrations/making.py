"""What migrations make tables of; not shared with `schema`, for that moves on and they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic.operations import Operations

__all__ = ["Making", "digest", "integer", "optional", "text"]


def text(name: str) -> sa.Column[str]:
    """Return a column of text."""
    return sa.Column(name, _text(), nullable=False)


def optional(name: str) -> sa.Column[str]:
    """Return a column of text or nothing."""
    return sa.Column(name, _text())


def integer(name: str, *, optional: bool = False) -> sa.Column[int]:
    """Return a column of integers of 64 bits."""
    return sa.Column(name, sa.Integer().with_variant(sa.BigInteger(), "postgresql"), nullable=optional)


def digest() -> sa.Column[bytes]:
    """Return the column of the digest of a row."""
    return sa.Column("digest", sa.LargeBinary, nullable=False)


def _text() -> sa.Text:
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


@attrs.frozen
class Making:
    """Makes tables of firms in one schema of a database."""

    op: Operations
    schema: str | None

    def table(self, name: str, keys: tuple[str, ...], *items: sa.schema.SchemaItem) -> None:
        """Make a table; its key begins with the firm."""
        self.op.create_table(
            f"multibuh_{name}",
            text("firm_id"),
            *(item for item in items if isinstance(item, sa.Column)),
            sa.PrimaryKeyConstraint("firm_id", *keys, name=f"multibuh_{name}_pk"),
            *(item for item in items if not isinstance(item, sa.Column)),
            schema=self.schema,
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )

    def references(self, name: str, target: str, **columns: str) -> sa.ForeignKeyConstraint:
        """Return the foreign key of table *name* to *target*, by which columns of the one are which of the other."""
        where = f"multibuh_{target}" if self.schema is None else f"{self.schema}.multibuh_{target}"
        there = [f"{where}.{column}" for column in ("firm_id", *columns.values())]
        return sa.ForeignKeyConstraint(["firm_id", *columns], there, name=f"multibuh_{name}_multibuh_{target}_fk")

    def postgresql_index(self, table: str, name: str, *columns: str) -> None:
        """Make an index, which keeps a key unique, on PostgreSQL alone."""
        if self.op.get_context().dialect.name == "postgresql":
            self.index(table, name, *columns, unique=True)

    def index(
        self,
        table: str,
        name: str,
        *columns: str | sa.TextClause,
        unique: bool = False,
        where: sa.TextClause | None = None,
        on_postgresql: Sequence[str | sa.TextClause] | None = None,
    ) -> None:
        """Make an index, of other columns on PostgreSQL where these are given."""
        is_postgresql = self.op.get_context().dialect.name == "postgresql"
        items: list[Any] = ["firm_id", *(on_postgresql if is_postgresql and on_postgresql else columns)]
        self.op.create_index(
            f"multibuh_{table}_{name}",
            f"multibuh_{table}",
            items,
            schema=self.schema,
            unique=unique,
            sqlite_where=where,
            postgresql_where=where,
        )
