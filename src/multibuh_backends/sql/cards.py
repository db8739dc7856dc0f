"""
Cards in SQL: one statement each, however many directories there are.

``UNION ALL`` of the organization and of its visible items. The obvious joins are wrong: organization LEFT JOIN entries
LEFT JOIN directories returns a row for each hidden entry (L1), and with the two joined first SQLite reads the whole
table. The rows are put in order here, by code point: cheaper than a sort of the compound, and the same on every
database (L2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, CompoundSelect, Select, literal_column, null, select, union_all

from multibuh_backends.sql.lists import each_id, json_list
from multibuh_backends.sql.prepared import Query
from multibuh_backends.sql.queries import FIRM, parameter
from multibuh_backends.sql.rows import (
    DIRECTORY,
    ORGANIZATION,
    columns,
    directory_of,
    entry,
    organization_of,
)
from multibuh_backends.sql.schema import DIRECTORIES, ENTRIES, ORGANIZATIONS
from multibuh_backends.sql.values import NO_ATTACHMENTS, attachments_out, key, time_out
from multibuh_backends.sql.visible import sees_directory, ways_to_see
from multibuh_backends.trusted import maker_of
from multibuh_core.card import CardItem, CardProjection
from multibuh_core.imports.uncollected import uncollected

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Row

__all__ = ["CARD", "CARDS", "SqlCards"]

_item = maker_of(CardItem)
_card = maker_of(CardProjection)
_ENTRY: Final = ("organization_id", "text", "attachments", "version", "updated_at", "updated_by")
"""What an item says of its entry; the directory's id stands in the directory already."""
_ORGANIZATION_PLACES: Final = (
    *("id", "name", "kind", "inn", "kpp", None, None, "archived_at", "updated_at", "updated_by", "version"),
    *("ogrn", "external_ids", None, None, None, None),
)
"""What of an organization stands in the places of a directory and of an entry."""


def _items(seen: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """Return the items of cards whose directory is *seen*; a row is its folded name, the directory, the entry."""
    return (
        select(DIRECTORIES.c.folded, *columns(DIRECTORIES, DIRECTORY), *columns(ENTRIES, _ENTRY))
        .join(
            DIRECTORIES,
            (DIRECTORIES.c.firm_id == ENTRIES.c.firm_id) & (DIRECTORIES.c.id == ENTRIES.c.directory_id),
        )
        .where(
            ENTRIES.c.firm_id == FIRM,
            DIRECTORIES.c.firm_id == FIRM,
            seen,
            DIRECTORIES.c.show_in_card == literal_column("1"),
            DIRECTORIES.c.archived_at.is_(None),
            (ENTRIES.c.text != literal_column("''")) | (ENTRIES.c.attachments != literal_column(f"'{NO_ATTACHMENTS}'")),
        )
    )


def _organizations() -> Select[tuple[object, ...]]:
    """
    Return the organizations of cards; a row has a null where an item's has a folded name.

    What an organization says stands where an item has something of the same type: PostgreSQL wants it so.
    """
    said = {column.key: column for column in columns(ORGANIZATIONS, ORGANIZATION)}
    places = (said[name] if name else null() for name in _ORGANIZATION_PLACES)
    return select(null().label("folded"), *(place.label(f"place_{n}") for n, place in enumerate(places))).where(
        ORGANIZATIONS.c.firm_id == FIRM
    )


def _one() -> CompoundSelect[tuple[object, ...]]:
    """
    Return one card: from the directories that may be seen, in either way, to the entries.

    So what is hidden from the viewer is not read at all, and the time does not grow with it (S2).
    """
    organization = parameter("organization")
    items = (_items(way).where(ENTRIES.c.organization_id == organization) for way in ways_to_see(DIRECTORIES))
    return union_all(_organizations().where(ORGANIZATIONS.c.id == organization), *items)


def _many() -> CompoundSelect[tuple[object, ...]]:
    """Return many cards: from the entries of each organization to their directories."""
    asked = each_id("organizations")
    items = _items(sees_directory(DIRECTORIES)).where(ENTRIES.c.organization_id.in_(select(asked.c.id)))
    return union_all(_organizations().where(ORGANIZATIONS.c.id.in_(select(asked.c.id))), items)


CARD: Final = Query(_one(), ("firm", "viewer", "organization"))
CARDS: Final = Query(_many(), ("firm", "viewer", "organizations"))

_ORGANIZATION_ID: Final = len(DIRECTORY) + 1
_MANY: Final = 100
"""More cards than this are made while the garbage collector pauses: it would look through them again and again."""
_organization_in = itemgetter(*(_ORGANIZATION_PLACES.index(name) + 1 for name in ORGANIZATION))
_in_order = itemgetter(DIRECTORY.index("position") + 1, 0, DIRECTORY.index("id") + 1)


class SqlCards:
    """The cards of one firm, as one viewer sees them; each call is one statement, and so of one state."""

    __slots__ = ("_firm", "_rows", "_viewer")

    def __init__(self, firm: str, viewer: str, rows: Callable[..., list[Row]]) -> None:
        """Read by *rows*, which gives the rows of a query with its values: in a unit, or each call for itself."""
        self._firm = firm
        self._viewer = viewer
        self._rows = rows

    def read(self, organization_id: str) -> CardProjection | None:
        """Return the card; None where there is no such organization."""
        return _card_of(self._rows(CARD, self._firm, self._viewer, key(organization_id)))

    def read_many(self, organization_ids: Sequence[str]) -> Mapping[str, CardProjection]:
        """Return the cards in the order asked, all of one state."""
        asked = [one for one in organization_ids if key(one) and "\0" not in one]
        by_id: dict[str, list[Row]] = {one: [] for one in asked}
        with uncollected() if len(asked) > _MANY else nullcontext():
            for row in self._rows(CARDS, self._firm, self._viewer, json_list(by_id)):
                by_id[row[1] if row[0] is None else row[_ORGANIZATION_ID]].append(row)
            return {one: card for one, own in by_id.items() if (card := _card_of(own)) is not None}


def _card_of(rows: list[Row]) -> CardProjection | None:
    """Return the card that the rows of one organization make, in any order."""
    organization, items = None, []
    for row in rows:
        if row[0] is None:
            organization = organization_of(_organization_in(row))
        else:
            items.append(row)
    if organization is None:
        return None
    items.sort(key=_in_order)
    return _card(organization, tuple(map(_item_of, items)))


def _item_of(row: Row) -> CardItem:
    organization_id, text, attachments, version, updated_at, updated_by = row[_ORGANIZATION_ID:]
    return _item(
        directory_of(row[1:_ORGANIZATION_ID]),
        entry(row[1], organization_id, text, attachments_out(attachments), version, time_out(updated_at), updated_by),
    )
