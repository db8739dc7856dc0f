"""What every store can keep: texts without U+0000 and lone surrogates, times in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

__all__ = ["are_storable", "is_utc"]

_NONE: Final = timedelta(0)


def are_storable(texts: Iterable[str | None]) -> bool:
    """Tell whether all of these can be kept, as far as they are given."""
    return all(text is None or ("\0" not in text and (text.isascii() or _is_encodable(text))) for text in texts)


def is_utc(at: datetime) -> bool:
    """Tell whether a time says that it is in UTC."""
    return at.utcoffset() == _NONE


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
