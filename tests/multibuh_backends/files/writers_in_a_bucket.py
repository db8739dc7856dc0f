"""Processes that write to one store in a bucket; each tells in a file of its own what it was told as written."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest

from multibuh_backends import connect
from multibuh_backends.files import FilesBackend
from multibuh_core import VersionConflictError
from tests.multibuh_backends.files.processes import Mutant, started
from tests.multibuh_backends.files.stores import a_guide, user
from tests.servers.seaweedfs import bucket_at

__all__ = ["Place", "Writer", "faults", "some_writers"]


@attrs.frozen
class Place:
    """A store in a bucket, named so that every process finds it."""

    address: tuple[str, int]
    prefix: str

    def open(self) -> FilesBackend:
        """Open it, or make it."""
        bucket = bucket_at(self.address, self.prefix)
        backend = connect(bucket.url, create=True, storage_options=bucket.options)
        assert isinstance(backend, FilesBackend)
        return backend


@attrs.define
class Writer:
    """A process that counts up a number that all share, and one of its own."""

    place: Place
    told_in: Path
    guide: str
    shared: str
    own: str
    process: Any = None

    @property
    def told(self) -> int:
        """How many times it has told that both were written; the last line may be half."""
        return self.told_in.read_bytes().count(b"\n") if self.told_in.exists() else 0

    def start(self, mutant: Mutant, times: int) -> None:
        """Start it."""
        self.process = started(count_up, (self.place, self.told_in, (self.guide, self.shared, self.own), times, mutant))

    def wait(self, many: int) -> None:
        """Wait until it has told so many."""
        until = time.monotonic() + 60
        while self.told < many:
            assert self.process.is_alive()
            assert time.monotonic() < until
            time.sleep(0.005)


def some_writers(place: Place, folder: Path, many: int) -> list[Writer]:
    """Make a store, and writers who have not started."""
    with place.open() as backend:
        anna = user(backend)
        guide = a_guide(anna).id
        shared, *own = (anna.organizations.add(f"Клиент {number}").id for number in range(many + 1))
        anna.entries.write(guide, shared, "0", expected_version=0)
    return [Writer(place, folder / f"{one}.told", guide, shared, one) for one in own]


def count_up(place: Place, told: Path, where: tuple[str, str, str], times: int, mutant: Mutant) -> None:
    """Count up so many times."""
    file = os.open(told, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with pytest.MonkeyPatch.context() as patch, place.open() as backend:
        mutant(patch)
        anna, (guide, shared, own) = user(backend), where
        for turn in range(times):
            while True:
                entry = anna.entries.read(guide, shared)
                try:
                    anna.entries.write(guide, shared, str(int(entry.text) + 1), expected_version=entry.version)
                except VersionConflictError:
                    continue
                break
            anna.entries.write(guide, own, str(turn + 1), expected_version=turn)
            os.write(file, b"+\n")


def faults(writers: Sequence[Writer]) -> Iterator[str]:
    """Tell what is wrong with what they have written, once nobody writes any more."""
    with writers[0].place.open() as backend:
        yield from (f"verify: {fault}" for fault in backend.verify())
        anna = user(backend)
        numbers = [int(one.text) for one in anna.entries.history(writers[0].guide, writers[0].shared)]
        if numbers != list(range(len(numbers))):
            yield f"lost: the shared numbers are {numbers}"
        many, rest = sum(writer.told for writer in writers), len(writers)
        if not many <= numbers[-1] <= many + rest:
            yield f"lost: {numbers[-1]} is the last number, {many} were told"
        for writer in writers:
            own = [int(one.text) for one in anna.entries.history(writer.guide, writer.own)]
            if own not in (list(range(1, 1 + n)) for n in (writer.told, writer.told + 1)):
                yield f"lost: a writer's own numbers are {own}, and {writer.told} were told"
