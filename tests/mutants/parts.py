"""The memory backend put together from parts, so that a mutant gives one of them otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from multibuh_backends.memory import MemoryBackend
from multibuh_backends.memory.blobs import MemoryBlobs
from multibuh_backends.memory.cards import MemoryCards
from multibuh_backends.memory.directories import MemoryDirectories
from multibuh_backends.memory.entries import MemoryEntries
from multibuh_backends.memory.organizations import MemoryOrganizations
from multibuh_backends.memory.unit import MemoryUnit
from multibuh_core.card import CardItem, CardProjection
from multibuh_core.settings import Settings

if TYPE_CHECKING:
    from multibuh_backends.memory.firm import FirmState
    from multibuh_core.actor import Viewer
    from multibuh_core.directory import Directory
    from multibuh_core.entry import Entry

__all__ = ["Cards", "Directories", "Entries", "Healthy", "Organizations", "Unit"]


class Unit(MemoryUnit):
    """A unit of work made of its backend's parts."""

    def __init__(self, begun: MemoryUnit, backend: Healthy) -> None:
        """Take the place of a unit that *backend* has just begun."""
        super().__init__(begun.firm, begun.viewer, when_over=begun._when_over)
        self.backend = backend
        self.is_reading = begun._when_over is None
        self.organizations = backend.organizations_part(self)
        self.directories = backend.directories_part(self)
        self.entries = backend.entries_part(self)

    @property
    def cards(self) -> Cards:
        """The cards, of this unit's state."""
        return self.backend.made_cards(self.firm, self.viewer, self.number)


class Organizations(MemoryOrganizations):
    """The organizations, healthy."""

    _unit: Unit


class Directories(MemoryDirectories):
    """The directories, healthy; and what no healthy backend tells of them."""

    _unit: Unit

    def all_of_them(self) -> list[Directory]:
        """Return the directories of the firm in order, hidden ones too."""
        revisions = (versions.at(self._unit.number) for versions in self._firm.directories.values())
        return sorted((one.directory for one in revisions if one is not None), key=lambda one: one.sort_key)

    def is_hidden(self, directory_id: str) -> bool:
        """Tell whether there is such a directory which the viewer does not see."""
        return self.get(directory_id) is None and any(one.id == directory_id for one in self.all_of_them())


class Entries(MemoryEntries):
    """The entries, healthy."""

    _unit: Unit


class Cards(MemoryCards):
    """The cards, healthy; each of their rules is a method."""

    backend: Healthy

    def shows(self, directory: Directory) -> bool:
        """Tell whether a directory shows in the card."""
        return directory.show_in_card and directory.archived_at is None and directory.is_visible_to(self._viewer)

    def holds(self, entry: Entry) -> bool:
        """Tell whether an entry is in the card, if its directory shows."""
        return not entry.is_empty

    def ordered(self, items: list[CardItem]) -> list[CardItem]:
        """Return the items in the order of a card; they come in the order in which they were first written."""
        return sorted(items, key=lambda item: item.directory.sort_key)

    def _card(self, organization_id: str, number: int) -> CardProjection | None:
        card = super()._card(organization_id, number)
        if card is None:
            return None
        items = []
        for directory_id, versions in tuple(self._firm.entries.get(organization_id, {}).items()):
            written, found = versions.at(number), self._firm.directories[directory_id].at(number)
            if written and found and self.shows(found.directory) and self.holds(written.entry):
                items.append(CardItem(directory=found.directory, entry=written.entry))
        return CardProjection(organization=card.organization, items=tuple(self.ordered(items)))


class Healthy(MemoryBackend):
    """
    The memory backend, in parts and unbroken.

    What is made of it and names a law in its own body is a mutant: a backend with one fault, which breaks that law.
    """

    law: ClassVar[str]
    unit_part: ClassVar[type[Unit]] = Unit
    organizations_part: ClassVar[type[Organizations]] = Organizations
    directories_part: ClassVar[type[Directories]] = Directories
    entries_part: ClassVar[type[Entries]] = Entries
    cards_part: ClassVar[type[Cards]] = Cards
    blobs_part: ClassVar[type[MemoryBlobs]] = MemoryBlobs

    @classmethod
    def opened(cls, _place: Path, settings: Settings) -> Self:
        """Open a store; in memory each is new."""
        return cls(settings)

    def begin(self, firm: str, *, viewer: Viewer, writes: bool = False) -> Unit:
        """Begin a unit made of the parts."""
        return self.unit_part(super().begin(firm, viewer=viewer, writes=writes), self)

    def cards(self, firm: str, *, viewer: Viewer) -> Cards:
        """Return the part that reads cards, each of the state at that moment."""
        return self.made_cards(self._state(firm), viewer)

    def made_cards(self, firm: FirmState, viewer: Viewer, number: int | None = None) -> Cards:
        """Return the part that reads cards, of one commit or of the last one."""
        made = self.cards_part(firm, viewer, number)
        made.backend = self
        return made

    def blobs(self, firm: str) -> MemoryBlobs:
        """Return the bytes of one firm."""
        return self._blobs.setdefault(firm, self.blobs_part())
