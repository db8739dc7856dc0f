"""Somebody who works at the same time, in another thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any, Final

from multibuh_core import MultibuhError

__all__ = ["Colleague", "a_colleague"]

_LONG_ENOUGH: Final = 0.3
_TOO_LONG: Final = 60


class Colleague:
    """A thread of its own."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool

    def does(self, call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Make a call, and return what it returns."""
        return self._pool.submit(call, *arguments, **named).result(_TOO_LONG)

    def begins(self, call: Callable[..., Any], *arguments: Any, **named: Any) -> Future[Any]:
        """Begin a call, and let it come as far as it can by itself."""
        under_way = self._pool.submit(call, *arguments, **named)
        wait([under_way], _LONG_ENOUGH)
        return under_way

    @staticmethod
    def end_of(under_way: Future[Any]) -> Any:
        """Return what a call returned, or the error that it was told."""
        try:
            return under_way.result(_TOO_LONG)
        except MultibuhError as error:
            return error


@contextmanager
def a_colleague() -> Iterator[Colleague]:
    """Give a colleague, and wait until he has done all that he began."""
    with ThreadPoolExecutor(1) as pool:
        yield Colleague(pool)
