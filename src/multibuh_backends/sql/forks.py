"""Forks: what becomes of open connections when the process is forked."""

from __future__ import annotations

import os
import threading
import weakref
from abc import abstractmethod
from typing import Any, Final, NoReturn, Protocol

from multibuh_core.errors import UnsupportedOperationError

__all__ = ["FORKING", "CutConnection", "heed_forks"]


class Connections(Protocol):
    """The connections of a backend."""

    @abstractmethod
    def close_resting(self) -> None:
        """Close what rests and must not even be inherited: a fork is about to be made."""

    @abstractmethod
    def cut(self) -> list[Any]:
        """Make all that is open unusable, in a child that must not even close it; return what to keep unclosed."""


FORKING: Final = threading.RLock()
"""Held while the process is being forked."""

_HEEDED: Final[weakref.WeakSet[Connections]] = weakref.WeakSet()
_KEPT: Final[list[Any]] = []
"""Connections that a child inherited: closing them, even by forgetting them, would meddle with their owner's."""
_hooks: Final[list[int]] = []


class CutConnection:
    """Stands for a connection of the parent process."""

    in_transaction = False

    def execute(self, _sql: str, _values: object = (), /) -> NoReturn:
        """Refuse."""
        message = (
            "Процесс разделился (fork), пока хранилище было в работе: соединения родителя ему не годятся. "
            "Открывайте хранилище (connect) в каждом процессе после fork."
        )
        raise UnsupportedOperationError(message)

    def cursor(self) -> NoReturn:
        """Refuse."""
        self.execute("")

    def close(self) -> None:
        """Do nothing: it is the parent's."""


def heed_forks(connections: Connections) -> None:
    """Let *connections* take part in each fork from now on, as long as they live."""
    with FORKING:
        _HEEDED.add(connections)
        if not _hooks and hasattr(os, "register_at_fork"):
            os.register_at_fork(before=_before, after_in_parent=FORKING.release, after_in_child=_in_child)
            _hooks.append(1)


def _before() -> None:
    FORKING.acquire()
    for connections in tuple(_HEEDED):
        connections.close_resting()


def _in_child() -> None:
    for connections in tuple(_HEEDED):
        _KEPT.extend(connections.cut())
    FORKING.release()
