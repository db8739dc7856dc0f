"""Hostile files are refused in little memory; a process of its own is measured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.multibuh_backends.spreadsheets.excel.old_books import an_xls, an_xlsb, binary_cell, binary_sheet
from tests.multibuh_backends.spreadsheets.files import a_book_by_hand, a_text_file, an_ods, sheet_xml, strings_xml

pytest.importorskip("resource", reason="the peak of memory is not told here")

MIB = 1 << 20
PROBE = """
import resource, sys
import python_calamine
from multibuh_backends.spreadsheets import read_table
from multibuh_core.errors import InvalidInputError

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

before = peak()
for path in sys.argv[1:]:
    try:
        read_table(path)
    except InvalidInputError as error:
        assert error.field == "path", error
    else:
        raise AssertionError(path)
    print(path, peak() - before, file=sys.stderr)
print(peak() - before)
"""


def rows_of(cell: str, rows: int, columns: int = 8) -> str:
    """Return rows of that cell, ``{}`` being its reference."""
    letters = [chr(ord("A") + index) for index in range(columns)]
    return "".join(
        f'<row r="{row}">{"".join(cell.format(f"{letter}{row}") for letter in letters)}</row>'
        for row in range(1, rows + 1)
    )


def hostile_files(folder: Path) -> list[Path]:
    """Return small files that would take gigabytes."""
    named = rows_of('<c r="{}" t="s"><v>0</v></c>', 10_000)
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    spaces = " " * (30 * MIB)
    repeated = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    whole = f'<table:table-row table:number-rows-repeated="1048576">{repeated}</table:table-row>'
    return [
        a_book_by_hand(folder, sheet_xml(named, dimension="A1:H10000"), strings_xml("я" * 16_000), name="shared.xlsx"),
        a_book_by_hand(folder, sheet_xml(far), name="far.xlsx"),
        a_book_by_hand(folder, sheet_xml(spaces), name="bomb.xlsx"),
        a_book_by_hand(
            folder, sheet_xml(""), strings_xml(*[""] * 10).replace("<si>", "<si/>" * 500_000), name="empty.xlsx"
        ),
        an_xls(folder, [["a", "b"], *[["я" * 30_000] * 20] * 1_000]),
        an_xlsb(
            folder,
            binary_sheet([(n, [binary_cell(0x07, c, bytes(4)) for c in range(90)]) for n in range(99)]),
            ["я" * MIB],
        ),
        an_ods(folder, f"<table:table>{whole}</table:table>"),
        a_text_file(folder, "a;b\n" + "1;" * 2_000_000, name="wide.csv"),
        a_text_file(folder, 'a;b\n1;"' + "x\n" * 4_000_000, name="quote.csv"),
        a_text_file(folder, "a;b\n" + "ы" * 9_000_000, name="line.csv"),
    ]


def test_hostile_files_take_little_memory(tmp_path: Path) -> None:
    """All of them together, one after the other, stay under 128 MiB: half of what the trust page allows."""
    files = hostile_files(tmp_path)
    assert sum(path.stat().st_size for path in files) < 64 * MIB
    done = subprocess.run([sys.executable, "-c", PROBE, *map(str, files)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 128 * MIB, done.stderr
