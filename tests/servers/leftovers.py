"""A server's folder: gone with the test run, or else cleared by the next one, which ends the server too."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

__all__ = ["PID", "a_folder", "kill_with_children"]

PID: Final = "pid"
"""The file in which the server's process id is to be kept."""
_OWNER: Final = "owner"
_PATIENCE: Final = 10.0


@contextmanager
def a_folder(kind: str, place: Path | None = None) -> Iterator[Path]:
    """
    Give a new folder for a server of a kind, once what killed test runs have left behind is cleared.

    It is in a *place*, or else where temporary files are.
    """
    parent = Path(place or tempfile.gettempdir(), f"multibuh-{kind}-{os.getuid()}")
    parent.mkdir(mode=0o700, exist_ok=True)
    with _alone_in(parent):  # no other test run sees a folder whose owner is not known yet
        for folder in parent.iterdir():
            _clear_ownerless(folder)
        folder = Path(tempfile.mkdtemp(dir=parent))
        owner = Path(folder, _OWNER).open("w")  # noqa: SIM115 - closed below
        fcntl.flock(owner, fcntl.LOCK_EX)  # until this process ends, however it ends
    with owner:
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def kill_with_children(process: int) -> None:
    """Kill a process and its children, at once, and return when all of them are gone: then nothing of it is in use."""
    os.kill(process, signal.SIGSTOP)  # it begins no further ones
    _wait(process, "TtZ")
    killed = [process, *_children(process)]
    for one in killed:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    for one in killed:
        _wait(one, "Z")


@contextmanager
def _alone_in(parent: Path) -> Iterator[None]:
    lock = os.open(parent, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _clear_ownerless(folder: Path) -> None:
    with suppress(OSError), Path(folder, _OWNER).open("a") as owner:  # made anew where it was removed before the rest
        fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with suppress(OSError, ValueError):
            process = int(Path(folder, PID).read_text())
            if str(folder).encode() in Path(f"/proc/{process}/cmdline").read_bytes():
                kill_with_children(process)
        shutil.rmtree(folder, ignore_errors=True)


def _children(process: int) -> list[int]:
    return [
        int(one.name) for one in Path("/proc").iterdir() if one.name.isdecimal() and _status(one)[1:2] == [str(process)]
    ]


def _wait(process: int, states: str) -> None:
    """Return when the process is in one of the states, or gone."""
    until = time.monotonic() + _PATIENCE
    while (status := _status(Path(f"/proc/{process}"))) and status[0] not in states:
        assert time.monotonic() < until, f"The process {process} is not gone"
        time.sleep(0.001)


def _status(process: Path) -> list[str]:
    """Return the state of a process, its parent, and so on, or nothing if there is none."""
    try:
        return Path(process, "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return []
