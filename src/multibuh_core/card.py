"""The card: what one viewer sees of one organization."""

from __future__ import annotations

import attrs

from multibuh_core.directory import Directory
from multibuh_core.entry import Entry
from multibuh_core.organization import Organization

__all__ = ["CardItem", "CardProjection"]


@attrs.frozen(kw_only=True)
class CardItem:
    """One entry in a card, with the directory that it stands in."""

    directory: Directory
    entry: Entry


@attrs.frozen(kw_only=True)
class CardProjection:
    """
    What one viewer sees of one organization in its card (L2).

    Exactly the entries whose directory is visible to the viewer, shows in the card and is not archived, and that are
    not empty; ordered by (position, folded name, id) of the directory.
    """

    organization: Organization
    items: tuple[CardItem, ...]
