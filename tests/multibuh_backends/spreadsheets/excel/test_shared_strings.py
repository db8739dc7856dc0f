"""Shared strings are counted rightly without parsing them, or parsed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_backends.spreadsheets.excel import shared_strings as module
from tests.multibuh_backends.spreadsheets.files import a_part, strings_xml

LETTERS = st.characters(codec="utf-8", min_codepoint=32, exclude_characters="&<>\ufffe\uffff")
TRICKS = {
    "an unclosed text": "<si><t>a</si><si><t>b</t></si>",
    "a text of a prefix": "<si><x:t>a</t></si><si><t>b</t></si>",
    "another tag": "<si><t>a</t></si><si><tt>b</t></si>",
    "an empty string": "<si><t>a</t></si><si/><si><t>b</t></si>",
    "an end in an attribute": '<si><t a="</t></si><si><t>">a</t></si>',
    "an end in a comment": "<si><t>a<!--</t></si><si><t>--></t></si>",
    "an end in character data": "<si><t>a<![CDATA[</t></si><si><t>]]></t></si>",
    "an unclosed attribute": '<si><t a="x>a</t></si><si><t b="y">b</t></si>',
    "a space between": "<si><t>a</t></si> <si><t>b</t></si>",
    "a nested string": "<si><t>a</t><si><t>b</t></si></si>",
    "an unclosed string": "<si><t>a</t></si><si><t>b</t>",
}


@given(st.lists(st.text(LETTERS, max_size=9)))
def test_plain_strings_are_measured_at_least_as_long(texts: list[str]) -> None:
    """As many strings are counted as there are, none shorter than it is."""
    part = a_part(strings_xml(*texts))
    plain, parsed = module._plain(part), module._parsed(part)
    assert len(plain) == len(parsed) == len(texts)
    assert list(parsed) == [len(text.encode()) for text in texts]
    assert all(told >= real for told, real in zip(plain, parsed, strict=True))


@pytest.mark.parametrize("piece", TRICKS.values(), ids=TRICKS)
def test_strings_of_any_other_form_are_parsed(piece: str) -> None:
    """Where the parser might see other strings than a look at the tags does, the look is given up."""
    assert module._plain_lengths(piece.encode()) is None


def test_spaces_may_be_kept() -> None:
    """The one attribute that is usual is no reason to parse."""
    piece = '<si><t>a</t></si><si><t xml:space="preserve"> b</t></si>'
    assert module._plain_lengths(piece.encode()) is not None
