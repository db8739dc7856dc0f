"""Eight processes at one log: nothing is lost, and nobody sees an error but a conflict where it said a version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from multibuh_core.errors import StorageError
from tests.multibuh_backends.files import mutants_of_objects
from tests.multibuh_backends.files.processes import Mutant, count_up, started, unbroken
from tests.multibuh_backends.files.stores import a_guide, a_store, user

WRITERS: Final = 8
TIMES: Final = 40


def faults(folder: Path, mutant: Mutant = unbroken, *, times: int = TIMES) -> Iterator[str]:
    """Tell what is wrong after eight processes have counted up one number, and each its own."""
    files = len(range(0, times, 10))
    with a_store(folder) as backend:
        anna = user(backend)
        guide = a_guide(anna).id
        shared, *own = (anna.organizations.add(f"Клиент {number}").id for number in range(WRITERS + 1))
        anna.entries.write(guide, shared, "0", expected_version=0)
    writers = [started(count_up, (folder, guide, (shared, one), times, mutant)) for one in own]
    for writer in writers:
        writer.join()
        if writer.exitcode != 0:
            yield f"an error: a writer has ended with {writer.exitcode}"
    try:
        with a_store(folder) as backend:
            yield from backend.verify()
            anna = user(backend)
            last = anna.entries.read(guide, shared)
            history = anna.entries.history(guide, shared)
            if [one.version for one in history] != list(range(1, 2 + WRITERS * (times + files))):
                yield f"versions: there are {len(history)}"
            if list(dict.fromkeys(one.text for one in history)) != [str(n) for n in range(WRITERS * times + 1)]:
                yield f"lost: the last number is {last.text}"
            if len(last.attachments) != WRITERS * files:
                yield f"lost: there are {len(last.attachments)} files"
            for one in own:
                texts = [revision.text for revision in anna.entries.history(guide, one)]
                if texts != [f"текст {turn}" for turn in range(times)]:
                    yield f"lost: own texts are {texts}"
    except StorageError as error:
        yield f"reading: {error!r}"


class TestManyWriters:
    """Writers at the same and at different entries."""

    def test_careless_backend_is_caught(self, tmp_path: Path) -> None:
        """This test can fail: where two may make one commit, writes are lost."""
        assert list(faults(tmp_path, mutants_of_objects.looks_then_writes, times=10)) != []

    def test_nothing_is_lost(self, tmp_path: Path) -> None:
        """Eight processes that read, add one and write lose no step; versions have no gaps; no other error is seen."""
        assert list(faults(tmp_path)) == []
