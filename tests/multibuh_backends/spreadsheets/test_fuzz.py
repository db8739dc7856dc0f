"""Whatever is done to a file, it is read or refused; nothing else ever comes out."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multibuh_backends.spreadsheets import read_table, sheet_names
from multibuh_core.errors import InvalidInputError
from tests.multibuh_backends.spreadsheets.excel.old_books import an_xls, an_xlsb, binary_cell, binary_sheet
from tests.multibuh_backends.spreadsheets.files import a_book, a_text_file, a_zip, an_ods

ROWS = [["Имя", "Код", "Карта"], *([f"ООО {n}", 7_700_000_000 + n, f"текст {n % 3}"] for n in range(12))]
CELL = (
    '<table:table-cell office:value-type="string" table:number-columns-repeated="2">'
    "<text:p>а<text:s/></text:p></table:table-cell>"
)
EXTENSIONS = ["csv", "xlsx", "xls", "xlsb", "ods"]
TOKENS = """
<c r="A1" | <c | </c> | <v> | </v> | </row> | 1048576 | XFD1 |  t="s" | " | ' | < | > | / | <!-- | --> | <![CDATA[ | ]]>
<si> | </si> | <si/> | x: | &#65; | 99999999999 | </sheetData> | <t> | </t></si><si><t> | encoding="utf-7" | <?x ?>
<c r="XFD1048576"><v>1</v></c> | <x:c r="Q99"><v>1</v></x:c> | <c r='Q99'><v>1</v></c> | <c><v>3</v></c> | <row r="9">
number-columns-repeated="99999999" | \xff\xff\xff\xff | \0\0\0\0
"""
PIECES = [token.encode("latin-1") for line in TOKENS.strip().splitlines() for token in line.split(" | ")]


def honest(folder: Path, extension: str) -> Path:
    """Return an honest file."""
    if extension == "csv":
        return a_text_file(folder, "Имя;Код\n" + "".join(f'"ООО ""{n}""";{n}\n' for n in range(20)))
    if extension == "xlsx":
        return a_book(folder, ROWS, merged=[(14, 0, 16, 1, "объединено")])
    if extension == "xls":
        return an_xls(folder, ROWS, merged=[(14, 16, 0, 1, "объединено")])
    if extension == "xlsb":
        names = [(n, [binary_cell(0x07, 0, bytes((n % 3, 0, 0, 0))), binary_cell(0x05, 1, bytes(8))]) for n in range(9)]
        return an_xlsb(folder, binary_sheet(names), ["Имя", "Код", "А"])
    return an_ods(
        folder, f'<table:table table:name="Т">{f"<table:table-row>{CELL}</table:table-row>" * 9}</table:table>'
    )


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the bytes of an honest file for each extension."""
    return {ext: honest(tmp_path_factory.mktemp("honest"), ext).read_bytes() for ext in EXTENSIONS}


def try_to_read(content: bytes, extension: str) -> None:
    """Read or be refused."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"fuzzed.{extension}"
        path.write_bytes(content)
        for call in (read_table, sheet_names):
            try:
                call(path)
            except InvalidInputError as error:
                assert error.field in {"path", "table"}  # noqa: PT017 - reading may also succeed
                assert "fuzzed" in str(error) or error.field == "table"  # noqa: PT017 - as above


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_honest_files_are_read(contents: dict[str, bytes], tmp_path: Path, extension: str) -> None:
    """What is spoiled below is read when it is not."""
    path = tmp_path / f"honest.{extension}"
    path.write_bytes(contents[extension])
    assert len(read_table(path).rows) >= 8


@pytest.mark.parametrize("extension", [*EXTENSIONS, "txt", "tsv", "xlsm"])
@given(
    content=st.binary(max_size=600), start=st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
)
def test_any_bytes_are_read_or_refused(extension: str, content: bytes, start: bytes) -> None:
    """Random bytes under any extension end in a table or in one error."""
    try_to_read(start + content, extension)


@pytest.mark.parametrize("extension", EXTENSIONS)
@given(seed=st.integers(0, 2**32))
def test_flipped_and_cut_files_are_read_or_refused(contents: dict[str, bytes], extension: str, seed: int) -> None:
    """A few bytes of an honest file changed, or its end cut off, end in a table or in one error."""
    chance = random.Random(seed)
    content = bytearray(contents[extension])
    if chance.random() < 0.2:
        del content[chance.randrange(len(content)) :]
    for _ in range(chance.choice([1, 1, 2, 5, 20]) if content else 0):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    try_to_read(bytes(content), extension)


@pytest.mark.parametrize("extension", ["xlsx", "xlsb", "ods"])
@settings(deadline=None)
@given(seed=st.integers(0, 2**32))
def test_spoiled_parts_are_read_or_refused(
    contents: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory, extension: str, seed: int
) -> None:
    """Parts spoiled on the inside of a sound archive end in a table or in one error."""
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("spoiled")
    (folder / "honest").write_bytes(contents[extension])
    with zipfile.ZipFile(folder / "honest") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.choice([1, 1, 2, 3])):
        name = chance.choice(sorted(parts))
        content = bytearray(parts[name])
        at = chance.randrange(len(content) + 1)
        content[at : at + chance.choice([0, 0, 1, 10])] = chance.choice(PIECES)
        parts[name] = bytes(content)
    try_to_read(a_zip(folder / "spoiled", parts, packed=False).read_bytes(), extension)
