"""An entry: what one directory says of one organization."""

from __future__ import annotations

from datetime import datetime

import attrs

from multibuh_core.attachment import Attachment

__all__ = ["Entry"]


@attrs.frozen(kw_only=True)
class Entry:
    """What one directory says of one organization; one per pair (L3)."""

    directory_id: str
    organization_id: str
    text: str
    """Markdown, exactly as given; at most 1 MiB of UTF-8."""
    attachments: tuple[Attachment, ...]
    """In the order they were attached; at most 200."""
    version: int
    """0: never written, the entry is blank; then it counts the entry's own changes."""
    updated_at: datetime | None
    """None while the entry is blank."""
    updated_by: str | None

    @classmethod
    def blank(cls, directory_id: str, organization_id: str) -> Entry:
        """Return the entry as it is before anybody wrote it."""
        return cls(
            directory_id=directory_id,
            organization_id=organization_id,
            text="",
            attachments=(),
            version=0,
            updated_at=None,
            updated_by=None,
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show: neither text nor attachments."""
        return not self.text and not self.attachments
