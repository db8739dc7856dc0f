"""
Make the sample of this version's store in a folder: ``python -m tests.stored.make_files_sample 0.1.0``.

Run once a release, when the stored form has changed; a sample of an earlier version is never made again. It holds what
`make_sample` writes into a database, and so small a store has segments and checkpoints too: what makes a commit great
and a checkpoint due is lowered for it.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Final
from unittest.mock import patch

from multibuh_backends import connect
from multibuh_backends.files import checkpoints, commits
from tests.stored.contents import contents
from tests.stored.make_sample import FOLDER, fill, sample_settings

__all__ = ["STORE", "make"]

STORE: Final = "store"
"""The folder in the sample that is the store; beside it stands what it holds."""


def make(place: Path) -> None:
    """Make a sample in a new folder."""
    with (
        patch.object(commits, "_ROWS_AT_MOST", 2),
        patch.object(checkpoints, "_AT_LEAST", 10),
        connect(f"file://{(place / STORE).as_posix()}", create=True, settings=sample_settings()) as backend,
    ):
        fill(backend)
        text = json.dumps(contents(backend), ensure_ascii=False, sort_keys=True, indent=1)
    (place / "contents.json").write_text(text + "\n", encoding="utf-8")
    for folder in place.rglob(".multibuh-incoming"):
        shutil.rmtree(folder)


def main(version: str) -> None:
    """Make the sample of a version, unless there is one."""
    place = FOLDER / f"files-{version}"
    if place.exists():
        sys.exit(f"{place.name}: уже есть, сделанное раньше не меняется")
    make(place)


if __name__ == "__main__":
    main(sys.argv[1])
