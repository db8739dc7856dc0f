"""Bearers: which group of rows a key leads to."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multibuh_core.imports.group import Group

__all__ = ["Bearers"]

K = TypeVar("K", bound=Hashable)


class Bearers(Generic[K]):
    """For each key the group that bears it, or that there are several; bounded work however many there are."""

    def __init__(self) -> None:
        self._found: dict[K, Group | None] = {}
        self._asked_for: set[K] = set()

    def is_first_use(self, key: K) -> bool:
        """Tell whether *key* is asked for the first time: then the firm's own bearers are to be added."""
        is_first = key not in self._asked_for
        self._asked_for.add(key)
        return is_first

    def add(self, key: K, group: Group) -> None:
        """Say that *group* bears *key*."""
        if self._found.setdefault(key, group) is not group:
            self._found[key] = None

    def only(self, key: K) -> Group | None:
        """Return the one group that bears *key*; None where none does, or several do."""
        return self._found.get(key)

    def are_several(self, key: K) -> bool:
        """Tell whether more than one group bears *key*."""
        return self._found.get(key, self) is None
