"""The ways into a store in a folder, through a disk of the test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from multibuh_backends import connect
from multibuh_backends.blobs import Blobs, local_root
from multibuh_backends.blobs.local_disk import LocalDisk
from multibuh_backends.blobs.local_root import LocalRoot
from multibuh_backends.files import FilesBackend
from multibuh_backends.files.layout import ATTACHMENTS
from multibuh_backends.files.objects import local
from multibuh_backends.files.objects.local import LocalObjects
from multibuh_core import Settings
from multibuh_core.testing.clocks import FixedClock
from multibuh_core.testing.ids import SequentialIds
from multibuh_core.testing.outcomes import all_seen_by
from tests.multibuh_backends.files.stores import FIRM, user

__all__ = ["all_of", "connected", "opened", "seen"]


def connected(folder: Path, disk: LocalDisk, *, create: bool = True) -> FilesBackend:
    """Open a store by the usual door, which looks at what is there, and may make it."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (local, local_root):
            patch.setattr(module, "LocalDisk", lambda: disk)
        backend = connect(folder.as_uri(), create=create)
    assert isinstance(backend, FilesBackend)
    return backend


def opened(folder: Path, disk: LocalDisk, *, ids: int = 0) -> FilesBackend:
    """Open a store that is there, as a process of its own has it; its clock stands, its first ids are left out."""
    new_id = SequentialIds()
    for _ in range(ids):
        new_id()
    return FilesBackend(
        LocalObjects(folder, disk),
        Blobs(LocalRoot(folder / ATTACHMENTS, disk)),
        settings=Settings(clock=FixedClock(), new_id=new_id),
        patience=0.05,
    )


def all_of(backend: FilesBackend) -> list[Any]:
    """Return all that there is of the firm, whoever may see it: of one state, and asked for at once."""
    return list(backend.read_firm(FIRM))


def seen(backend: FilesBackend) -> Any:
    """Return all that two people see, by every way of looking at it."""
    return [all_seen_by(user(backend, name)) for name in ("anna", "nina")]
