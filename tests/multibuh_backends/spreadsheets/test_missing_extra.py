"""Without the extra, books of Excel are refused with the line that installs it, and everything else is read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from multibuh_backends.spreadsheets import read_table, sheet_names
from multibuh_core.errors import UnsupportedOperationError
from tests.multibuh_backends.spreadsheets.excel.old_books import an_xls, an_xlsb
from tests.multibuh_backends.spreadsheets.files import a_book, a_text_file, an_ods
from tests.multibuh_core.refusals import refusal

CELL = '<table:table-cell office:value-type="string"><text:p>а</text:p></table:table-cell>'
TABLE = '<table:table table:name="Т">' + f"<table:table-row>{CELL}</table:table-row>" * 2 + "</table:table>"


@pytest.fixture(autouse=True)
def without_calamine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every import of it fail."""
    monkeypatch.setitem(sys.modules, "python_calamine", None)


@pytest.mark.parametrize("extension", ["xlsx", "xls", "xlsb"])
def test_the_refusal_says_what_to_install(tmp_path: Path, extension: str) -> None:
    """The line can be copied as it is."""
    makers = {"xlsx": lambda: a_book(tmp_path, [["a"]]), "xls": lambda: an_xls(tmp_path, [["a"]])}
    path = makers.get(extension, lambda: an_xlsb(tmp_path, b""))()
    for call in (read_table, sheet_names):
        assert str(refusal(UnsupportedOperationError, call, path)) == (
            'Книги Excel читает python-calamine. Установите его: pip install "multibuh[spreadsheets]"'
        )


def test_text_files_and_documents_need_nothing(tmp_path: Path) -> None:
    """Csv and ods are read by the standard library."""
    assert read_table(a_text_file(tmp_path, "a;b\n1;2\n")).headers == ("a", "b")
    assert read_table(an_ods(tmp_path, TABLE)).headers == ("а",)
