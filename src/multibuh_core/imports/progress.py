"""Progress: how far long work has come, told now and then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

__all__ = ["Progress", "Ticker"]

Progress = Callable[[int, int], None]
"""Called with what is done and the total."""

_EVERY: Final = 1_024


class Ticker:
    """Counts steps and tells of every thousandth or so, and of the end."""

    def __init__(self, tell: Progress | None, total: int) -> None:
        self._tell = tell
        self._total = total
        self._done = 0

    def __call__(self) -> None:
        """Count one step."""
        self._done += 1
        if self._tell is not None and self._done % _EVERY == 0:
            self._tell(min(self._done, self._total), self._total)

    def finish(self) -> None:
        """Tell that all is done."""
        if self._tell is not None:
            self._tell(self._total, self._total)
