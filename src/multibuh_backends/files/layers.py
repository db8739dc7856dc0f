"""A layer over a dict that others read: what one unit changes is its own until it commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import TYPE_CHECKING, Any, TypeVar

from multibuh_backends.memory.firm import FirmState
from multibuh_backends.memory.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Layer", "layered"]

V = TypeVar("V")


class Layer(MutableMapping[str, V]):
    """
    A mapping that shows what is below, and keeps for itself what is asked for in order to be changed.

    What is below may grow meanwhile: the commit numbers of its values tell who sees them.
    """

    def __init__(self, below: Mapping[str, V], own: Callable[[V], V]) -> None:
        """Lay a layer; *own* copies a value so that changing the copy changes nothing below."""
        self._below = below
        self._own = own
        self._changed: dict[str, V] = {}

    def setdefault(self, key: str, default: Any = None, /) -> Any:
        """Return the layer's own value of a key, to be changed: a copy of what is below, or *default*."""
        if key not in self._changed:
            self._changed[key] = self._own(self._below[key]) if key in self._below else default
        return self._changed[key]

    def __getitem__(self, key: str) -> V:
        changed = self._changed
        return changed[key] if key in changed else self._below[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value, without the detour by an exception."""
        changed = self._changed
        return changed[key] if key in changed else self._below.get(key, default)

    def __setitem__(self, key: str, value: V) -> None:
        self._changed[key] = value

    def __delitem__(self, key: str) -> None:
        raise NotImplementedError

    def __iter__(self) -> Iterator[str]:
        below = tuple(self._below)
        yield from below
        yield from self._changed.keys() - below

    def __len__(self) -> int:
        return len(self._below.keys() | self._changed.keys())


def layered(below: FirmState) -> FirmState:
    """
    Return a firm's state that may be changed without *below* being changed.

    But for two indexes, which are shared: they say where to look, and what is found there says whether it is so.
    """
    return FirmState(
        number=below.number,
        organizations=Layer(below.organizations, _copied),  # type: ignore[arg-type]  # as a dict, for memory
        directories=Layer(below.directories, _copied),  # type: ignore[arg-type]
        pasts=Layer(below.pasts, _copied),  # type: ignore[arg-type]
        entries=Layer(below.entries, lambda entries: Layer(entries, _copied)),  # type: ignore[arg-type,return-value]
        attachments=below.attachments,
        bearers=below.bearers,
    )


def _copied(versions: Versions[Any]) -> Versions[Any]:
    return versions.copy()
