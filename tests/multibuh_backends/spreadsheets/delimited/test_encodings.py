"""The encoding of a text file is told rightly, or refused; never guessed so that letters are spoiled."""

from __future__ import annotations

from pathlib import Path

import pytest

from multibuh_backends.spreadsheets import read_table
from multibuh_core.errors import InvalidInputError
from tests.multibuh_backends.spreadsheets.files import a_text_file, cells_of
from tests.multibuh_core.refusals import refusal

TEXT = "Организация;ИНН\nООО «Ёлка»;7707083893\n"


def told(folder: Path, content: bytes) -> str:
    """Return what the refusal of a file of these bytes says."""
    (folder / "clients.csv").write_bytes(content)
    return str(refusal(InvalidInputError, read_table, folder / "clients.csv"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("extension", ["csv", "txt", "tsv"])
def test_the_encodings_of_the_field_are_read(tmp_path: Path, encoding: str, extension: str) -> None:
    """UTF-8 with and without its mark, UTF-16 with it, and cp1251 read alike; no mark gets into a header."""
    table = read_table(a_text_file(tmp_path, TEXT, name=f"clients.{extension}", encoding=encoding))
    assert table.headers == ("Организация", "ИНН")
    assert cells_of(table) == [("ООО «Ёлка»", "7707083893")]


def test_big_endian_is_read(tmp_path: Path) -> None:
    """UTF-16 of either byte order is told by its mark."""
    table = read_table(a_text_file(tmp_path, "\ufeff" + TEXT, encoding="utf-16-be"))
    assert cells_of(table) == [("ООО «Ёлка»", "7707083893")]


def test_a_letter_may_stand_where_pieces_meet(tmp_path: Path) -> None:
    """A letter of two bytes is not broken by reading in pieces."""
    text = "a;b\n1;" + "я" * 700_000 + "\n"
    assert cells_of(read_table(a_text_file(tmp_path, text))) == [("1", "я" * 700_000)]


def test_a_mixture_of_encodings_is_refused(tmp_path: Path) -> None:
    """Two exports pasted together are refused, with a line of each kind."""
    content = "Организация;ИНН\n".encode() + "ООО «Ёлка»;7707083893\n".encode("cp1251")
    assert told(tmp_path, content) == (
        "файл «clients.csv»: в файле смешаны кодировки: строка 1 в UTF-8, а строка 2 нет. "
        "Сохраните файл заново в UTF-8."
    )


def test_the_order_of_a_mixture_does_not_matter(tmp_path: Path) -> None:
    """A mixture is refused too where cp1251 comes first."""
    content = "Организация;ИНН\n".encode("cp1251") + "ООО «Ёлка»;7707083893\n".encode()
    assert "строка 2 в UTF-8, а строка 1 нет" in told(tmp_path, content)


def test_a_pair_of_letters_that_looks_like_one_of_utf_8_is_no_mixture(tmp_path: Path) -> None:
    """A line of cp1251 that happens to be valid UTF-8 does not spoil the file."""
    table = read_table(a_text_file(tmp_path, "Имя;Код\nСё;1\nИванов;2\n", encoding="cp1251"))
    assert cells_of(table) == [("Сё", "1"), ("Иванов", "2")]


def test_what_is_in_no_encoding_is_refused(tmp_path: Path) -> None:
    """A byte that neither UTF-8 nor cp1251 knows is told."""
    assert told(tmp_path, b"a;b\n\x98;2\n") == (
        "файл «clients.csv»: кодировка не распознана: это не UTF-8, не UTF-16 и не cp1251. "
        "Сохраните файл заново в UTF-8."
    )


def test_zero_bytes_are_refused(tmp_path: Path) -> None:
    """A zero byte means that this is no text, or UTF-16 without its mark."""
    expected = "файл «clients.csv»: это не текст: в файле есть нулевые байты. Сохраните файл заново в UTF-8."
    assert told(tmp_path, b"a;b\n1\0;2\n") == expected
    assert told(tmp_path, TEXT.encode("utf-16-le")) == expected


def test_a_zero_character_is_refused(tmp_path: Path) -> None:
    """UTF-16 may hold a zero character, and it is refused all the same."""
    expected = "файл «clients.csv»: строка 2: в тексте нулевой знак. Сохраните файл в UTF-8."
    assert told(tmp_path, "a;b\n1\0;2\n".encode("utf-16")) == expected


def test_broken_utf_16_is_refused(tmp_path: Path) -> None:
    """Half of a character at the end is told, not dropped."""
    expected = "файл «clients.csv»: строка 3: текст не в кодировке utf-16. Сохраните файл заново в UTF-8."
    assert told(tmp_path, "a;b\n1;2\n".encode("utf-16") + b"\x01") == expected


def test_utf_8_under_its_mark_is_held_to_it(tmp_path: Path) -> None:
    """A file that says that it is UTF-8 and is not falls back to nothing."""
    assert "смешаны кодировки" in told(tmp_path, "Организация;ИНН\n".encode("utf-8-sig") + b"\xcf\xf0\xe8\n")
