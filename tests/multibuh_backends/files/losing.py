"""One use case in a bucket, and one answer of the server lost; and what must be true of the store afterwards."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Final

import attrs

from multibuh_backends.files import FilesBackend
from multibuh_backends.files.objects.s3 import S3Objects
from multibuh_core.errors import ConflictError, MultibuhError, OutcomeUnknownError, UnavailableError
from tests.multibuh_backends.files.crashing import IDS, NEXT
from tests.multibuh_backends.files.disks import QuickDisk, quick_folder
from tests.multibuh_backends.files.doors import all_of, opened
from tests.multibuh_backends.files.losses import EVER, Loss
from tests.multibuh_backends.files.network import LATE, Network
from tests.multibuh_backends.files.stores import a_store, user
from tests.multibuh_backends.files.use_cases import UseCase
from tests.servers.proxy import Fault

__all__ = ["Rival", "Trial", "a_trial"]

Rival = Callable[[FilesBackend], object]
"""What another process does just before the use case makes its commit."""
_UNHURRIED: Final = 60.0
"""Patience, in seconds, of whoever is not disturbed: a busy machine is none of what is tried."""
_CUT: Final = (Fault.CUT_REQUEST, Fault.CUT_ANSWER)
_ID: Final = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_LEFT_OVER: Final = "её уберёт multibuh gc"


@attrs.define
class Run:
    """A use case that has been gone through, by a backend that goes on."""

    place: str
    backend: FilesBackend
    rival_came: bool = False
    answer: Any = None
    """What it came to: what was returned, or the error."""


@attrs.define(eq=False)
class Trial:
    """A use case, prepared once, to lose an answer again and again; each network goes through it by a thread."""

    networks: Sequence[Network]
    case: UseCase
    rival: Rival | None
    folder: Path
    before: Any
    """What is there then; with the rival's commit; and afterwards."""
    between: Any = None
    after: Any = None
    answer: Any = None
    requests: list[str] = attrs.field(factory=list)
    """The first lines of the requests, where none is lost."""
    kind: type[S3Objects] = S3Objects

    def losses(self, *, at_reads: float, at_writes: float) -> Iterator[Loss]:
        """
        Give what may be lost: at each request so many, on average, of the nine kinds of losses.

        A connection that is cut once the driver opens anew by itself, so some are cut twice, and some for good.
        """
        for k, line in enumerate(self.requests):
            kinds = [*(Loss(fault, k) for fault in Fault), *(Loss(random.choice(_CUT), k, n) for n in (2, EVER))]
            many = at_reads if line.startswith(("GET", "HEAD")) else at_writes
            yield from random.sample(kinds, int(many + random.random()))

    def faults(self, losses: Iterable[Loss]) -> list[str]:
        """Tell what is wrong after each loss, and once the network is healthy again."""
        waiting, idle = list(losses), SimpleQueue[Network]()
        for network in self.networks:
            idle.put(network)

        def run(loss: Loss) -> Run:
            network = idle.get()
            try:
                return self.run(network, loss)
            finally:
                idle.put(network)

        with ThreadPoolExecutor(len(self.networks)) as pool:
            runs = list(pool.map(run, waiting))
            time.sleep(LATE)  # what is late has come by now
            told = pool.map(lambda run: list(self._faults_of(run)), runs)
            return [f"{one} ({loss})" for loss, all_of in zip(waiting, told, strict=True) for one in all_of]

    def run(self, network: Network, loss: Loss | None) -> Run:
        """Go through the use case, and lose an answer."""
        place, patience = network.laid(self.folder), 0.1 if loss is not None and loss.is_long else 1.0
        run = Run(place, network.through.opened(place, ids=IDS, patience=patience, kind=self.kind))
        network.proxy.reset(None if loss is None else loss.plan())
        with self._with_the_rival(run):
            try:
                run.answer = self.case.act(run.backend)
            except MultibuhError as error:
                run.answer = error
        if loss is None:
            self.requests = [*network.proxy.exchanges]
        network.proxy.reset()
        return run

    @contextmanager
    def _with_the_rival(self, run: Run) -> Iterator[None]:
        """Let the rival act once, just before the first object is created."""
        objects: Any = run.backend._objects
        create, rival = objects.create, self.rival

        def behind_the_rival(key: str, data: bytes) -> Any:
            if rival is not None and not run.rival_came:
                self._send_the_rival(rival, run.place)
                run.rival_came = True
            return create(key, data)

        objects.create = behind_the_rival
        try:
            yield
        finally:
            del objects.create

    def _send_the_rival(self, rival: Rival, place: str) -> None:
        """Let the rival act; it has time, and an error of its own is none of the use case's."""
        try:
            rival(self.networks[0].straight.opened(place, ids=2 * IDS, patience=_UNHURRIED))
        except MultibuhError as error:
            message = f"the rival failed on a healthy network: {error!r}"
            raise AssertionError(message) from error

    def _faults_of(self, run: Run) -> Iterator[str]:
        if isinstance(run.answer, MultibuhError):
            if not isinstance(run.answer, (UnavailableError, ConflictError, OutcomeUnknownError)):
                yield f"told: {run.answer!r}"
        elif run.answer != self.answer:
            yield f"answer: {run.answer!r} instead of {self.answer!r}"
        try:
            seen = all_of(run.backend)
            user(run.backend).organizations.add(NEXT)
            gone_on = all_of(run.backend)
        except MultibuhError as error:
            yield f"going on: {error!r}"
            return
        if but_for_ids(seen) not in map(but_for_ids, self._allowed(run)):
            yield f"state: neither what was told ({run.answer!r}), nor whole or absent"
        if without_the_next(gone_on) != seen or len(gone_on) != len(seen) + 1:
            yield "going on: what was there is not, or what was told as written"
        yield from self._faults_at_the_server(run.place, gone_on)

    def _faults_at_the_server(self, place: str, known: Any) -> Iterator[str]:
        with self.networks[0].lifted(place) as folder:
            other = opened(folder, QuickDisk())
            try:
                if all_of(other) != known:
                    yield "reading: another process sees something else"
                yield from (f"verify: {fault}" for fault in other.verify() if _LEFT_OVER not in fault)
                other.gc(older_than=timedelta(0))
                yield from (f"verify after gc: {fault}" for fault in other.verify())
            except MultibuhError as error:
                yield f"reading: {error!r}"

    def _allowed(self, run: Run) -> list[Any]:
        """Return the states that are true to what was told."""
        absent = self.between if run.rival_came else self.before
        if isinstance(run.answer, OutcomeUnknownError):
            return [absent, self.after]
        if isinstance(run.answer, MultibuhError):
            return [absent]
        return [self.after]


def but_for_ids(histories: list[Any]) -> str:
    """Tell all of it, each id by its place: who lost a race on a busy machine calls again, and gets others."""
    names: dict[str, str] = {}
    return re.sub(_ID, lambda found: names.setdefault(found[0], f"the {len(names)}th"), repr(histories))


def without_the_next(histories: list[Any]) -> list[Any]:
    """Leave out what was written when the network was healthy again."""
    return [one for one in histories if NEXT not in repr(one)]


@contextmanager
def a_trial(networks: Sequence[Network], case: UseCase, rival: Rival | None = None) -> Iterator[Trial]:
    """Prepare a use case, and see what it comes to where nothing is lost."""
    network = networks[0]
    with quick_folder() as folder, case.patched():
        a_store(folder).close()
        case.prepare(opened(folder, QuickDisk()))
        trial = Trial(networks, case, rival, folder, all_of(opened(folder, QuickDisk())))
        if rival is not None:
            place = network.laid(folder)
            trial._send_the_rival(rival, place)
            trial.between = all_of(network.straight.opened(place, ids=0))
        run = trial.run(network, None)
        trial.answer, trial.after = run.answer, all_of(network.straight.opened(run.place, ids=0))
        yield trial
