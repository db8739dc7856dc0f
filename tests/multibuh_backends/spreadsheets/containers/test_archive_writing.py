"""The archive that a parser is given is one that any program reads."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from multibuh_backends.spreadsheets.containers.archive import open_archive
from multibuh_backends.spreadsheets.containers.archive_writing import ArchiveStream, copied, stored, streamed
from multibuh_backends.spreadsheets.source import Source
from tests.multibuh_backends.spreadsheets.files import a_zip


def test_what_was_put_in_comes_out(tmp_path: Path) -> None:
    """Stored, streamed and copied members read back, with their checksums."""
    source = Source("a.xlsx", "xlsx", a_zip(tmp_path / "a.zip", {"big": b"0123456789" * 9_999}).read_bytes())
    chunks = [b"abc", b"", b"def" * 1_000]
    whole = b"".join(chunks)
    stream = ArchiveStream(
        [
            stored("a", b"1"),
            streamed("b/c", size=len(whole), checksum=zlib.crc32(whole), chunks=lambda: iter(chunks)),
            copied("d", open_archive(source)["big"]),
        ]
    )
    with zipfile.ZipFile(io.BytesIO(b"".join(iter(lambda: stream.read(100), b"")))) as made:
        assert made.testzip() is None
        assert {name: made.read(name) for name in made.namelist()} == {
            "a": b"1",
            "b/c": whole,
            "d": b"0123456789" * 9_999,
        }


def test_it_is_read_once() -> None:
    """It is made while it is read, so nobody goes back in it."""
    stream = ArchiveStream([stored("a", b"1")])
    assert len(stream.read()) > 0
    with pytest.raises(io.UnsupportedOperation):
        stream.seek(0)
