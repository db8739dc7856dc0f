"""A fetched file: whole or not at all."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest

from multibuh_cli.refusals import RefusedError
from multibuh_cli.saving import save
from multibuh_core import CorruptionError


class Damaged(io.BytesIO):
    """A stream that is found damaged where it would have ended."""

    def read(self, size: int | None = -1) -> bytes:
        """Read, and raise at the end."""
        if not (chunk := super().read(size)):
            message = "содержимое повреждено"
            raise CorruptionError(message)
        return chunk


def no_links(*_: Any) -> None:
    """Fail as a filesystem without hard links does."""
    raise OSError(1, "Operation not permitted")


def test_damaged_stream_leaves_nothing(tmp_path: Path) -> None:
    """What turns out to be damaged at its end leaves no file, not even a part."""
    with pytest.raises(CorruptionError):
        save(Damaged(b"abc"), tmp_path / "a.bin")

    assert list(tmp_path.iterdir()) == []


def test_file_that_came_up_meanwhile_stays(tmp_path: Path) -> None:
    """A file that somebody makes while the bytes arrive is not overwritten."""

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            (tmp_path / "a.bin").write_bytes(b"theirs")
            return super().read(size)

    with pytest.raises(RefusedError, match=r"a\.bin уже есть, он не тронут"):
        save(Slow(b"ours"), tmp_path / "a.bin")

    assert [file.name for file in tmp_path.iterdir()] == ["a.bin"]
    assert (tmp_path / "a.bin").read_bytes() == b"theirs"


@pytest.mark.parametrize("exists", [False, True])
def test_filesystem_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool) -> None:  # noqa: FBT001
    """Where there are no hard links the promise is the same."""
    monkeypatch.setattr(os, "link", no_links)
    target = tmp_path / "a.bin"
    if exists:
        target.write_bytes(b"theirs")
        with pytest.raises(RefusedError):
            save(io.BytesIO(b"ours"), target)
    else:
        save(io.BytesIO(b"ours"), target)

    assert target.read_bytes() == (b"theirs" if exists else b"ours")
    assert [file.name for file in tmp_path.iterdir()] == ["a.bin"]
