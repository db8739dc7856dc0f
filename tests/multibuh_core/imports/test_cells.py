"""Cells that say nothing."""

from __future__ import annotations

import pytest

from multibuh_core.imports.cells import BLANK, LONGEST_BLANK, value_of


@pytest.mark.parametrize("cell", ["", " ", "\xa0", "—", "\xa0—", "-", " - ", "–", "0", "\t0\n"])
def test_a_dash_a_lone_zero_and_space_say_nothing(cell: str) -> None:
    """A dash, a lone zero, a space and a no-break space are blank, whatever stands around them."""
    assert value_of(cell) == ""


@pytest.mark.parametrize(
    ("cell", "value"), [("\xa0Банк ", "Банк"), (" Банк\n касса\n", "Банк\n касса"), ("00", "00"), ("- да", "- да")]
)
def test_a_value_loses_its_outer_whitespace_only(cell: str, value: str) -> None:
    """What a cell says keeps its inner new lines and loses the whitespace around it."""
    assert value_of(cell) == value


def test_what_is_longer_than_the_longest_blank_says_something() -> None:
    """The comparison relies on the length of the longest blank."""
    assert max(map(len, BLANK)) == LONGEST_BLANK
