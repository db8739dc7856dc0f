"""The port of the card: one read, however many directories there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from multibuh_core.card import CardProjection

__all__ = ["CardReader"]


class CardReader(Protocol):
    """The cards of one firm, as one viewer sees them (L2). Reading writes nothing; a malformed id is a missing one."""

    def read(self, organization_id: str) -> CardProjection | None:
        """Return the card, of one state; None where there is no such organization."""

    def read_many(self, organization_ids: Sequence[str]) -> Mapping[str, CardProjection]:
        """Return the cards in the order asked, all of one state; what is not there is absent."""
