"""Compound files are followed only as far as they go."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_backends.spreadsheets.containers.compound import CompoundFile, compound_file
from multibuh_backends.spreadsheets.source import Source
from multibuh_core.errors import InvalidInputError, MultibuhError
from tests.multibuh_core.refusals import refusal

SECTOR = 4_096
FAT = SECTOR
"""Where the table of sectors stands in a file of `compound_file`."""


def a_file(stream: bytes = b"honest" * 2_000) -> bytearray:
    """Return a file of one stream."""
    return bytearray(compound_file("Workbook", [stream]))


def read(data: bytes | bytearray, *names: str) -> bytes | None:
    """Return the stream."""
    return CompoundFile(Source("a.xls", "xls", bytes(data))).stream(names or ("Workbook",))


@given(st.lists(st.binary(max_size=3 * SECTOR), min_size=1, max_size=3).filter(any))
def test_a_stream_reads_back(pieces: list[bytes]) -> None:
    """What was put in comes out, padded with zeros."""
    content = b"".join(pieces)
    found = read(compound_file("Workbook", pieces))
    assert found is not None
    assert found.rstrip(b"\0") == content.rstrip(b"\0")


def test_a_large_stream_reads_back() -> None:
    """The table of sectors may be larger than a sector."""
    content = bytes(range(256)) * (5 << 12)
    assert read(compound_file("Workbook", [content])) == content


def test_a_stream_is_found_by_one_of_its_names() -> None:
    """Old programs called it otherwise."""
    assert read(compound_file("Book", [b"1" * SECTOR]), "Workbook", "Book") == b"1" * SECTOR
    assert read(a_file(), "Book") is None


@pytest.mark.parametrize("target", [1, 2, 4, 900, 0x00FFFFFF])
def test_a_chain_that_leads_astray_is_refused(target: int) -> None:
    """A chain that runs in a circle, or out of the file, ends in one error."""
    data = a_file()
    for sector in range(1, 5):
        struct.pack_into("<L", data, FAT + 4 * sector, target)
    assert "файл повреждён" in str(refusal(InvalidInputError, read, data))


def test_a_table_of_tables_that_never_ends_is_refused() -> None:
    """A list of tables may not lead back into itself."""
    data = a_file()
    struct.pack_into("<2L", data, 68, 3, 1)
    struct.pack_into("<L", data, SECTOR * 5 - 4, 3)
    assert "файл повреждён" in str(refusal(InvalidInputError, read, data))


@given(st.integers(0, 2**32 - 1), st.integers(0, 2 * SECTOR + 300), st.data())
def test_no_damage_is_worse_than_an_error(value: int, position: int, data: st.DataObject) -> None:
    """Whatever stands in the header, the table or the directory, the stream is read or refused."""
    damaged = a_file()
    struct.pack_into("<L", damaged, position, value)
    try:
        read(damaged[: data.draw(st.sampled_from([len(damaged), 600, 2 * SECTOR + 50, 4 * SECTOR]))])
    except MultibuhError as error:
        assert "файл повреждён" in str(error)  # noqa: PT017 - reading may also succeed
