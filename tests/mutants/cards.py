"""Mutants whose card holds too much, too little, or in another order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from multibuh_core.card import CardItem, CardProjection
from tests.mutants.parts import Cards, Healthy

if TYPE_CHECKING:
    from multibuh_core.directory import Directory
    from multibuh_core.entry import Entry
    from multibuh_core.settings import Settings

__all__ = [
    "ArchivedInCard",
    "CardByInsertion",
    "CardByLower",
    "CardCachedTooLong",
    "CardPerFile",
    "EmptyInCard",
    "FilesAloneNotInCard",
    "ManyCardsSorted",
]


class _Archived(Cards):
    def shows(self, directory: Directory) -> bool:
        return directory.show_in_card and directory.is_visible_to(self._viewer)


class ArchivedInCard(Healthy):
    """A card shows the entries of archived directories."""

    law = "L2"
    cards_part = _Archived


class _Empty(Cards):
    def holds(self, _entry: Entry) -> bool:
        return True


class EmptyInCard(Healthy):
    """A card shows entries that were cleared."""

    law = "L2"
    cards_part = _Empty


class _TextOnly(Cards):
    def holds(self, entry: Entry) -> bool:
        return entry.text != ""


class FilesAloneNotInCard(Healthy):
    """A card leaves out an entry which has files and no text."""

    law = "L2"
    cards_part = _TextOnly


class _AsTheyCome(Cards):
    def ordered(self, items: list[CardItem]) -> list[CardItem]:
        return items


class CardByInsertion(Healthy):
    """The items of a card stand as the database gives them: in the order in which they were first written."""

    law = "L2"
    cards_part = _AsTheyCome


class _Lower(Cards):
    def ordered(self, items: list[CardItem]) -> list[CardItem]:
        return sorted(items, key=lambda one: (one.directory.position, one.directory.name.lower(), one.directory.id))


class CardByLower(Healthy):
    """Names in a card are ordered in lower case, not casefolded."""

    law = "L2"
    cards_part = _Lower


class _PerFile(Cards):
    def ordered(self, items: list[CardItem]) -> list[CardItem]:
        return [one for one in super().ordered(items) for _ in one.entry.attachments or (None,)]


class CardPerFile(Healthy):
    """An entry stands in a card once for each of its files: a join that nobody grouped."""

    law = "L2"
    cards_part = _PerFile


class _Cached(Cards):
    def _card(self, organization_id: str, number: int) -> CardProjection | None:
        card = super()._card(organization_id, number)
        if card is None or self._number is not None:
            return card
        version = card.organization.version
        place = id(self._firm), self._viewer.user_id, organization_id, version
        return self.backend.kept.setdefault(place, card)


class CardCachedTooLong(Healthy):
    """A card is cached for each viewer until the organization changes; a change of an entry does not count."""

    law = "L2"
    cards_part = _Cached

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.kept: dict[tuple[int, str, str, int], CardProjection] = {}


class _Sorted(Cards):
    def read_many(self, organization_ids: Sequence[str]) -> Mapping[str, CardProjection]:
        return super().read_many(sorted(organization_ids))


class ManyCardsSorted(Healthy):
    """Many cards come in the order of their ids, not in that asked for."""

    law = "L2"
    cards_part = _Sorted
