"""The local disk: the one object that makes the local store's file-system calls, so that tests can fail them."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from multibuh_backends.blobs.failures import NoHardLinksError

if sys.platform == "win32":
    _SAFELY: Final = os.O_BINARY | os.O_NOINHERIT
    _AT_ONCE: Final = 0
else:
    import fcntl

    _SAFELY: Final = os.O_NOFOLLOW | os.O_CLOEXEC
    _AT_ONCE: Final = os.O_NONBLOCK

__all__ = ["NOT_A_FILE", "LocalDisk"]

NOT_A_FILE: Final = frozenset({errno.ELOOP, errno.ENXIO})
"""What opening something else than a regular file gives: a link, a pipe, a socket, a folder."""

_BUFFER = 64 << 10
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV, errno.EMLINK})


class LocalDisk:
    """
    What the store asks of the operating system; each method is one step that happens or fails.

    Raises OSError, of which NoHardLinksError where the filesystem has no hard links. The last part of a path is never
    followed as a link. Windows cannot sync a folder and has no such locks: there the two do nothing.
    """

    def create(self, path: Path) -> int:
        """Make a new file that only this user may read, and return its descriptor."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFELY, 0o600)

    def write(self, file: int, data: bytes) -> None:
        """Write all of *data*: the system may take it in parts."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]

    def sync(self, file: int) -> None:
        """Return when the file's bytes survive the loss of power."""
        os.fsync(file)

    def close(self, file: int) -> None:
        """Close the descriptor."""
        os.close(file)

    def open(self, path: Path) -> BinaryIO:
        """Open a regular file for reading; anything else is refused at once, see `NOT_A_FILE`."""
        file = os.open(path, os.O_RDONLY | _SAFELY | _AT_ONCE)
        if not stat.S_ISREG(os.fstat(file).st_mode):
            os.close(file)
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        return os.fdopen(file, "rb", buffering=_BUFFER)

    def touch(self, path: Path) -> None:
        """Set the file's time to now, by the clock of whoever holds the disk."""
        os.utime(path)

    def link(self, path: Path, name: Path) -> None:
        """Give the file a second name, which must be new: FileExistsError."""
        try:
            name.hardlink_to(path)
        except OSError as error:
            if error.errno in _NO_LINKS:
                raise NoHardLinksError from None
            raise

    def replace(self, path: Path, name: Path) -> None:
        """Rename the file in one step over what may bear *name* already."""
        path.replace(name)

    def remove(self, path: Path) -> None:
        """Remove a name of a file."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make a folder that only this user may enter."""
        path.mkdir(0o700)

    def sync_folder(self, path: Path) -> None:
        """Return when the names in the folder survive the loss of power."""
        if sys.platform != "win32":
            folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def status(self, path: Path) -> os.stat_result:
        """Return what the path itself is, links not followed."""
        return path.lstat()

    def names(self, path: Path) -> list[str]:
        """Return the names in a folder."""
        return [entry.name for entry in path.iterdir()]

    @contextmanager
    def locked(self, path: Path, *, alone: bool) -> Iterator[None]:
        """
        Hold the lock file at *path*: alone, or with others who do not ask to be alone. Keep it short.

        Unlocked by a call, not by closing: a process forked meanwhile has the descriptor too, and would keep the lock.
        """
        file = os.open(path, os.O_RDWR | os.O_CREAT | _SAFELY, 0o600)
        try:
            if sys.platform == "win32":
                yield
            else:
                fcntl.flock(file, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
                try:
                    yield
                finally:
                    fcntl.flock(file, fcntl.LOCK_UN)
        finally:
            os.close(file)
