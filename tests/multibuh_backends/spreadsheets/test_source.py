"""What no table can be read from is refused in one clear line, before anything is parsed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from multibuh_backends.spreadsheets import read_table, sheet_names, source
from multibuh_core.errors import InvalidInputError
from tests.multibuh_backends.spreadsheets.files import a_book, a_zip
from tests.multibuh_core.refusals import refusal

SAVE_AGAIN = "Откройте его в программе для таблиц и сохраните заново."
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

WRONG_INSIDE = [
    ("clients.xlsx", b"a;b\n1;2\n", "внутри текст"),
    ("clients.ods", b"a;b\n1;2\n", "внутри текст"),
    ("clients.xls", b"<?xml version='1.0'?><Workbook/>", "внутри текст"),
    ("clients.xls", b"\n <HTML><body><table/>", "внутри страница HTML"),
    ("clients.csv", b"<!DOCTYPE html><html>", "внутри страница HTML"),
    ("clients.csv", b"PK\x03\x04....", "внутри архив или книга нового формата (xlsx, ods)"),
    ("clients.xls", b"PK\x03\x04....", "внутри архив или книга нового формата (xlsx, ods)"),
    ("clients.csv", COMPOUND, "внутри книга старого формата (xls)"),
    ("clients.xlsx", COMPOUND, "внутри книга старого формата (xls)"),
]


def told(path: Path) -> str:
    """Return what the refusal to read the file says."""
    error = refusal(InvalidInputError, read_table, path)
    assert (error.field, error.value) == ("path", path.name)
    assert str(refusal(InvalidInputError, sheet_names, path)) == str(error)
    return str(error)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A file that is not there is told by its name, not by the whole path."""
    assert told(tmp_path / "no.csv") == "файл «no.csv»: такого файла нет. Проверьте имя и папку."


def test_a_file_below_a_file_is_refused(tmp_path: Path) -> None:
    """A path that leads through a file leads nowhere."""
    (tmp_path / "clients.csv").write_text("a")
    assert told(tmp_path / "clients.csv" / "no.csv") == "файл «no.csv»: такого файла нет. Проверьте имя и папку."


def test_a_name_that_no_file_has_is_refused(tmp_path: Path) -> None:
    """A name with a zero character is refused like any file that does not open, and is shown escaped."""
    assert told(tmp_path / "a\0b.csv") == r"файл «a\x00b.csv»: файл не открывается. Проверьте имя и права на чтение."


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is no file."""
    assert told(tmp_path).endswith(": это папка. Укажите файл с таблицей.")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused(tmp_path: Path) -> None:
    """A pipe is refused at once, for to open it would wait for a writer."""
    os.mkfifo(tmp_path / "pipe.csv")
    expected = "файл «pipe.csv»: это не обычный файл. Сохраните таблицу в файл и укажите его."
    assert told(tmp_path / "pipe.csv") == expected


@pytest.mark.parametrize("name", ["clients.docx", "clients", ".csv"])
def test_an_unknown_extension_is_refused(tmp_path: Path, name: str) -> None:
    """The extension decides, and the refusal lists those that are read."""
    (tmp_path / name).write_bytes(b"a;b\n1;2\n")
    assert told(tmp_path / name) == (
        f"файл «{name}»: такое расширение не читается. "
        "Сохраните таблицу в одном из форматов: csv, ods, tsv, txt, xls, xlsb, xlsm, xlsx."
    )


@pytest.mark.parametrize("extension", sorted(source.EXTENSIONS))
def test_an_empty_file_is_refused(tmp_path: Path, extension: str) -> None:
    """A file of no bytes is an export that went wrong, whatever its extension."""
    path = tmp_path / f"clients.{extension}"
    path.touch()
    assert told(path) == (f"файл «{path.name}»: файл пуст. Проверьте, что выгрузка закончилась, и сохраните её заново.")


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is not read past the limit."""
    monkeypatch.setattr(source, "MAX_FILE_BYTES", 5)
    (tmp_path / "big.csv").write_bytes(b"123456")
    assert told(tmp_path / "big.csv") == "файл «big.csv»: файл больше 0 МиБ. Разделите таблицу на несколько файлов."


@pytest.mark.parametrize(("name", "content", "inside"), WRONG_INSIDE)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    tmp_path: Path, name: str, content: bytes, inside: str
) -> None:
    """The refusal says what is inside, and the way out."""
    (tmp_path / name).write_bytes(content)
    extension = name.partition(".")[2]
    expected = f"файл «{name}»: файл не соответствует расширению «{extension}»: {inside}. {SAVE_AGAIN}"
    assert told(tmp_path / name) == expected


def test_a_book_under_a_password_is_refused(tmp_path: Path) -> None:
    """Excel keeps a protected xlsx in a compound file: this is told from an xls that was renamed."""
    (tmp_path / "secret.xlsx").write_bytes(COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert told(tmp_path / "secret.xlsx") == (
        "файл «secret.xlsx»: книга защищена паролем. Снимите пароль и сохраните её заново."
    )


@pytest.mark.parametrize("extension", ["xlsx", "xlsm", "xlsb"])
def test_an_archive_that_is_no_book_is_refused(tmp_path: Path, extension: str) -> None:
    """An archive of something else is no book."""
    path = a_zip(tmp_path / f"photos.{extension}", {"a.jpg": b"..."})
    assert told(path) == f"файл «{path.name}»: это не книга Excel: в ней нет листов. Сохраните таблицу заново как xlsx."


def test_an_archive_that_is_no_document_is_refused(tmp_path: Path) -> None:
    """A book of another format under the extension ods is refused."""
    path = a_book(tmp_path, [["a"]]).rename(tmp_path / "clients.ods")
    assert told(path) == "файл «clients.ods»: это не таблица OpenDocument. Сохраните её заново как ods или xlsx."


def test_the_extension_may_be_in_capitals(tmp_path: Path) -> None:
    """``CLIENTS.CSV`` is a csv."""
    (tmp_path / "CLIENTS.CSV").write_bytes(b"a;b\n1;2\n")
    assert read_table(tmp_path / "CLIENTS.CSV").headers == ("a", "b")


def test_a_path_may_be_text(tmp_path: Path) -> None:
    """A path is taken as text too."""
    (tmp_path / "clients.csv").write_bytes(b"a;b\n1;2\n")
    assert read_table(str(tmp_path / "clients.csv")).headers == ("a", "b")
