"""What other processes do in these tests; they share nothing with the test's own but the folder."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

import pytest

from multibuh_backends.files import checkpoints
from multibuh_core import OVERWRITE, VersionConflictError
from tests.multibuh_backends.files.crashing import a_trial
from tests.multibuh_backends.files.disks import FailingDisk
from tests.multibuh_backends.files.stores import a_store, user
from tests.multibuh_backends.files.use_cases import USE_CASES

__all__ = ["Mutant", "count_up", "kill", "outgrow_the_disk", "started", "unbroken", "write_pairs"]

Mutant = Callable[[pytest.MonkeyPatch], None]
"""Breaks the backend in the process that it is given to."""


def started(function: Any, arguments: Sequence[Any]) -> Any:
    """Start a process that runs a function of this module."""
    context: Any = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    if context.get_start_method() == "forkserver":  # there is one for all tests: what they import is imported once
        context.set_forkserver_preload([__name__, "tests.multibuh_backends.sql.processes"])
    process = context.Process(target=function, args=tuple(arguments), daemon=True)
    process.start()
    return process


def kill(process: Any) -> None:
    """End a process as a power cut would, as far as it knows."""
    process.kill()  # SIGKILL; nothing, if it has ended by itself
    process.join()


def unbroken(_: pytest.MonkeyPatch) -> None:
    """Break nothing."""


def write_pairs(
    folder: Path, told: Path, directories: Sequence[str], organization: str, *, too_soon: bool = False
) -> None:
    """Write the same growing number into two entries and a file, in one transaction, until killed; tell each one."""
    file = os.open(told, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with pytest.MonkeyPatch.context() as patch, a_store(folder) as backend:
        patch.setattr(checkpoints, "_AT_LEAST", 20)
        anna = user(backend)
        number = int(anna.entries.read(directories[0], organization).text or 0)
        while True:
            number += 1
            if too_soon:
                os.write(file, f"{number}\n".encode())
                time.sleep(0.05)  # for as long as somebody needs to believe it
            with anna.transaction() as tx:
                for directory in directories:
                    tx.entries.write(directory, organization, str(number), expected_version=OVERWRITE)
                data = str(number).encode()
                tx.attachments.attach(directories[0], organization, data, name="number.txt", replace=True)
            if not too_soon:
                os.write(file, f"{number}\n".encode())
            time.sleep(random.uniform(0, 0.1))  # else the log grows faster than it can be checked


def count_up(folder: Path, directory: str, organizations: tuple[str, str], times: int, mutant: Mutant) -> None:
    """Add one to the number in a shared entry, write into an entry of one's own, attach a file to the shared one."""
    with pytest.MonkeyPatch.context() as patch, a_store(folder) as backend:
        mutant(patch)
        anna, (shared, own) = user(backend), organizations
        for turn in range(times):
            while True:
                entry = anna.entries.read(directory, shared)
                text = str(int(entry.text) + 1)
                try:
                    anna.entries.write(directory, shared, text, expected_version=entry.version)
                except VersionConflictError:
                    continue
                break
            anna.entries.write(directory, own, f"текст {turn}", expected_version=turn)
            if turn % 10 == 0:
                anna.attachments.attach(directory, shared, b"data", name=f"{own}-{turn}.txt")


def outgrow_the_disk(told: Path, names: Sequence[str], limits: Sequence[int], mutant: Mutant) -> None:
    """Go through some use cases while no file may grow beyond each of some sizes, and tell what is wrong afterwards."""
    faults = []
    for name in names:
        with a_trial(USE_CASES[name]) as trial, pytest.MonkeyPatch.context() as patch:
            mutant(patch)
            for size in limits:
                found = trial.faults_on(FailingDisk(), hindered=limited(size))
                faults += [f"{fault} ({name}, {size} bytes)\n" for fault in found]
    told.write_text("".join(faults), "utf-8")


@contextmanager
def limited(size: int) -> Iterator[None]:
    """Let no file grow beyond a size."""
    import resource  # POSIX has it

    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
