"""Cards on files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multibuh_backends.memory.cards import MemoryCards

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from multibuh_backends.files.firm import Firm
    from multibuh_core.actor import Viewer
    from multibuh_core.card import CardProjection

__all__ = ["FileCards"]


class FileCards:
    """The cards of one firm, each read of the state at that moment: one request, and the rest is memory."""

    __slots__ = ("_firm", "_viewer")

    def __init__(self, firm: Firm, viewer: Viewer) -> None:
        self._firm = firm
        self._viewer = viewer

    def read(self, organization_id: str) -> CardProjection | None:
        """Return the card; None where there is no such organization."""
        return MemoryCards(self._firm.current(), self._viewer).read(organization_id)

    def read_many(self, organization_ids: Sequence[str]) -> Mapping[str, CardProjection]:
        """Return the cards in the order asked, all as of one commit."""
        return MemoryCards(self._firm.current(), self._viewer).read_many(organization_ids)
