"""A server's folder: gone with the test run, or else cleared by the next one, which ends the server too."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

__all__ = ["PID", "a_folder"]

PID: Final = "pid"
"""The file in which the server's process id is to be kept."""
_OWNER: Final = "owner"


@contextmanager
def a_folder(kind: str) -> Iterator[Path]:
    """Give a new folder for a server of a kind, once what killed test runs have left behind is cleared."""
    parent = Path(tempfile.gettempdir(), f"multibuh-{kind}-{os.getuid()}")
    parent.mkdir(mode=0o700, exist_ok=True)
    for folder in parent.iterdir():
        _clear_ownerless(folder)
    folder = Path(tempfile.mkdtemp(dir=parent))
    with Path(folder, _OWNER).open("w") as owner:
        fcntl.flock(owner, fcntl.LOCK_EX)  # until this process ends, however it ends
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _clear_ownerless(folder: Path) -> None:
    with suppress(OSError), Path(folder, _OWNER).open("r+") as owner:
        fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with suppress(OSError, ValueError):
            process = int(Path(folder, PID).read_text())
            if str(folder).encode() in Path(f"/proc/{process}/cmdline").read_bytes():
                os.kill(process, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)
