"""Uncollected: the cyclic garbage collector pauses while very many objects are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """
    Let the garbage collector pause: nothing made inside is part of a cycle.

    It would look through all of a hundred thousand organizations again and again as they become more, which takes as
    long as making them. What is no longer used is freed all the same, by its count of references.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
