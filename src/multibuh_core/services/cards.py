"""Cards: the guide to an organization, at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from multibuh_core.errors import InvalidInputError, NotFoundError

if TYPE_CHECKING:
    from multibuh_core.card import CardProjection
    from multibuh_core.services.session import Session

__all__ = ["Cards"]


@attrs.frozen
class Cards:
    """What the actor sees of an organization in its card (L2). Reading writes nothing."""

    _session: Session

    def read(self, organization_id: str) -> CardProjection:
        """
        Return the card of one organization, archived or not.

        Items stand by (position, folded name, id) of their directory.

        Raises:
            NotFoundError: If there is no such organization.
        """
        card = self._session.cards().read(organization_id)
        if card is None:
            raise NotFoundError("organization", organization_id)
        return card

    def read_many(self, organization_ids: Sequence[str]) -> Mapping[str, CardProjection]:
        """Return many cards in the order asked, all of one state; what cannot be seen is absent."""
        if isinstance(organization_ids, str):
            raise InvalidInputError("organization_ids", organization_ids, "нужен список идентификаторов, а не строка.")
        return self._session.cards().read_many(tuple(dict.fromkeys(organization_ids)))
