"""Eight processes at one log in a bucket: nothing that was told is lost, whoever loses a race or is killed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from uuid import uuid4

from hypothesis import settings

from multibuh_core.errors import StorageError
from tests.multibuh_backends.files.mutants_of_the_network import sends_blindly
from tests.multibuh_backends.files.processes import Mutant, kill, unbroken
from tests.multibuh_backends.files.writers_in_a_bucket import Place, Writer, faults, some_writers

WRITERS: Final = 8
TIMES: Final = {"ci": 20, "nightly": 100}
KILLS: Final = {"ci": 4, "nightly": 40}


def faults_after(writers: Sequence[Writer], mutant: Mutant, times: int) -> Iterator[str]:
    """Let them write, and tell what is wrong."""
    for writer in writers:
        writer.start(mutant, times)
    for writer in writers:
        writer.process.join()
        if writer.process.exitcode != 0:
            yield f"an error: a writer has ended with {writer.process.exitcode}"
    try:
        yield from faults(writers)
    except StorageError as error:
        yield f"reading: {error!r}"


class TestWriters:
    """Writers at the same entry and at their own."""

    def test_careless_backend_is_caught(self, tmp_path: Path, seaweedfs: tuple[str, int]) -> None:
        """This test can fail: where a commit is sent without a condition, writes are lost."""
        writers = some_writers(Place(seaweedfs, uuid4().hex), tmp_path, WRITERS)
        assert list(faults_after(writers, sends_blindly, 15)) != []

    def test_nothing_is_lost(self, tmp_path: Path, seaweedfs: tuple[str, int]) -> None:
        """Eight processes that read, add one and write lose no step, and see no error but a version's conflict."""
        writers = some_writers(Place(seaweedfs, uuid4().hex), tmp_path, WRITERS)
        assert list(faults_after(writers, unbroken, TIMES.get(settings.get_current_profile_name(), 3))) == []
        assert {writer.told for writer in writers} == {TIMES.get(settings.get_current_profile_name(), 3)}

    def test_what_was_told_is_there_after_kills(self, tmp_path: Path, seaweedfs: tuple[str, int]) -> None:
        """Whenever one writer is killed, and at last all: each told number is there, the next whole or absent."""
        many = KILLS.get(settings.get_current_profile_name(), 1)
        writers = some_writers(Place(seaweedfs, uuid4().hex), tmp_path, min(WRITERS, many + 2))
        for writer in writers:
            writer.start(unbroken, 10_000)
        for writer in writers:
            writer.wait(1)
        alive = [*writers]
        while len(alive) > 2:
            time.sleep(random.uniform(0, 0.1))
            kill(alive.pop(random.randrange(len(alive))).process)
        for writer in alive:
            kill(writer.process)
        assert list(faults(writers)) == []
