"""Saving a stream as a file: whole or not at all, and never over another."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import BinaryIO

from multibuh_cli.refusals import RefusedError

__all__ = ["save"]


def save(stream: BinaryIO, target: Path) -> Path:
    """
    Write *stream* to the new file *target*; it appears under its name when the last byte is read and checked.

    Raises:
        RefusedError: If there is such a file already, or it cannot be made.
        CorruptionError: From the stream, if what is stored is damaged.
    """
    part = target.with_name(f".multibuh-{secrets.token_hex(8)}.part")
    try:
        _refuse_existing(target)
        try:
            with part.open("xb") as file:
                shutil.copyfileobj(stream, file)
            _name(part, target)
        finally:
            part.unlink(missing_ok=True)
    except FileExistsError:
        message = f"Файл {target} уже есть, он не тронут: укажите другое имя, -o ПУТЬ."
        raise RefusedError(message) from None
    except OSError as error:
        message = f"Файл {target} не сохранён: {error.strerror}. Укажите другое место, -o ПУТЬ."
        raise RefusedError(message) from None
    return target


def _refuse_existing(target: Path) -> None:
    """Fail early: a large file is not copied for nothing. What counts is `_name`."""
    if os.path.lexists(target):
        raise FileExistsError


def _name(part: Path, target: Path) -> None:
    """Give the finished file its name, unless somebody else bears it by now."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a filesystem without hard links
        target.open("xb").close()
        part.replace(target)
