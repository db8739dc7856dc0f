"""
The garbage collector, kept out of the start and of the end.

Importing makes a quarter of a million objects that live until the end, and no garbage. Python looks through them again
and again all the same: that took a fifth of the time of `multibuh card` (benchmark S11).
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collecting_from_now_on", "late_collector"]


@contextmanager
def late_collector() -> Iterator[None]:
    """Collect nothing before `collecting_from_now_on`, nor when the process ends; afterwards all is as it was."""
    was_collecting = gc.isenabled()
    gc.disable()
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        gc.unfreeze()
        if was_collecting:
            gc.enable()


def collecting_from_now_on() -> None:
    """Say that the start is over: what is there stays, what comes is collected as usual."""
    gc.freeze()
    gc.enable()
