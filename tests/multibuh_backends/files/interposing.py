"""What happens at the worst moment: between a unit's reading and its commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from multibuh_core import Workspace

__all__ = ["before_the_next_commit"]


@contextmanager
def before_the_next_commit(workspace: Workspace, act: Callable[[], object]) -> Iterator[None]:
    """Let *act* happen once, just before the next object is created by the workspace's backend."""
    objects: Any = workspace._session.backend._objects
    create, waiting = objects.create, [act]

    def interposed(key: str, data: bytes) -> Any:
        if waiting:
            waiting.pop()()
        return create(key, data)

    objects.create = interposed
    try:
        yield
    finally:
        objects.create = create
    assert not waiting
