"""Names and texts: tidied once and for all, compared by their folded form, limited, and otherwise left alone."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from multibuh_core.errors import InvalidInputError
from multibuh_core.names import checked_description, checked_name, checked_text, fold, tidy
from tests.multibuh_core.refusals import refusal

MEBIBYTE = 1 << 20
UNSTABLE = [
    chr(point)
    for point in range(sys.maxunicode + 1)
    if not 0xD800 <= point <= 0xDFFF and chr(point).casefold() != chr(point)
]
"""Every character that casefolding changes: where folding could go wrong."""
MARKS = "\u0300\u0301\u0304\u0307\u0308\u030c\u0323\u0331\u0345\u0653\u1161\u11a8"
"""Marks that compose with what stands before them, one of which (U+0345) casefolds to a letter."""

hard_names = st.text(st.sampled_from(UNSTABLE) | st.sampled_from(MARKS) | st.sampled_from(" \u00a0\u2000sSnjJιІі"))
CHECKS = pytest.mark.parametrize(
    "check",
    [lambda value: checked_name("name", value), lambda value: checked_text("text", value), checked_description],
    ids=["name", "text", "description"],
)
Check = Callable[[object], str]


class TestTidy:
    """What becomes of a name on the way in."""

    @given(st.text() | hard_names)
    def test_tidying_twice_changes_nothing(self, value: str) -> None:
        """A tidied name is tidy: in NFC, without outer spaces, with single plain spaces inside."""
        name = tidy(value)
        assert tidy(name) == name
        assert unicodedata.is_normalized("NFC", name)
        assert name.split() == name.split(" ") or name == ""

    @pytest.mark.parametrize(
        ("value", "name"),
        [
            ("  ООО \u00a0 «Ромашка»\t\n", "ООО «Ромашка»"),
            ("\u2003а\u2028б\x1fв\u3000", "а б в"),
            ("Е\u0308лка и\u0306", "Ёлка й"),
            ("Ёлка", "Ёлка"),
        ],
        ids=["spaces", "rare spaces", "NFC", "nothing to do"],
    )
    def test_name_is_trimmed_and_composed(self, value: str, name: str) -> None:
        """Every run of whitespace becomes one space, letters are composed; case is kept."""
        assert tidy(value) == name


class TestFold:
    """What names are ordered and compared by."""

    @given(st.text() | hard_names)
    @example("ß\u0301")
    @example("\u0149\u0301")
    def test_folding_twice_changes_nothing(self, value: str) -> None:
        """A folded name folds to itself, so a stored key equals the folded form of what was asked for."""
        assert fold(fold(value)) == fold(value) == fold(tidy(value))

    @given(st.text() | hard_names)
    def test_folded_name_has_one_form(self, value: str) -> None:
        """However a name was composed, its folded form is the same text in NFC, to be compared by code point."""
        assert unicodedata.is_normalized("NFC", fold(value))
        assert fold(unicodedata.normalize("NFD", value)) == fold(value)

    def test_every_character_folds_as_its_casefolded_form_does(self) -> None:
        """No character of Unicode escapes: what casefolding makes of it folds to the same."""
        assert [one for one in UNSTABLE if fold(one.casefold()) != fold(one)] == []

    @pytest.mark.parametrize(
        ("one", "other"), [("Straße", "STRASSE"), ("ЁЛКА", "е\u0308лка"), ("  A  b", "a B"), ("ß\u0301", "SS\u0301")]
    )
    def test_names_that_differ_in_case_and_form_fold_alike(self, one: str, other: str) -> None:
        """Case, composition and spaces do not tell names apart."""
        assert fold(one) == fold(other)

    def test_letters_that_look_alike_are_not_the_same(self) -> None:
        """Ё is not е, and Cyrillic is not Latin: nothing is guessed."""
        assert len({fold(one) for one in ("ел", "ёл", "eл", "ＥЛ")}) == 4


class TestLimits:
    """At the edge and one beyond."""

    def test_name(self) -> None:
        """255 characters after tidying are a name, 256 are not, and neither are none."""
        assert checked_name("name", "  " + "я" * 255 + "  ") == "я" * 255
        assert checked_name("name", "x", limit=1) == "x"
        assert str(refusal(InvalidInputError, checked_name, "name", "я" * 256)) == (
            f"название «{'я' * 39}…{'я' * 40}»: не длиннее 255 знаков, а здесь 256. Сократите."
        )
        for blank in ("", " \u00a0\t"):
            error = refusal(InvalidInputError, checked_name, "name", blank)
            assert (error.value, error.rule) == (blank, "не может быть пустым. Укажите хотя бы один знак.")

    @pytest.mark.parametrize("character", ["a", "я", "€", "😀"])
    def test_text(self, character: str) -> None:
        """1 MiB of UTF-8 is a text, one byte more is not, whatever the letters; the size is told."""
        size = len(character.encode())
        full = character * (MEBIBYTE // size) + "a" * (MEBIBYTE % size)
        assert checked_text("text", full) is full
        assert refusal(InvalidInputError, checked_text, "text", full + "a").rule == (
            "не больше 1 МиБ в UTF-8 (1048576 байт), а здесь 1048577. Сократите или приложите файлом."
        )

    def test_description(self) -> None:
        """4,000 characters are a description, 4,001 are not."""
        assert checked_description("😀" * 4000) == "😀" * 4000
        assert refusal(InvalidInputError, checked_description, "я" * 4001).rule == (
            "не длиннее 4000 знаков, а здесь 4001. Сократите."
        )


class TestCharacters:
    """What no backend could keep."""

    @CHECKS
    @pytest.mark.parametrize(
        ("value", "rule"),
        [
            ("а\0б", "знак U+0000 не допускается. Уберите его."),
            ("a\ud800", "непарный суррогат не допускается. Проверьте, в той ли кодировке прочитан текст."),
            ("\udfff\ud800", "непарный суррогат не допускается. Проверьте, в той ли кодировке прочитан текст."),
            (b"abc", "нужна строка. Передайте значение текстом."),
            (5, "нужна строка. Передайте значение текстом."),
            (None, "нужна строка. Передайте значение текстом."),
        ],
        ids=["NUL", "surrogate", "surrogates", "bytes", "number", "none"],
    )
    def test_what_cannot_be_kept_is_refused(self, check: Check, value: object, rule: str) -> None:
        """U+0000, a lone surrogate and what is no text are refused in names, texts and descriptions alike."""
        assert refusal(InvalidInputError, check, value).rule == rule

    @given(st.text(st.characters(exclude_characters="\0", codec="utf-8")))
    def test_text_is_kept_exactly_as_given(self, value: str) -> None:
        """Neither spaces nor line ends nor the form of Unicode change in a text or a description."""
        assert checked_text("text", value) is value
        assert checked_description(value) is value
