"""The card: what one viewer sees of one organization."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from multibuh_core.card import CardItem, CardProjection
from multibuh_shelf.desk import Desk

__all__ = ["ShelfCards"]


class ShelfCards:
    """What `multibuh_core.ports.CardReader` asks for; each call reads one state, which *look* gives."""

    def __init__(self, look: Callable[[], Desk]) -> None:
        self._look = look

    def read(self, organization_id: str) -> CardProjection | None:
        """Return the card."""
        return _card(self._look(), organization_id)

    def read_many(self, organization_ids: Sequence[str]) -> Mapping[str, CardProjection]:
        """Return the cards in the order asked."""
        desk = self._look()
        cards = ((organization_id, _card(desk, organization_id)) for organization_id in organization_ids)
        return {organization_id: card for organization_id, card in cards if card is not None}


def _card(desk: Desk, organization_id: str) -> CardProjection | None:
    organization = desk.state.organization(organization_id)
    if organization is None:
        return None
    items = sorted(_items(desk, organization_id), key=lambda item: item.directory.sort_key)
    return CardProjection(organization=organization, items=tuple(items))


def _items(desk: Desk, organization_id: str) -> Iterator[CardItem]:
    for directory in desk.directories():
        if directory.show_in_card and directory.archived_at is None:
            entry = desk.state.entry(directory.id, organization_id)
            if not entry.is_empty:
                yield CardItem(directory=directory, entry=entry)
