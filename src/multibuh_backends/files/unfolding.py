"""The entries of a checkpoint, unfolded organization by organization as they are asked for: opening need not wait."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multibuh_backends.memory.versions import Versions

__all__ = ["UnfoldingEntries"]

ByDirectory = dict[str, "Versions[Any]"]


class UnfoldingEntries(dict[str, ByDirectory]):
    """What memory keeps as a dict of dicts: by organization, then by directory. Thread-safe as that is."""

    def __init__(self, folded: dict[str, Any], unfold: Callable[[str, Any], ByDirectory]) -> None:
        """Take the rows of each organization; *unfold* makes of its id and its rows what memory keeps."""
        super().__init__()
        self._folded = folded
        self._unfold = unfold
        self._unfolding = threading.Lock()

    def get(self, key: str, default: Any = None, /) -> Any:
        """Return an organization's entries, unfolded."""
        found = super().get(key)
        if found is None and self._has_unfolded(key):
            found = super().get(key)
        return default if found is None else found

    def setdefault(self, key: str, default: Any = None, /) -> Any:
        """Return an organization's entries, or keep *default* as these."""
        self._has_unfolded(key)
        return super().setdefault(key, default)

    def __getitem__(self, key: str) -> ByDirectory:
        self._has_unfolded(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        # In this order: what is being unfolded is in both for a moment, and never in neither.
        return key in self._folded or super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._unfold_all()
        return super().__iter__()

    def __len__(self) -> int:
        return len(self._folded) + super().__len__()

    def values(self) -> Any:
        """Return all entries, unfolded."""
        self._unfold_all()
        return super().values()

    def items(self) -> Any:
        """Return all entries by organization, unfolded."""
        self._unfold_all()
        return super().items()

    def _has_unfolded(self, key: str) -> bool:
        """Unfold what is still folded; tell whether it is worth looking (again) at what is unfolded."""
        if self._folded and key in self._folded:
            with self._unfolding:
                if key in self._folded:
                    super().__setitem__(key, self._unfold(key, self._folded[key]))
                    del self._folded[key]
        return True

    def _unfold_all(self) -> None:
        for key in tuple(self._folded):
            self._has_unfolded(key)
