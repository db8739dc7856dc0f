"""The disk: a file is replaced whole or not at all, and stays replaced when the power fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from multibuh_core.errors import OutcomeUnknownError, UnavailableError

__all__ = ["names_in", "replace_file", "sync_folder", "translated", "write_file"]

_NEW: Final = ".new"
"""What is added to a file's name while its next content is written."""


def replace_file(path: Path, content: bytes) -> None:
    """
    Put *content* in the place of the file, lasting; one writer at a time.

    Raises:
        UnavailableError: If it could not be; the file is what it was.
        OutcomeUnknownError: If it was replaced, and the disk did not say that it will stay so.
    """
    new = path.with_name(path.name + _NEW)
    with translated():
        try:
            write_file(new, content)
            new.replace(path)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise
    try:
        sync_folder(path.parent)
    except OSError as error:
        message = f"Диск не подтвердил запись ({_reason(error)}): прочитайте, записано ли, прежде чем повторять."
        raise OutcomeUnknownError(message) from None


def write_file(path: Path, content: bytes) -> None:
    """Write a file for its owner alone, and wait until it is on the disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Wait until what was made and renamed in a folder is on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def names_in(folder: Path) -> list[str]:
    """
    Return the names of what a folder holds, in order.

    Raises:
        UnavailableError: If it cannot be read.
    """
    with translated():
        return sorted(path.name for path in folder.iterdir())


@contextmanager
def translated() -> Iterator[None]:
    """Raise what the disk raises as the library's error: with the reason, without the path."""
    try:
        yield
    except OSError as error:
        message = f"Папка хранилища не отвечает ({_reason(error)}): проверьте место и права и повторите."
        raise UnavailableError(message) from None


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
