"""The one door through which the tests reach a backend: how it is opened at a place, and whether it is lasting."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path

import attrs

from multibuh_backends import connect
from multibuh_core import Settings
from multibuh_core.ports import Backend

__all__ = ["DOORS", "Door"]


@attrs.frozen
class Door:
    """A kind of backend: the same place opened twice is the same store, if it is lasting."""

    name: str
    lasting: bool
    open_backend: Callable[[Path, Settings], AbstractContextManager[Backend]]


@contextmanager
def _memory(_place: Path, settings: Settings) -> Iterator[Backend]:
    with connect("memory:", settings=settings) as backend:
        yield backend


@cache
def _new_sqlite_store() -> Path:
    """Make a store once: a copy of it is a new store, and costs less than making one."""
    place = Path(tempfile.mkdtemp(prefix="multibuh-laws-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    connect(_sqlite_url(place), create=True).close()
    return place


def _sqlite_url(place: Path) -> str:
    return f"sqlite:///{place.as_posix()}/firm.db"


@contextmanager
def _sqlite(place: Path, settings: Settings) -> Iterator[Backend]:
    if not place.exists():
        shutil.copytree(_new_sqlite_store(), place)
    with connect(_sqlite_url(place), create=True, settings=settings) as backend:
        yield backend


DOORS = (
    Door(name="memory", lasting=False, open_backend=_memory),
    Door(name="sqlite", lasting=True, open_backend=_sqlite),
)
