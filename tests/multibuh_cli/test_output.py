"""What goes to the terminal."""

from __future__ import annotations

import pytest

from multibuh_cli.output import plural, printable, size


def test_unseen_characters_are_escaped() -> None:
    """Control and bidi characters are escaped, those told to stay stay, and a no-break space is a space still."""
    assert printable("а\n\x1b\u202e\u00a0é") == "а\\n\\x1b\\u202e\u00a0é"
    assert printable("а\n\t\x07", keep="\n\t") == "а\n\t\\x07"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 строк"),
        (1, "1 строка"),
        (2, "2 строки"),
        (5, "5 строк"),
        (11, "11 строк"),
        (12, "12 строк"),
        (21, "21 строка"),
        (104, "104 строки"),
        (111, "111 строк"),
    ],
)
def test_number_stands_with_the_right_word(count: int, text: str) -> None:
    """Russian has three forms for a counted thing."""
    assert plural(count, "строка", "строки", "строк") == text


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "1 байт"), (1023, "1023 байта"), (1024, "1,0 КиБ"), (5 << 20, "5,0 МиБ"), (3 << 30, "3,0 ГиБ")],
)
def test_size_stands_in_the_unit_that_suits_it(count: int, text: str) -> None:
    """Sizes are told in bytes, KiB, MiB or GiB, with a comma."""
    assert size(count) == text
