"""Cards in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from multibuh_backends.memory.firm import FirmState, key
from multibuh_core.actor import Viewer
from multibuh_core.card import CardItem, CardProjection

__all__ = ["MemoryCards"]


class MemoryCards:
    """The cards of one firm, as one viewer sees them at one commit; at the last one where no number is given."""

    __slots__ = ("_firm", "_number", "_viewer")

    def __init__(self, firm: FirmState, viewer: Viewer, number: int | None = None) -> None:
        self._firm = firm
        self._viewer = viewer
        self._number = number

    def read(self, organization_id: str) -> CardProjection | None:
        """Return the card; None where there is no such organization."""
        return self._card(organization_id, self._firm.number if self._number is None else self._number)

    def read_many(self, organization_ids: Sequence[str]) -> Mapping[str, CardProjection]:
        """Return the cards in the order asked, all as of one commit."""
        number = self._firm.number if self._number is None else self._number
        cards = ((one, self._card(one, number)) for one in organization_ids)
        return {one: card for one, card in cards if card is not None}

    def _card(self, organization_id: str, number: int) -> CardProjection | None:
        versions = self._firm.organizations.get(key(organization_id))
        organization = None if versions is None else versions.at(number)
        if organization is None:
            return None
        items = []
        for directory_id, entries in tuple(self._firm.entries.get(organization_id, {}).items()):
            written = entries.at(number)
            if written is None or written.entry.is_empty:
                continue
            found = self._firm.directories[directory_id].at(number)
            if found is None:
                continue
            directory = found.directory
            if directory.show_in_card and directory.archived_at is None and directory.is_visible_to(self._viewer):
                items.append(CardItem(directory=directory, entry=written.entry))
        items.sort(key=lambda item: item.directory.sort_key)
        return CardProjection(organization=organization.organization, items=tuple(items))
