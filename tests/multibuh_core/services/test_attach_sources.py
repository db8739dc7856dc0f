"""What a file is attached from: a path, bytes, a stream; and what is no source of bytes."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from multibuh_core import InvalidInputError
from tests.multibuh_core.refusals import refusal
from tests.multibuh_core.services.office import Office, an_office

DATA = bytes(range(256)) * 10


class OneWay:
    """A stream that can only be read, a little at a time, as a network's."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        """Return at most seven bytes, but all where all are asked for."""
        return self._data.read(size if size < 0 else min(size, 7))


def attach(office: Office, source: Any, **said: Any) -> Any:
    """Attach to the guide."""
    return office.anna.attachments.attach(office.guide.id, office.org.id, source, **said)


def stored(office: Office, attachment: Any) -> bytes:
    """Return the bytes of an attachment."""
    with office.anna.attachments.open(attachment.id) as stream:
        return stream.read()


def _open_files() -> set[str]:
    """Return the open descriptors of this process; none where the system does not tell."""
    told = Path("/proc/self/fd")
    return {one.name for one in told.iterdir()} if told.is_dir() else set()


class TestBytes:
    """In memory and in a stream."""

    @pytest.mark.parametrize(
        "make",
        [
            bytes,
            bytearray,
            memoryview,
            lambda data: memoryview(b"--" + data)[2:],
            io.BytesIO,
            OneWay,
            lambda data: io.BufferedReader(io.BytesIO(data)),
        ],
        ids=["bytes", "bytearray", "view", "part of a view", "stream", "one-way stream", "buffered"],
    )
    def test_bytes_of_any_kind_are_stored_whole(self, make: Callable[[bytes], Any]) -> None:
        """Whatever holds or gives the bytes, they are stored as they are, none of them too."""
        office = an_office()
        for number, data in enumerate((DATA, b"")):
            attachment = attach(office, make(data), name=f"{number}.bin")
            assert stored(office, attachment) == data
            assert attachment.size == len(data)

    def test_stream_is_the_callers(self) -> None:
        """It is read from where it stands to its end, and not closed."""
        stream = io.BytesIO(b"before" + DATA)
        stream.seek(6)
        office = an_office()
        assert stored(office, attach(office, stream, name="a.bin")) == DATA
        assert not stream.closed
        assert stream.read() == b""

    def test_stream_that_fails_leaves_nothing(self) -> None:
        """An exception of the caller's stream is raised as it is, and nothing is attached."""

        class Broken(io.RawIOBase):
            def read(self, size: int = -1) -> bytes:
                raise TimeoutError(size)

        office = an_office()
        with pytest.raises(TimeoutError):
            attach(office, Broken(), name="a.bin")
        assert office.anna.entries.read(office.guide.id, office.org.id) == office.entry


class TestPaths:
    """On a disk."""

    @pytest.mark.parametrize("kind", [str, Path])
    def test_path_gives_the_name(self, kind: type, tmp_path: Path) -> None:
        """The name is the last part of the path, the type follows it; either may be given instead."""
        path = tmp_path / "Договор №\u00a05.PDF"
        path.write_bytes(DATA)
        office = an_office()
        attachment = attach(office, kind(path))
        assert (attachment.name, attachment.media_type) == ("Договор № 5.PDF", "application/pdf")
        assert stored(office, attachment) == DATA
        renamed = attach(office, kind(path), name="x/y.txt", media_type="text/x-own")
        assert (renamed.name, renamed.media_type) == ("y.txt", "text/x-own")

    def test_file_is_closed(self, tmp_path: Path) -> None:
        """A file that was read by its path may be removed at once, also where the call was refused."""
        path = tmp_path / "reglament.pdf"
        path.write_bytes(DATA)
        office = an_office()
        before = _open_files()
        with pytest.raises(Exception, match="уже приложен"):
            attach(office, path)
        attach(office, path, name="other.pdf")
        assert _open_files() <= before

    def test_link_is_followed(self, tmp_path: Path) -> None:
        """A symbolic link gives the bytes it leads to, under its own name."""
        (tmp_path / "target.txt").write_bytes(DATA)
        link = tmp_path / "link.txt"
        link.symlink_to(tmp_path / "target.txt")
        office = an_office()
        attachment = attach(office, link)
        assert (attachment.name, stored(office, attachment)) == ("link.txt", DATA)

    @pytest.mark.parametrize("what", ["folder", "missing", "broken link", "pipe", "NUL"])
    def test_what_is_no_file_is_refused(self, what: str, tmp_path: Path) -> None:
        """A folder, a pipe, a link to nothing and a name that no file has are no files; nobody waits for bytes."""
        path = tmp_path / "a.txt"
        if what == "folder":
            path.mkdir()
        elif what == "broken link":
            path.symlink_to(tmp_path / "nothing")
        elif what == "pipe":
            os.mkfifo(path)
        given = f"{path}\0" if what == "NUL" else str(path)
        error = refusal(InvalidInputError, attach, an_office(), given, name="a.txt")
        assert (error.field, error.value, error.rule) == ("path", given, "такого файла нет. Проверьте путь.")

    def test_unreadable_file_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file that may not be read is told so, by the system's own reason."""

        def denied(*_: object) -> object:
            raise PermissionError(13, "Permission denied")

        path = tmp_path / "a.txt"
        path.write_bytes(DATA)
        monkeypatch.setattr(Path, "open", denied)
        assert str(refusal(InvalidInputError, attach, an_office(), path)).endswith(
            "»: файл не читается: Permission denied."
        )

    @pytest.mark.parametrize("path", ["/", "..", "a/..", "."])
    def test_path_without_a_name_is_refused(self, path: str) -> None:
        """A path that ends in no name of a file is refused by the rule of names."""
        assert refusal(InvalidInputError, attach, an_office(), path).field == "name"


class TestNoSource:
    """What gives no bytes."""

    @pytest.mark.parametrize(
        "make",
        [
            lambda: io.StringIO("text"),
            lambda: io.TextIOWrapper(io.BytesIO(b"text"), encoding="utf-8"),
            lambda: 5,
            lambda: None,
            lambda: ["a.txt"],
            object,
        ],
        ids=["text", "text file", "number", "none", "list", "object"],
    )
    def test_what_gives_no_bytes_is_refused(self, make: Callable[[], Any]) -> None:
        """A text stream, and what is no source at all, is refused in our words and not by a TypeError from within."""
        error = refusal(InvalidInputError, attach, an_office(), make(), name="a.txt")
        assert (error.field, error.rule) == (
            "source",
            "нужен путь, байты или двоичный поток. Откройте файл в режиме 'rb'.",
        )
