"""Plain texts: a quick look at many at once, so that each need not be checked alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from multibuh_core.names import MAX_TEXT_BYTES

__all__ = ["are_plain"]

_MOST_BYTES_OF_A_CHARACTER: Final = 4


def are_plain(texts: Iterable[str]) -> bool:
    """
    Tell whether none of the texts can be over the limit or hold a character that cannot be kept.

    Raises:
        TypeError: If one is not text.
    """
    joined = "".join(texts)
    if len(joined) > MAX_TEXT_BYTES // _MOST_BYTES_OF_A_CHARACTER or "\0" in joined:
        return False
    try:
        joined.encode()
    except UnicodeEncodeError:
        return False
    return True
