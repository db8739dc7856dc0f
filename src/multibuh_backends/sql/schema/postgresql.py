"""
The tables as PostgreSQL has them: the same, but for what its indexes can hold.

A row of its B-trees holds some 2,700 bytes, and a name has as many characters as the core allows, of four bytes each.
All keys and indexes fit but the two that are said here. The conditions of partial indexes, too, are given to it
here and not where the tables are: an option of a dialect loads it, for a fifth of the time of importing SQLAlchemy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Index, MetaData, Table, func, literal_column

from multibuh_backends.sql.schema.metadata import METADATA, VERSION, in_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["beginning", "postgresql_tables"]

_BEGINNING: Final = 200
"""How many characters of an organization's folded name, of up to 3,000, its index holds."""


def beginning(folded: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return as much of an organization's folded name as its index holds; what searches by it must say so too."""
    return func.left(folded, literal_column(str(_BEGINNING)))


def postgresql_tables(schema: str | None = None) -> MetaData:
    """Return a copy of all tables, the version's too, as they are made on PostgreSQL in a *schema*."""
    metadata = MetaData(naming_convention=METADATA.naming_convention)
    for table in (VERSION, *METADATA.sorted_tables):
        _adapt_indexes(in_schema(table, schema, metadata=metadata))
    _make_decisive(metadata)
    return metadata


def _for_cards(directories: Table) -> Sequence[ColumnElement[object]]:
    """Leave out the rest of the record: a description has up to 4,000 characters."""
    return [directories.c[name] for name in ("firm_id", "show_in_card", "visibility", "owner_id", "archived_at", "id")]


def _for_lists(organizations: Table) -> Sequence[ColumnElement[object]]:
    return [organizations.c.firm_id, beginning(organizations.c.folded), organizations.c.id]


_OF_ITS_OWN: Final[dict[str, Callable[[Table], Sequence[ColumnElement[object]]]]] = {
    "multibuh_directories_card_ix": _for_cards,
    "multibuh_organizations_folded_ix": _for_lists,
}
"""The indexes that hold something else than on SQLite."""


_DECISIVE: Final = {
    "directories": ("id", "owner_id", "visibility", "archived_at"),
    "organizations": ("id", "archived_at"),
}
"""
What entries rest on not being changed.

A unique index makes these columns parts of a key, whose change conflicts with the lock of a foreign key (FOR KEY SHARE)
also where another lock was held on the record, or it was renamed before. All other columns change beside that lock.
"""


def _make_decisive(metadata: MetaData) -> None:
    for table in metadata.sorted_tables:
        columns = _DECISIVE.get(table.name.removeprefix("multibuh_"))
        if columns:
            Index(f"{table.name}_decisive_ux", table.c.firm_id, *(table.c[name] for name in columns), unique=True)


def _adapt_indexes(table: Table) -> None:
    for index in list(table.indexes):
        if index.name in _OF_ITS_OWN:
            table.indexes.remove(index)
            Index(index.name, *_OF_ITS_OWN[index.name](table))
        else:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
