"""One use case, and the loss of power at any moment of it; and what must be true of what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import attrs

from multibuh_backends.files import FilesBackend
from multibuh_core.errors import MultibuhError
from tests.multibuh_backends.blobs.faulty_disk import Killed
from tests.multibuh_backends.files.crashing import IDS, Trial, check
from tests.multibuh_backends.files.disks import quick_folder
from tests.multibuh_backends.files.doors import all_of, opened
from tests.multibuh_backends.files.platter import Platter, lay_down
from tests.multibuh_backends.files.power_disk import FailingPowerDisk, PowerDisk

__all__ = ["Outage"]


@attrs.define
class Outage:
    """A use case whose moments are gone through; each thing that may be left is looked at once."""

    trial: Trial
    mixes: int = 2
    """How many mixtures of what is lost and what is left are tried at each moment, apart from the extremes."""
    disk: type[PowerDisk] = PowerDisk
    tried: dict[int, set[str]] = attrs.field(factory=dict)
    """What was left and looked at, by how many states were allowed."""

    def faults(self) -> Iterator[str]:
        """Tell what is wrong when the power goes before any call of the disk, or once the use case has answered."""
        trial, found = self.trial, list[str]()
        with trial.copied() as folder, trial.case.patched():
            platter, states = Platter(folder), [trial.before, trial.after]
            disk = self.disk(platter, lambda: found.extend(self._faults_left(platter, states)))
            trial.case.act(opened(folder, disk, ids=IDS))
            yield from found
            yield from (f"afterwards: {fault}" for fault in self._faults_left(platter, [trial.after]))

    def faults_after_another(self, k: int, fault: str, act: Callable[[FilesBackend], object]) -> Iterator[str]:
        """Tell what is wrong when a process fails at call *k*, another acts, and the power goes once it has."""
        trial = self.trial
        with trial.copied() as folder, trial.case.patched():
            platter = Platter(folder)
            with suppress(MultibuhError, Killed):
                trial.case.act(opened(folder, FailingPowerDisk(platter, k, fault), ids=IDS))
            act(backend := opened(folder, PowerDisk(platter), ids=2 * IDS))
            states = [all_of(backend)]
            yield from (f"{told} ({fault} call {k})" for told in self._faults_left(platter, states))

    def _faults_left(self, platter: Platter, states: list[Any]) -> Iterator[str]:
        known = self.tried.setdefault(len(states), set())
        for tree in platter.left(self.mixes, known):
            with quick_folder() as folder:
                lay_down(folder, tree)
                yield from check(folder, states)
