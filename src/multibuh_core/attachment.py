"""An attachment: a named file of an entry."""

from __future__ import annotations

from datetime import datetime

import attrs

__all__ = ["Attachment"]


@attrs.frozen(kw_only=True)
class Attachment:
    """A named file of an entry; its bytes are a blob under their SHA-256."""

    id: str
    name: str
    """Safe as a file name on any system, unique within its entry; at most 255 bytes of UTF-8."""
    media_type: str
    size: int
    """In bytes."""
    sha256: str
    """64 lower-case hexadecimal digits."""
    added_at: datetime
    added_by: str
