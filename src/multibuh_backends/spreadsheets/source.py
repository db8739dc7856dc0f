"""The file that a table is read from: there, regular, not too big, and what its name says."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

import attrs

from multibuh_backends.spreadsheets.limits import MAX_FILE_BYTES, MIB
from multibuh_core.errors import InvalidInputError

DELIMITED: Final = frozenset({"csv", "tsv", "txt"})
ZIPPED: Final = frozenset({"xlsx", "xlsm", "xlsb", "ods"})
EXTENSIONS: Final = DELIMITED | ZIPPED | {"xls"}

T = TypeVar("T")

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MARKUP: Final = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")
_SAVE_AGAIN: Final = "Откройте его в программе для таблиц и сохраните заново."


@attrs.frozen
class Source:
    """A file's name and its bytes, read once: what was checked is what is parsed."""

    name: str
    """The last part of the path, for messages."""
    extension: str
    """Without the dot, in lower case."""
    data: bytes = attrs.field(repr=False)

    def refusal(self, rule: str) -> InvalidInputError:
        """Return the error that says why this file is not read, to be raised."""
        return InvalidInputError("path", self.name, rule)

    def damaged(self) -> InvalidInputError:
        """Return the error for a file whose inside is broken, to be raised."""
        return self.refusal(f"файл повреждён или записан не до конца. {_SAVE_AGAIN}")

    def locked(self) -> InvalidInputError:
        """Return the error for a file under a password, to be raised."""
        return self.refusal("книга защищена паролем. Снимите пароль и сохраните её заново.")

    def too_large(self) -> InvalidInputError:
        """Return the error for a table past the limits of memory, to be raised."""
        return self.refusal("таблица слишком велика, чтобы прочитать её целиком. Разделите её на несколько файлов.")

    def too_sparse(self, *, rows: int, columns: int) -> InvalidInputError:
        """Return the error for a sheet of few cells far from each other, to be raised."""
        told = f"лист занят до строки {rows} и столбца {columns}, и почти весь пуст"
        return self.refusal(f"{told}. Удалите лишние ячейки справа и внизу.")


def open_source(path: str | os.PathLike[str]) -> Source:
    """
    Read the file at *path* whole.

    Raises:
        InvalidInputError: If it is missing, not regular, over `MAX_FILE_BYTES`, empty, or not what its extension says.
    """
    place = Path(path)
    name = place.name or str(place)
    data = _content(place, name)
    extension = place.suffix[1:].lower()
    source = Source(name, extension, data)
    if extension not in EXTENSIONS:
        known = ", ".join(sorted(EXTENSIONS))
        raise source.refusal(f"такое расширение не читается. Сохраните таблицу в одном из форматов: {known}.")
    if not data:
        raise source.refusal("файл пуст. Проверьте, что выгрузка закончилась, и сохраните её заново.")
    _check_kind(source)
    return source


def _content(place: Path, name: str) -> bytes:
    mode = _opened(name, lambda: place.stat().st_mode)
    if stat.S_ISDIR(mode):
        raise InvalidInputError("path", name, "это папка. Укажите файл с таблицей.")
    if not stat.S_ISREG(mode):  # to open a pipe would wait for ever
        raise InvalidInputError("path", name, "это не обычный файл. Сохраните таблицу в файл и укажите его.")
    data = _opened(name, lambda: _start_of(place))
    if len(data) > MAX_FILE_BYTES:
        rule = f"файл больше {MAX_FILE_BYTES // MIB} МиБ. Разделите таблицу на несколько файлов."
        raise InvalidInputError("path", name, rule)
    return data


def _start_of(place: Path) -> bytes:
    with place.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)


def _opened(name: str, call: Callable[[], T]) -> T:
    try:
        return call()
    except (FileNotFoundError, NotADirectoryError):
        raise InvalidInputError("path", name, "такого файла нет. Проверьте имя и папку.") from None
    except (OSError, ValueError):  # a name may hold what no file's name can
        raise InvalidInputError("path", name, "файл не открывается. Проверьте имя и права на чтение.") from None


def _check_kind(source: Source) -> None:
    found = _kind(source.data)
    if found == "xls" and source.extension in ZIPPED and _ENCRYPTED in source.data:
        raise source.locked()
    expected = dict.fromkeys(DELIMITED, "text") | dict.fromkeys(ZIPPED, "zip") | {"xls": "xls"}
    if found != expected[source.extension]:
        told = {
            "zip": "внутри архив или книга нового формата (xlsx, ods)",
            "xls": "внутри книга старого формата (xls)",
            "html": "внутри страница HTML",
            "text": "внутри текст",
        }[found]
        raise source.refusal(f"файл не соответствует расширению «{source.extension}»: {told}. {_SAVE_AGAIN}")


def _kind(data: bytes) -> str:
    if data.startswith(_ZIP):
        return "zip"
    if data.startswith(_COMPOUND):
        return "xls"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith(_MARKUP) else "text"
