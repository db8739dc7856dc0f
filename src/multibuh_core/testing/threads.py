"""Several threads that begin at one moment, and what each came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from multibuh_core.errors import MultibuhError

__all__ = ["all_at_once"]


def all_at_once(calls: Sequence[Callable[[], object]]) -> list[Any]:
    """Run each call in a thread of its own, begun together; return what each gave, or the library's error."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        start.wait(timeout=60)
        try:
            return call()
        except MultibuhError as error:
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return [done.result(timeout=120) for done in [pool.submit(run, call) for call in calls]]
