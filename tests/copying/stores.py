"""One empty store of each kind, in a folder."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from multibuh_backends import connect
from multibuh_core.ports import Backend
from multibuh_core.settings import Settings

__all__ = ["KINDS", "a_store"]


def a_store(kind: str, folder: Path, settings: Settings | None = None) -> Backend:
    """Return a new and empty store of a kind; where it keeps something, it does so in *folder*."""
    return KINDS[kind](folder, Settings() if settings is None else settings)


def _memory(_folder: Path, settings: Settings) -> Backend:
    return connect("memory:", settings=settings)


def _sqlite(folder: Path, settings: Settings) -> Backend:
    shutil.copytree(_new_sqlite(), folder)
    return connect(f"sqlite:///{folder.as_posix()}/firm.db", settings=settings)


def _files(folder: Path, settings: Settings) -> Backend:
    return connect(f"file://{folder.as_posix()}", create=True, settings=settings)


KINDS: dict[str, Callable[[Path, Settings], Backend]] = {"memory": _memory, "sqlite": _sqlite, "files": _files}


@cache
def _new_sqlite() -> Path:
    """Make one once: a copy of it is a new store, and costs less than making one."""
    place = Path(tempfile.mkdtemp(prefix="multibuh-copying-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    connect(f"sqlite:///{place.as_posix()}/firm.db", create=True).close()
    return place
