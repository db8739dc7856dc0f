"""Names of attachments: whatever comes in, the file can be saved under its name on any system."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from multibuh_core.errors import InvalidInputError
from multibuh_core.file_names import safe_file_name
from tests.multibuh_core.refusals import refusal

HOSTILE = {
    "договор.pdf": "договор.pdf",
    "C:\\Users\\anna\\договор.pdf": "договор.pdf",
    "/etc/passwd": "passwd",
    "a/b\\c/d.txt": "d.txt",
    "file:///tmp/x.txt": "x.txt",
    "\u202efdp.exe": "fdp.exe",
    "in\u200bvo\u200dice\ufeff.pdf": "invoice.pdf",
    "a\u2066b\u2069\u061c.txt": "ab.txt",
    "a\nb\tc\x7f\x9b.txt": "abc.txt",
    'a<b>c:d"e|f?g*h.txt': "abcdefgh.txt",
    "  a   b .txt  ": "a b .txt",
    "a\u00a0b\u2003c.txt": "a b c.txt",
    "name.txt. . .": "name.txt",
    "name...": "name",
    ".htaccess": ".htaccess",
    "CON": "_CON",
    "con.txt": "_con.txt",
    "Con.tar.gz": "_Con.tar.gz",
    "con .txt": "_con .txt",
    "NUL ": "_NUL",
    "aux.": "_aux",
    "PRN:": "_PRN",
    "com1.log": "_com1.log",
    "LPT9": "_LPT9",
    "COM¹": "_COM¹",
    "CONIN$": "_CONIN$",
    "conout$.x": "_conout$.x",
    "c\u200bon": "_con",
    "console.txt": "console.txt",
    "com10": "com10",
    "nul_.txt": "nul_.txt",
    "й.txt": "й.txt",
    "и\u0306.txt": "й.txt",
    "и\u200b\u0306.txt": "й.txt",
    "..:txt": "..txt",
    "~root": "~root",
    "-rf": "-rf",
    "%2e%2e%2fx": "%2e%2e%2fx",
    "a\u2215b": "a\u2215b",
    "a\uff0fb": "a\uff0fb",
}
CLIMBING = ["..", ".", "../x", "a/../../x.txt", "..\\x", "a\\..\\x", "/..", "a/..", "x/."]
EMPTY = ["", " ", "/", "a/", "...", ". .", "<>", "\u200b", "<..>", "?.", "a\\", "\t\n", "." * 300 + "a" * 100]

parts = st.sampled_from(
    [*'/\\<>:"|?*. \t\n\x1b\u00a0\u200b\u202e\ufeff\u0306', "con", "COM1", "nul", "$", "и", "x" * 90]
)
names = st.text(st.characters(codec="utf-8", exclude_characters="\0")) | st.lists(parts).map("".join)


class TestSafeFileName:
    """Made safe on the way in."""

    @pytest.mark.parametrize(("given_name", "name"), HOSTILE.items(), ids=(ascii(one) for one in HOSTILE))
    def test_hostile_name_is_made_safe(self, given_name: str, name: str) -> None:
        """Folders, invisible characters, what Windows forbids and its device names are taken care of."""
        assert safe_file_name(given_name) == name

    @pytest.mark.parametrize("value", CLIMBING)
    def test_climbing_name_is_refused(self, value: str) -> None:
        """A name that would climb out of its folder is not made safe but refused."""
        assert str(refusal(InvalidInputError, safe_file_name, value)) == (
            f"название «{value}»: имя файла выходит из своей папки. Укажите имя без «..»."
        )

    @pytest.mark.parametrize("value", EMPTY, ids=(ascii(one)[:20] for one in EMPTY))
    def test_name_of_which_nothing_is_left_is_refused(self, value: str) -> None:
        """A name without any letter that may stay is refused with an example of a good one."""
        assert refusal(InvalidInputError, safe_file_name, value).rule == (
            "от имени файла ничего не остаётся. Укажите имя, например «договор.pdf»."
        )

    @pytest.mark.parametrize("value", ["a\0.txt", "\ud800.txt", None, b"a.txt", 5], ids=ascii)
    def test_what_is_no_text_is_refused(self, value: object) -> None:
        """U+0000, a lone surrogate and what is no text are refused, not dropped."""
        assert refusal(InvalidInputError, safe_file_name, value).field == "name"

    @given(names)
    @example("x" * 250 + "con")
    @example("con" + "." * 300 + "txt")
    @example("я" * 127 + ". .txt")
    def test_result_is_always_safe_and_stays_as_it_is(self, value: str) -> None:
        """Of any text comes a refusal or a name that is safe by every rule, and that is not changed a second time."""
        try:
            name = safe_file_name(value)
        except InvalidInputError:
            return
        assert 1 <= len(name.encode()) <= 255
        assert unicodedata.is_normalized("NFC", name)
        assert not set(name) & set('/\\<>:"|?*\0')
        assert not any(unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for one in name)
        assert name not in {".", ".."}
        assert name == name.strip()
        assert not name.endswith(".")
        assert name.split(".")[0].rstrip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "CONIN$"}
        assert safe_file_name(name) == name


class TestShortening:
    """255 bytes of UTF-8, by which file systems count."""

    @pytest.mark.parametrize("size", [1, 2, 3, 4])
    def test_long_name_keeps_its_extension(self, size: int) -> None:
        """The stem is cut between characters until the whole fits; the extension stays."""
        letter = {1: "x", 2: "я", 3: "€", 4: "😀"}[size]
        name = safe_file_name(letter * 300 + ".docx")
        assert name == letter * (250 // size) + ".docx"

    def test_name_that_just_fits_is_not_cut(self) -> None:
        """255 bytes stay; of 256 a whole letter goes."""
        fits = "я" * 125 + "x.txt"
        assert len(fits.encode()) == 255
        assert safe_file_name(fits) == fits
        assert safe_file_name("x" + fits) == "x" + "я" * 125 + ".txt"

    def test_what_is_too_long_for_an_extension_is_none(self) -> None:
        """After a dot far ahead comes no extension: the name is cut at its end."""
        assert safe_file_name("a." + "b" * 300) == "a." + "b" * 253
        assert safe_file_name("a" * 200 + "." + "я" * 40) == "a" * 200 + "." + "я" * 27

    def test_cut_leaves_no_space_or_dot_before_the_extension(self) -> None:
        """Where the cut falls behind a space or a dot, these go too."""
        assert safe_file_name("x" * 249 + " y" * 30 + ".docx") == "x" * 249 + ".docx"
