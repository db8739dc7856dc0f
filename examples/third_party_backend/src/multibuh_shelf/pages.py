"""A page of a list: what is behind a key, and no more than asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

__all__ = ["page"]

Item = TypeVar("Item")


def page(items: Iterable[Item], key: Callable[[Item], Any], *, after: Any, limit: int | None) -> tuple[Item, ...]:
    """Return the items in the order of their keys, those behind the key *after* (None: all), at most *limit*."""
    behind = (item for item in items if after is None or key(item) > after)
    return tuple(sorted(behind, key=key))[:limit]
