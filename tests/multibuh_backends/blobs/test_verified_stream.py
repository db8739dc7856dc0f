"""The stream that checks what it gives: whoever reads to the end gets the right bytes or an error."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from typing import BinaryIO

import pytest

from multibuh_backends.blobs import VerifiedStream
from multibuh_core.errors import CorruptionError, UnavailableError
from tests.multibuh_backends.blobs.places import DATA, a_blob

BLOB = a_blob(DATA)
MIDDLE = DATA[: len(DATA) // 2] + b"\0!" + DATA[len(DATA) // 2 + 2 :]
END = DATA[:-1] + b"!"
PART = 10_000


def a_stream(data: bytes = DATA) -> VerifiedStream:
    """Return a stream of *data* that should be `DATA`."""
    return VerifiedStream(io.BytesIO(data), BLOB)


def read_all(stream: BinaryIO) -> None:
    """Read in one call."""
    stream.read()


def read_parts(stream: BinaryIO) -> None:
    """Read in parts until an empty one."""
    while stream.read(PART):
        pass


def read_exactly(stream: BinaryIO) -> None:
    """Read as one does who knows the size: never past the last byte."""
    for _ in range(0, BLOB.size - PART, PART):
        stream.read(PART)
    stream.read(BLOB.size - stream.tell())


def read_lines(stream: BinaryIO) -> None:
    """Read by lines."""
    for _ in stream:
        pass


def read_into(stream: BinaryIO) -> None:
    """Read into a buffer."""
    buffer = bytearray(PART)
    while stream.readinto(buffer):  # type: ignore[attr-defined]
        pass


def read_the_end_only(stream: BinaryIO) -> None:
    """Seek and read the last bytes."""
    stream.seek(-1, io.SEEK_END)
    stream.read(1)


def read_with_a_jump(stream: BinaryIO) -> None:
    """Read the beginning and the end, leaving out the middle."""
    stream.read(PART)
    stream.seek(-PART, io.SEEK_END)
    stream.read()


def read_past_the_end(stream: BinaryIO) -> None:
    """Seek behind the end, where there is nothing to read."""
    stream.seek(10, io.SEEK_END)
    assert stream.read() == b""


def read_some_twice(stream: BinaryIO) -> None:
    """Read on, go back, and read some bytes again before new ones."""
    stream.seek(0)
    assert stream.read(PART) == DATA[:PART]
    stream.seek(5)
    assert stream.read(PART) == DATA[5 : PART + 5]
    stream.read()


def copy(stream: BinaryIO) -> None:
    """Copy with the standard library."""
    shutil.copyfileobj(stream, io.BytesIO())


def hash_file(stream: BinaryIO) -> None:
    """Hash with the standard library."""
    hashlib.file_digest(stream, "sha256")  # type: ignore[arg-type]


WAYS = [
    read_all, read_parts, read_exactly, read_lines, read_into, read_the_end_only, read_with_a_jump, read_past_the_end,
    read_some_twice, copy, hash_file,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("data", [MIDDLE, END], ids=["middle", "end"])
def test_no_way_reaches_the_end_of_damaged_bytes(way: Callable[[BinaryIO], None], data: bytes) -> None:
    """However the end is reached, damaged bytes raise there; and sound ones do not."""
    way(a_stream())
    with pytest.raises(CorruptionError):
        way(a_stream(data))


def test_what_is_before_the_end_is_given() -> None:
    """A reader of parts gets all but the last, which raises instead; and again however often it is asked for."""
    stream = a_stream(END)
    for start in range(0, len(DATA) - PART, PART):
        assert stream.read(PART) == DATA[start : start + PART]
    for _ in range(2):
        with pytest.raises(CorruptionError):
            stream.read(PART)


@pytest.mark.parametrize("data", [DATA[:-1], DATA + b"x", b""], ids=["shorter", "longer", "empty"])
def test_another_size_is_refused_at_once(data: bytes) -> None:
    """Bytes of another size are refused before any is given, and what held them is closed."""
    inner = io.BytesIO(data)
    with pytest.raises(CorruptionError) as told:
        VerifiedStream(inner, BLOB)
    assert inner.closed
    assert str(told.value) == (
        f"Вложение повреждено: в хранилище {len(data)} байт вместо {BLOB.size} (SHA-256 {BLOB.sha256}): "
        "восстановите файл из резервной копии или приложите его снова."
    )


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("size", [BLOB.size - 1, BLOB.size + 1], ids=["cut", "grown"])
def test_bytes_that_are_cut_or_grow_meanwhile_are_told(way: Callable[[BinaryIO], None], size: int) -> None:
    """A file that changes its size while it is read does not end as if it were whole."""
    with tempfile.TemporaryFile() as inner:
        inner.write(DATA)
        stream = VerifiedStream(inner, BLOB)
        stream.read(5)
        inner.truncate(size)
        with pytest.raises(CorruptionError):
            way(stream)


def test_error_of_damage_says_the_way_out() -> None:
    """The error names the digest and what to do."""
    with pytest.raises(CorruptionError) as told:
        a_stream(END).read()
    assert str(told.value) == (
        f"Вложение повреждено: байты не те, что были сохранены (SHA-256 {BLOB.sha256}): "
        "восстановите файл из резервной копии или приложите его снова."
    )


def test_disk_that_fails_is_not_damage() -> None:
    """An error of the disk while reading says that the store does not answer, and carries no path."""

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error", f"/srv/secret/{size}")

    with pytest.raises(UnavailableError, match="Input/output error") as told:
        VerifiedStream(Failing(DATA), BLOB).read(1)
    assert "secret" not in str(told.value)
    assert told.value.__cause__ is None


def test_seeking_is_that_of_a_file() -> None:
    """Seek and tell go as on a file: from the start, the place, the end, and never before the start."""
    stream = a_stream()
    assert stream.readable()
    assert stream.seekable()
    assert not stream.writable()
    assert stream.seek(10) == stream.tell() == 10
    assert stream.seek(5, io.SEEK_CUR) == 15
    assert stream.read(3) == DATA[15:18]
    assert stream.seek(-2, io.SEEK_END) == BLOB.size - 2
    assert stream.read1(9) == DATA[-2:]
    assert stream.read(0) == b""
    with pytest.raises(OSError, match="Invalid argument"):
        stream.seek(-1)
    stream.seek(0)
    assert stream.readline(4) == DATA[:4]
    assert stream.readline() == DATA[4:11]


def test_closed_stream_closes_what_it_reads_and_gives_no_more() -> None:
    """Closing passes on, twice does nothing, and reading afterwards is a ValueError as on a file."""
    inner = io.BytesIO(DATA)
    with VerifiedStream(inner, BLOB) as stream:
        pass
    stream.close()
    assert inner.closed
    for use in (stream.read, stream.tell, stream.readline, lambda: stream.seek(0)):
        with pytest.raises(ValueError, match="closed file"):
            use()


def test_standard_library_reads_it() -> None:
    """Archives and texts are read from it as from any file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "Привет\nмир\n")
    data = packed.getvalue()
    with zipfile.ZipFile(VerifiedStream(io.BytesIO(data), a_blob(data))) as archive, archive.open("a.txt") as member:
        assert io.TextIOWrapper(member, "utf-8").read() == "Привет\nмир\n"
    text = "Привет\nмир\n".encode()
    lines = list(io.TextIOWrapper(VerifiedStream(io.BytesIO(text), a_blob(text)), "utf-8"))
    assert lines == ["Привет\n", "мир\n"]


def test_it_is_had_without_fsspec() -> None:
    """Whoever keeps bytes elsewhere imports the stream without loading fsspec."""
    code = "import sys, multibuh_backends.blobs.verified_stream; sys.exit('fsspec' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
