"""A disk that fails at each of its calls in turn, and what creating or putting then said against what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final

import attrs

from multibuh_backends.blobs.local_disk import LocalDisk
from multibuh_backends.files.objects import Creation, Objects
from multibuh_backends.files.objects.local import LocalObjects
from multibuh_core.errors import MultibuhError, UnavailableError
from tests.multibuh_backends.blobs.faulty_disk import FAULTS, FaultyDisk, Killed

__all__ = ["CASES", "FIRST", "KEY", "OURS", "Failing", "Fleeting", "Try", "faults_of_creating", "tries"]

KEY: Final = "firms/0a/log/000000000001.json"
FIRST: Final = b"first"
OURS: Final = b"ours, and longer"
CASES: Final = ("nothing", "neighbour", "taken")
"""What is there before: no folder even, another key of the folder, or an object under the key."""


class Fleeting(LocalDisk):
    """A disk that syncs nothing, and is the quicker for it: no power is cut here."""

    def sync(self, file: int) -> None:
        """Do nothing."""

    def sync_folder(self, path: Path) -> None:
        """Do nothing."""


class Failing(FaultyDisk, Fleeting):
    """The same, failing at one of its calls."""


@attrs.frozen
class Try:
    """One call on a disk that failed at one of its calls."""

    said: Any
    """What it returned, or the kind of its error; None if the process was killed."""
    before: bytes | None
    found: bytes | None
    """What another process then finds."""
    where: str
    """The call of the disk, and the fault."""
    root: Path


def tries(
    make: Callable[[Path, LocalDisk], Objects], folder: Path, case: str, act: Callable[[Objects], Any]
) -> Iterator[Try]:
    """Do *act* in a new place, once for each fault at each call that it makes of its disk, and once without."""
    for fault in FAULTS:
        for k in count():
            root, disk = folder / fault / str(k), Failing(k, fault)
            before = _prepare(root, case)
            try:
                said = act(make(root, disk))
            except MultibuhError as error:
                said = type(error)
            except Killed:
                said = None
            yield Try(said, before, LocalObjects(root, Fleeting()).get(KEY), f"{disk.failed} {fault}", root)
            if len(disk.calls) <= k:
                assert k > 5
                break


def faults_of_creating(make: Callable[[Path, LocalDisk], Objects], folder: Path, case: str) -> Iterator[str]:
    """Tell where `create` said what is not so."""
    for one in tries(make, folder, case, lambda objects: objects.create(KEY, OURS)):
        allowed = {
            Creation.MADE: one.before is None and one.found == OURS,
            Creation.TAKEN: one.found is not None and one.found == (one.before or OURS),
            UnavailableError: one.found == one.before,
        }.get(one.said, one.found in {one.before or OURS, one.before})
        if not allowed or one.said not in {*Creation, UnavailableError, None}:
            yield f"{one.where}: {one.said}, {one.before!r} -> {one.found!r}"


def _prepare(root: Path, case: str) -> bytes | None:
    if case != "nothing":
        LocalObjects(root, Fleeting()).create(f"{KEY}.neighbour" if case == "neighbour" else KEY, FIRST)
    return FIRST if case == "taken" else None
