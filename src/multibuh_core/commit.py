"""A commit: what one unit of work wrote, by whom, when and from where."""

from __future__ import annotations

from datetime import datetime

import attrs

__all__ = ["ByHand", "ByImport", "Commit", "Origin"]


@attrs.frozen(kw_only=True)
class ByHand:
    """Written by a person, through a channel that the host names."""

    channel: str = ""
    """As ``portal`` or ``bot``; empty when the host does not say."""


@attrs.frozen(kw_only=True)
class ByImport:
    """Written by an import of a table."""

    import_id: str
    source: str
    """The name under which the table is imported again and again; the base of a three-way import is found by it."""
    sheet: str


Origin = ByHand | ByImport


@attrs.frozen(kw_only=True)
class Commit:
    """What one unit of work wrote. It bears no number: a number would count what others do (L1)."""

    id: str
    at: datetime
    """UTC; informs, but orders nothing."""
    by: str
    """The user's id."""
    origin: Origin
