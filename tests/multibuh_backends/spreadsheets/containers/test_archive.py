"""Archives that lie are refused before, or at the very byte where, the lie shows."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from multibuh_backends.spreadsheets.containers import archive
from multibuh_backends.spreadsheets.containers.archive import open_archive
from multibuh_backends.spreadsheets.source import Source
from multibuh_core.errors import InvalidInputError
from tests.multibuh_backends.spreadsheets.files import a_zip
from tests.multibuh_core.refusals import refusal

DAMAGED = "файл повреждён или записан не до конца. Откройте его в программе для таблиц и сохраните заново."
GROWS = "при распаковке файл разрастается больше чем в 400 раз или до 512 МиБ. Разделите таблицу на несколько файлов."


def a_source(data: bytes) -> Source:
    """Return a file of these bytes."""
    return Source("a.xlsx", "xlsx", data)


def an_archive(folder: Path, content: bytes = b"honest" * 100, *, packed: bool = True) -> bytearray:
    """Return the bytes of an archive of one part."""
    return bytearray(a_zip(folder / "a.zip", {"a.xml": content}, packed=packed).read_bytes())


def told(data: bytes) -> str:
    """Return what the refusal of the archive, or of its part, says."""

    def read() -> None:
        for part in open_archive(a_source(data)).values():
            part.content()

    return refusal(InvalidInputError, read).rule


@pytest.mark.parametrize("packed", [True, False])
def test_an_honest_archive_is_read(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001 - a parameter
    """Packed parts and stored ones give what was put in; names are folded and slashes turned."""
    content = bytes(range(256)) * 5_000
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        made.writestr("XL\\Лист.xml", content)
        made.writestr("empty/", b"")
    parts = open_archive(a_source((tmp_path / "a.zip").read_bytes()))
    assert parts["xl/лист.xml"].content() == content
    assert parts["empty/"].content() == b""


def test_an_archive_with_a_comment_is_read(tmp_path: Path) -> None:
    """A comment at the end is no damage."""
    path = a_zip(tmp_path / "a.zip", {"a": b"1"})
    with zipfile.ZipFile(path, "a") as made:
        made.comment = b"made by a program"
    assert open_archive(a_source(path.read_bytes()))["a"].content() == b"1"


def test_an_archive_of_long_numbers_is_read(tmp_path: Path) -> None:
    """Some programs write the numbers of zip64 into every archive."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made, made.open("a", "w", force_zip64=True) as part:
        part.write(b"1" * 50)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x05\x06")
    count, size, offset = struct.unpack_from("<H2L", data, at + 10)
    long_end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert open_archive(a_source(bytes(data[:at] + long_end + locator + end)))["a"].content() == b"1" * 50


def test_a_lying_size_is_refused(tmp_path: Path) -> None:
    """A part that unpacks to more or to less than it declares is not read past that, even if its checksum fits."""
    content = b"honest" * 100
    for size in (0, 10, 599, 601, 5_000):
        data = an_archive(tmp_path)
        entry = data.find(b"PK\x01\x02")
        struct.pack_into("<L", data, entry + 16, zlib.crc32(content[:size]))
        struct.pack_into("<L", data, entry + 24, size)
        assert told(bytes(data)) == DAMAGED


def test_nothing_past_the_declared_size_is_given(tmp_path: Path) -> None:
    """A part that declares little and unpacks to much is given up at its declared size, not at its end."""
    data = an_archive(tmp_path, random.Random(1).randbytes(3 << 20))
    struct.pack_into("<L", data, data.find(b"PK\x01\x02") + 24, 600_000)
    given: list[int] = []

    def read() -> None:
        given.extend(map(len, open_archive(a_source(bytes(data)))["a.xml"].chunks()))

    assert refusal(InvalidInputError, read).rule == DAMAGED
    assert 0 < sum(given) <= 600_000


def test_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    """One bit in a stored part is noticed."""
    data = an_archive(tmp_path, packed=False)
    data[data.find(b"honest")] ^= 1
    assert told(bytes(data)) == DAMAGED


def test_growth_is_refused_by_what_is_declared(tmp_path: Path) -> None:
    """A few kilobytes that would become many megabytes are not unpacked at all."""
    assert told(bytes(an_archive(tmp_path, bytes(3 << 20)))) == GROWS
    data = an_archive(tmp_path)
    struct.pack_into("<L", data, data.find(b"PK\x01\x02") + 24, 0xFFFFFFF0)
    assert told(bytes(data)) == GROWS


def test_too_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A book has some dozens of parts; ten thousand are none."""
    monkeypatch.setattr(archive, "MAX_ENTRIES", 3)
    path = a_zip(tmp_path / "a.zip", {str(number): b"" for number in range(4)})
    expected = "в архиве больше 3 частей: это не книга. Проверьте, тот ли это файл."
    assert told(path.read_bytes()) == expected


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    """Which of them is meant, two programs may see differently."""
    assert told(a_zip(tmp_path / "a.zip", {"xl/a.xml": b"1", "XL\\A.xml": b"2"}).read_bytes()) == DAMAGED


def test_a_part_under_a_password_is_refused(tmp_path: Path) -> None:
    """A protected part is told as such."""
    data = an_archive(tmp_path)
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert told(bytes(data)) == "книга защищена паролем. Снимите пароль и сохраните её заново."


def test_unknown_packing_is_refused(tmp_path: Path) -> None:
    """Books are packed in one way."""
    data = an_archive(tmp_path)
    data[data.find(b"PK\x01\x02") + 10] = 12
    assert told(bytes(data)) == DAMAGED


@pytest.mark.parametrize("field", [(42, 0xFFFFFF), (20, 0xFFFFFF), (42, 1), (28, 0xFFFF)])
def test_a_pointer_out_of_the_file_is_refused(tmp_path: Path, field: tuple[int, int]) -> None:
    """An offset or a size that leads out of the file, or to no part, is refused."""
    data = an_archive(tmp_path)
    offset, value = field
    struct.pack_into("<H" if value == 0xFFFF else "<L", data, data.find(b"PK\x01\x02") + offset, value)
    assert told(bytes(data)) == DAMAGED


def test_a_part_that_goes_on_behind_its_end_is_refused(tmp_path: Path) -> None:
    """Bytes behind the packed data are no part of it."""
    data = an_archive(tmp_path)
    entry = data.find(b"PK\x01\x02")
    (size,) = struct.unpack_from("<L", data, entry + 20)
    struct.pack_into("<L", data, entry + 20, size + 4)
    assert told(bytes(data)) == DAMAGED


def test_every_truncation_is_refused(tmp_path: Path) -> None:
    """A file that was not written to its end is told, wherever it ends."""
    data = bytes(an_archive(tmp_path))
    for length in range(len(data)):
        assert told(data[:length]) == DAMAGED
