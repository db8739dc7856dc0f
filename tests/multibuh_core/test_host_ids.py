"""The ids that the host gives to firms, users and channels: fit to be compared by code point, or refused."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_core import Actor, InvalidInputError
from multibuh_core.identifiers import checked_host_id
from tests.multibuh_core.refusals import refusal

LENGTH = "нужно от 1 до 128 знаков. Передайте идентификатор такой длины."
CONTROL = "управляющие знаки не допускаются. Уберите их."
SPACES = "пробелы по краям не допускаются. Уберите их."
NFC = "нужна форма Unicode NFC. Передайте unicodedata.normalize('NFC', …)."
TEXT = "нужна строка. Передайте идентификатор текстом."

WRONG = [
    ("", LENGTH),
    ("x" * 129, LENGTH),
    ("я" * 129, LENGTH),
    ("a\0b", CONTROL),
    ("a\nb", CONTROL),
    ("an\x1bna", CONTROL),
    ("anna\x7f", CONTROL),
    ("anna\x85", CONTROL),
    ("an\u200bna", CONTROL),
    ("\u202eanna", CONTROL),
    ("anna\ufeff", CONTROL),
    ("a\u2028b", CONTROL),
    ("an\ud800na", CONTROL),
    (" anna", SPACES),
    ("anna ", SPACES),
    (" ", SPACES),
    ("анна\u00a0", SPACES),
    ("\u3000анна", SPACES),
    ("Фе\u0308дор", NFC),
    ("\u212b", NFC),
    (None, TEXT),
    (7, TEXT),
    (b"anna", TEXT),
    (["anna"], TEXT),
]


class TestHostIds:
    """Never repaired."""

    @pytest.mark.parametrize(("value", "rule"), WRONG, ids=(ascii(value)[:20] for value, _ in WRONG))
    def test_wrong_one_is_refused_by_its_rule(self, value: object, rule: str) -> None:
        """Length, control and invisible characters, outer spaces, the form of Unicode, text: each has its words."""
        error = refusal(InvalidInputError, checked_host_id, "firm", value)
        assert (error.field, error.value, error.rule) == ("firm", value, rule)
        assert str(error).startswith("идентификатор фирмы «")
        assert str(error).isprintable()

    @pytest.mark.parametrize(
        "value",
        ["a", "x" * 128, "я" * 128, "anna@firm.ru", "../other", "Иван Петров", "a\u00a0b", "😀", "ООО «Р»", "%00"],
    )
    def test_right_one_is_kept_as_it_is(self, value: str) -> None:
        """What looks odd is the host's affair: inner spaces, other alphabets, dots and slashes are kept."""
        assert checked_host_id("user_id", value) is value
        assert Actor(value).user_id == value

    @given(st.text(st.characters(codec="utf-8"), max_size=140))
    def test_accepted_one_keeps_the_rule(self, value: str) -> None:
        """Accepted is what has 1 to 128 characters, in NFC, trimmed, without control characters; and nothing else."""
        is_good = (
            1 <= len(value) <= 128
            and value == value.strip()
            and unicodedata.is_normalized("NFC", value)
            and not any(unicodedata.category(one) in {"Cc", "Cf", "Zl", "Zp"} for one in value)
        )
        if is_good:
            assert checked_host_id("firm", value) == value
        else:
            refusal(InvalidInputError, checked_host_id, "firm", value)
