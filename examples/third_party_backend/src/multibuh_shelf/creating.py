"""A new store: made aside and renamed, so that it appears whole or not at all."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from multibuh_backends.blobs import Blobs
from multibuh_shelf.disk import sync_folder, translated, write_file
from multibuh_shelf.layout import ATTACHMENTS, FIRMS, MARK, written_mark

__all__ = ["create_store"]


def create_store(folder: Path) -> None:
    """
    Make a store in a folder that is missing or empty; where another has been first, theirs stays.

    Raises:
        UnavailableError: If the folder cannot be made.
    """
    with translated():
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        with translated():
            store_id = str(uuid4())
            (aside / FIRMS).mkdir(mode=0o700)
            Blobs.open(str(aside / ATTACHMENTS), store_id=store_id, create=True)
            write_file(aside / MARK, written_mark(store_id))
            sync_folder(aside)
            _put_in_place(aside, folder)
            sync_folder(folder.parent)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _put_in_place(aside: Path, folder: Path) -> None:
    try:
        aside.rename(folder)  # over an empty folder too, and never over one that holds something
    except OSError:
        with suppress(FileNotFoundError):
            if (folder / MARK).exists():
                return
        raise
