"""Ids for tests: `Settings(new_id=SequentialIds())`, and one that nobody gave."""

from __future__ import annotations

import itertools

__all__ = ["BEGINNING", "SequentialIds", "a_missing_id"]

BEGINNING = "0190abcd-0000-7000-"
"""What all of these ids begin with."""


class SequentialIds:
    """
    Ids in the shape of a UUIDv7 that rise by one: their order is the order of making; safe in threads.

    One for each store: another one begins anew and gives the same ids again, so whoever opens a store a second time
    passes the one of the first time.
    """

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def __call__(self) -> str:
        """Return an id greater than all before."""
        number = f"{next(self._numbers):016x}"
        return f"{BEGINNING}8{number[1:4]}-{number[4:]}"


def a_missing_id(number: int = 1) -> str:
    """Return an id in the library's own shape that nobody ever gave: no `SequentialIds`, no record made for tests."""
    return f"{BEGINNING}bfff-{number % 16**12:012x}"
