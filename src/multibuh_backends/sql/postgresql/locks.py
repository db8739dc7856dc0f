"""Locks by a number that stands for a thing: a firm, a schema. They are let go of when the transaction ends."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

__all__ = ["lock_alone", "lock_beside_others"]


def lock_beside_others(kind: str, *names: str) -> str:
    """Return the command that shares a lock with all who do, and waits for whoever has it alone."""
    return f"SELECT pg_advisory_xact_lock_shared({_number(kind, *names)})"


def lock_alone(kind: str, *names: str) -> str:
    """Return the command that takes a lock alone."""
    return f"SELECT pg_advisory_xact_lock({_number(kind, *names)})"


@lru_cache(maxsize=4096)
def _number(*names: str) -> int:
    """Return a number of 64 bits; where two things have the same, the one waits for the other, and no more."""
    return int.from_bytes(sha256("\0".join(("multibuh", *names)).encode()).digest()[:8], signed=True)
