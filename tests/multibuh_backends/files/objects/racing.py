"""A race: processes that share nothing but the place create the same keys, and read what came of it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any, Final

import attrs

from multibuh_backends.blobs.local_disk import LocalDisk
from multibuh_backends.files.objects import Creation, Objects

__all__ = ["Race", "Unhurried"]

PROCESSES: Final = 8
_PRELOADED: Final = [
    __name__,
    "s3fs",
    "tests.multibuh_backends.files.processes",
    "tests.multibuh_backends.sql.processes",
]
"""What is imported once: one process is forked for all tests."""
_SYNC: Final = 0.0003
_SIZE: Final = 1 << 15
_PATIENCE: Final = 120.0


class Unhurried(LocalDisk):
    """A disk that syncs nothing, but takes the time of it: the processes get into each other's way as on a real one."""

    def sync(self, file: int) -> None:
        """Let the others go on."""
        del file
        time.sleep(_SYNC)

    def sync_folder(self, path: Path) -> None:
        """Let the others go on."""
        del path
        time.sleep(_SYNC)


@attrs.frozen
class Race:
    """What is raced for."""

    opened: Callable[[], Objects]
    """Gives each process the objects, as its own."""
    keys: Sequence[str]
    in_step: bool
    """Whether all meet before each key: the hardest race, where the place makes nobody wait for long."""

    def faults(self) -> Iterator[str]:
        """Let eight processes create all keys, and tell of each that had not one winner, or was seen in part."""
        results = self._results()
        final = self.opened()
        for number, key in enumerate(self.keys):
            creations, whole = zip(*(results[me][number] for me in range(PROCESSES)), strict=True)
            if creations.count(Creation.MADE) != 1:
                yield f"{key}: {creations.count(Creation.MADE)} winners"
            elif final.get(key) != _data(creations.index(Creation.MADE), key):
                yield f"{key}: another's bytes"
            if not all(whole):
                yield f"{key}: seen in part"

    def _results(self) -> dict[int, list[tuple[Creation, bool]]]:
        context: Any = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
        if context.get_start_method() == "forkserver":
            context.set_forkserver_preload(_PRELOADED)
        barrier, told = context.Barrier(PROCESSES), context.Queue()
        racers = [context.Process(target=self._run, args=(me, barrier, told), daemon=True) for me in range(PROCESSES)]
        for racer in racers:
            racer.start()
        try:
            return dict(told.get(timeout=_PATIENCE) for _ in racers)
        finally:
            for racer in racers:
                racer.kill()
                racer.join()

    def _run(self, me: int, barrier: Any, told: Any) -> None:
        objects = self.opened()
        objects.get(self.keys[0])
        results = []
        barrier.wait(_PATIENCE)
        for key in self.keys:
            data, all_data = _data(me, key), {_data(one, key) for one in range(PROCESSES)}
            if self.in_step:
                barrier.wait(_PATIENCE)
            creation = objects.create(key, data)
            results.append((creation, objects.get(key) in all_data))
        told.put((me, results))


def _data(me: int, key: str) -> bytes:
    return random.Random(f"{me} {key}").randbytes(_SIZE)
