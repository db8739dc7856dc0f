"""Writers that are killed, one of eight or all: what each has told as written is there, whole."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import attrs
from hypothesis import settings

from multibuh_core import Workspace
from tests.multibuh_backends.files.disks import quick_folder
from tests.multibuh_backends.files.processes import kill, started, write_pairs
from tests.multibuh_backends.files.stores import a_guide, a_store, user

KILLS: Final = 8
"""In one store: the log grows all the while, and is read after each."""
STORES: Final = {"ci": 7, "nightly": 63}
WRITERS: Final = 8


@attrs.define
class Writer:
    """A process that writes growing numbers into two entries of its own, and tells them in a file of its own."""

    store: Path
    told_in: Path
    guides: list[str]
    organization: str
    work: Callable[..., None] = write_pairs
    process: Any = None
    _told_before: int = 0

    @property
    def told(self) -> int:
        """The last number that it has told as written; the last line may be half."""
        lines = self.told_in.read_bytes().split(b"\n") if self.told_in.exists() else []
        return int(lines[-2]) if len(lines) > 1 else 0

    def start(self) -> None:
        """Start it, or start it again."""
        self._told_before = self.told
        self.process = started(self.work, (self.store, self.told_in, self.guides, self.organization))

    def wait(self) -> None:
        """Wait until it has written something since it was started."""
        until = time.monotonic() + 60
        while self.told == self._told_before:
            assert self.process.is_alive()
            assert time.monotonic() < until
            time.sleep(0.002)

    def faults(self, anna: Workspace) -> Iterator[str]:
        """Tell what is wrong with what it has written, while it is dead."""
        one, other = (anna.entries.read(guide, self.organization) for guide in self.guides)
        if one.text != other.text:
            yield f"half: {one.text!r} and {other.text!r}"
        if int(one.text or 0) not in {self.told, self.told + 1}:
            yield f"lost: {one.text!r} is there, {self.told} was told"
        for attachment in one.attachments:
            with anna.attachments.open(attachment.id) as stream:
                if stream.read() != one.text.encode():
                    yield "the file is another number's"

    def gaps(self, anna: Workspace) -> Iterator[str]:
        """Tell whether its history is every number up to the last."""
        for guide in self.guides:
            texts = [one.text for one in anna.entries.history(guide, self.organization)]
            if list(dict.fromkeys(texts)) != [str(number + 1) for number in range(int(texts[-1]))]:
                yield f"gaps in the history of {guide}"


def some_writers(folder: Path, many: int, **rest: Any) -> list[Writer]:
    """Make a store, and writers who have not started."""
    store = folder / "store"
    with a_store(store) as backend:
        anna = user(backend)
        guides = [a_guide(anna).id, a_guide(anna).id]
        clients = [anna.organizations.add(f"Клиент {number}").id for number in range(many)]
    return [Writer(store, folder / f"{client}.told", guides, client, **rest) for client in clients]


def faults_after_a_kill(victims: list[Writer]) -> list[str]:
    """Kill writers at work, and tell what is wrong with the store, in which others go on."""
    for victim in victims:
        victim.wait()
    time.sleep(random.uniform(0, 0.03))
    for victim in victims:
        kill(victim.process)
    with a_store(victims[0].store) as backend:
        return [*backend.verify(), *(fault for victim in victims for fault in victim.faults(user(backend)))]


def faults_after_kills(folder: Path) -> list[str]:
    """Kill one of eight writers again and again, and now and then all; tell what is wrong at the first fault."""
    writers = some_writers(folder, WRITERS)
    for writer in writers:
        writer.start()
    for kills in range(1, KILLS):
        victims = writers if kills % 4 == 0 else [random.choice(writers)]
        if faults := faults_after_a_kill(victims):
            return faults
        for victim in victims:
            victim.start()
    faults = faults_after_a_kill(writers)
    with a_store(writers[0].store) as backend:
        return [*faults, *(gap for writer in writers for gap in writer.gaps(user(backend)))]


class TestKilledWriters:
    """kill -9."""

    def test_writer_that_tells_too_soon_is_caught(self, tmp_path: Path) -> None:
        """This test can fail: a writer that tells what it has not yet written is found out."""
        (writer,) = some_writers(tmp_path, 1, work=partial(write_pairs, too_soon=True))
        for _ in range(10):
            writer.start()
            if any(fault.startswith("lost") for fault in faults_after_a_kill([writer])):
                return
        raise AssertionError

    def test_what_was_told_is_there(self) -> None:
        """Whenever one of eight writers is killed, or all: each told number is there, the next whole or absent."""
        for _ in range(STORES.get(settings.get_current_profile_name(), 1)):
            with quick_folder() as folder:
                assert faults_after_kills(folder) == []
