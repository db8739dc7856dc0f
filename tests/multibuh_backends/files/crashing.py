"""One use case cut short by one fault at one call of the disk; and what must be true of the store afterwards."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import attrs

from multibuh_backends.files import FilesBackend
from multibuh_core.errors import MultibuhError, OutcomeUnknownError, UnavailableError
from tests.multibuh_backends.blobs.faulty_disk import Killed
from tests.multibuh_backends.files.disks import FailingDisk, QuickDisk, faults_at, quick_folder
from tests.multibuh_backends.files.doors import all_of, opened, seen
from tests.multibuh_backends.files.stores import a_store, user
from tests.multibuh_backends.files.use_cases import UseCase

__all__ = ["IDS", "NEXT", "Trial", "a_trial", "check"]

NEXT: Final = "Следующая"
IDS: Final = 1_000
"""So many ids are left to whoever prepares a store, and to whoever acts in it."""
_LEFT_OVER: Final = "её уберёт multibuh gc"


def check(folder: Path, allowed: list[Any]) -> Iterator[str]:
    """Tell what is wrong with a store, opened as by a new process: it must be in one of some states, and sound."""
    backend = opened(folder, QuickDisk())
    try:
        if all_of(backend) not in allowed:
            yield "state: neither what was told, nor whole or absent"
        faults = list(backend.verify())
        yield from (f"verify: {fault}" for fault in faults if _LEFT_OVER not in fault)
        if faults:
            backend.gc(older_than=timedelta(0))
            yield from (f"verify after gc: {fault}" for fault in backend.verify())
    except MultibuhError as error:
        yield f"reading: {error!r}"


@attrs.frozen
class Trial:
    """A use case, prepared once, to be cut short again and again."""

    case: UseCase
    folder: Path
    calls: list[str]
    """The names of the disk's calls, where none fails."""
    before: Any
    """All that there is then."""
    after: Any
    """All that there is afterwards."""

    def faults(self, *, share: float = 1) -> Iterator[str]:
        """Tell what is wrong after each fault at each call, from the last; or after a share of them, at random."""
        for k, call in reversed(list(enumerate(self.calls))):
            for fault in faults_at(call):
                if random.random() < share:
                    yield from (f"{told} ({fault} at call {k}, {call})" for told in self.faults_of(k, fault))

    def faults_of(self, k: int, fault: str) -> Iterator[str]:
        """Tell what is wrong after one fault at one call."""
        disk = FailingDisk(k, fault)
        yield from self.faults_on(disk, is_over="killed" in fault)
        if disk.failed != self.calls[k]:
            yield f"trial: {disk.failed} has failed"

    def faults_on(
        self, disk: FailingDisk, *, hindered: AbstractContextManager[object] | None = None, is_over: bool = False
    ) -> Iterator[str]:
        """Tell what is wrong after the use case was hindered, by the disk or otherwise; *is_over*: its process too."""
        with self.copied() as folder, self.case.patched():
            backend = opened(folder, disk, ids=IDS)
            try:
                with nullcontext() if hindered is None else hindered:
                    allowed = self._allowed(backend)
            except (MultibuhError, OSError) as error:
                yield f"told: {error!r}"
                return
            finally:
                disk._heal()
            yield from check(folder, allowed)
            yield from _going_on(folder, opened(folder, QuickDisk(), ids=2 * IDS) if is_over else backend)

    @contextmanager
    def copied(self) -> Iterator[Path]:
        """Give a copy of the store as it is before."""
        with quick_folder() as folder:
            yield shutil.copytree(self.folder, folder / "store")

    def _allowed(self, backend: FilesBackend) -> list[Any]:
        """Return the states that are true to what the use case comes to."""
        try:
            self.case.act(backend)
        except UnavailableError:
            return [self.before]
        except (OutcomeUnknownError, Killed):
            return [self.before, self.after]
        return [self.after]


@contextmanager
def a_trial(case: UseCase, *, breaking: Callable[[], None] = lambda: None) -> Iterator[Trial]:
    """Prepare a use case, break the backend if it is to be broken, and see what it comes to where nothing fails."""
    with quick_folder() as folder, case.patched():
        whole, acted, disk = folder / "before", folder / "after", FailingDisk()
        a_store(whole).close()
        case.prepare(opened(whole, QuickDisk()))
        breaking()
        case.act(opened(shutil.copytree(whole, acted), disk, ids=IDS))
        calls = [call[0] for call in disk.calls]
        yield Trial(case, whole, calls, *(all_of(opened(one, QuickDisk())) for one in (whole, acted)))


def _going_on(folder: Path, backend: FilesBackend) -> Iterator[str]:
    """Tell what is wrong with a backend that sees the truth and writes, once its disk is healthy."""
    try:
        if seen(backend) != seen(opened(folder, QuickDisk())):
            yield "going on: sees what is not so"
        user(backend).organizations.add(NEXT)
        yield from check(folder, [all_of(backend)])
        if NEXT not in {one.name for one in user(opened(folder, QuickDisk())).organizations.list()}:
            yield "going on: what was told as written is not there"
    except MultibuhError as error:
        yield f"going on: {error!r}"
