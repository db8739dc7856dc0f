"""What is told of a sheet without parsing it is what parsing would tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_backends.spreadsheets.containers.xml import UnusualError
from multibuh_backends.spreadsheets.excel.shared_strings import SharedStrings, shared_strings
from multibuh_backends.spreadsheets.excel.sheet_bounds import (
    Bounds,
    column_letters,
    column_number,
    outside,
    position,
    span,
)
from multibuh_backends.spreadsheets.excel.xlsx_cells import parsed_size
from multibuh_backends.spreadsheets.excel.xlsx_sheet import declared_bounds, plain_sheet, seen_bounds
from tests.multibuh_backends.spreadsheets.files import a_part, sheet_xml, strings_xml

ROWS, COLUMNS = st.integers(1, 1_048_576), st.integers(1, 16_384)
STRINGS = ("а", "бб", "ввв")


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """Return a sheet as usual programs write it."""
    kinds = {
        "number": '<c r="{}"><v>12.5</v></c>',
        "styled": '<c r="{}" s="3"><v>7</v></c>',
        "string": '<c r="{}" s="1" t="s"><v>{number}</v></c>',
        "inline": '<c r="{}" t="inlineStr"><is><t xml:space="preserve">слово 5</t></is></c>',
        "formula": '<c r="{}" t="str"><f ca="1">A1</f><v>слово</v></c>',
        "error": '<c r="{}" t="e"><v>#N/A</v></c>',
    }
    rows = []
    for row in draw(st.lists(st.integers(1, 2_000), unique=True, max_size=8).map(sorted)):
        columns = draw(st.lists(st.integers(1, 60), unique=True, min_size=1, max_size=8).map(sorted))
        cells = [
            kinds[draw(st.sampled_from(sorted(kinds)))].format(
                f"{column_letters(column)}{row}", number=draw(st.integers(0, len(STRINGS) - 1))
            )
            for column in columns
        ]
        rows.append(f'<row r="{row}" spans="1:60">{"".join(cells)}</row>')
    return sheet_xml("".join(rows), dimension=draw(st.sampled_from(["A1", "A1:BH2000", "B2:C9"])))


@given(sheets())
def test_a_plain_sheet_is_measured_as_if_it_were_parsed(sheet: str) -> None:
    """Cells and strings are counted alike, and the bounds hold every cell."""
    part, strings = a_part(sheet), shared_strings(a_part(strings_xml(*STRINGS)))
    parsed = parsed_size(part, strings)
    bounds = seen_bounds(part) or Bounds(1, 1)
    plain = plain_sheet(part, bounds, strings, exact=True)
    assert plain.cells == parsed.cells
    assert plain.text - plain.different == parsed.text - parsed.different
    assert bounds == (parsed.bounds if parsed.cells else Bounds(1, 1))
    assert plain.text <= plain_sheet(part, bounds, strings, exact=False).text


@given(sheets(), st.integers(1, 2_000), st.integers(1, 60))
def test_no_cell_stands_outside_unseen(sheet: str, rows: int, columns: int) -> None:
    """A sheet is taken as plain only within bounds that hold it."""
    part = a_part(sheet)
    real = parsed_size(part, SharedStrings(shared_strings(a_part(strings_xml(*STRINGS))).lengths)).bounds
    fits = real.rows <= rows and real.columns <= columns
    try:
        plain_sheet(part, Bounds(rows, columns), SharedStrings(), exact=False)
    except UnusualError:
        assert not fits
    else:
        assert fits


@given(ROWS, COLUMNS, ROWS, COLUMNS)
def test_references_are_held_to_bounds(row: int, column: int, rows: int, columns: int) -> None:
    """The pattern finds exactly the references that lead out of the bounds."""
    cell = f'<c r="{column_letters(column)}{row}"'.encode()
    assert (outside(Bounds(rows, columns)).search(cell) is not None) == (row > rows or column > columns)


@given(COLUMNS)
def test_columns_have_letters(column: int) -> None:
    """A column's number and its letters say the same, in small letters too."""
    letters = column_letters(column)
    assert column_number(letters) == column_number(letters.lower()) == column
    assert position(f"{letters}7") == (7, column)


@pytest.mark.parametrize(
    "reference", ["", "A", "1", "A0", "A1048577", "XFE1", "AAAA1", "A12345678", "$A$1", "A1:B2", "Ф1", "A١"]
)
def test_what_no_sheet_has_has_no_position(reference: str) -> None:
    """A reference of other signs, or past the end, names nothing."""
    assert position(reference) is None


def test_a_range_of_one_cell_is_a_range() -> None:
    """A range may be written without its end."""
    assert span("B3") == span("B3:B3")
    assert span("A1:Ж2") is None


def test_bounds_are_told_by_the_sheet() -> None:
    """A sheet's own dimension is believed before its cells are."""
    assert declared_bounds(a_part(sheet_xml("", dimension="B2:D7"))) == Bounds(7, 4)
    assert declared_bounds(a_part(sheet_xml("", dimension="C3"))) == Bounds(3, 3)
    assert declared_bounds(a_part(sheet_xml("", dimension="A1:ZZZZ1"))) is None
    assert seen_bounds(a_part(sheet_xml(""))) is None
