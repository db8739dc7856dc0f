"""Texts on the terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from multibuh_cli.texts import say_wrapped

Lines = Callable[[str, int], list[str]]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Lines:
    """Give what writes a text in a terminal of so many columns, and returns its lines."""

    def written(text: str, columns: int) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        say_wrapped(text)
        return capsys.readouterr().out.splitlines()

    return written


def test_points_of_a_list_hang_under_their_text(lines: Lines) -> None:
    """What is wrapped of a point stands under its text, not under its mark; lines of the text stay lines."""
    assert lines("Просим:\n- акты, накладные, счета\n  2. сверку\n\n> как обычно, до десятого", 30) == [
        "Просим:",
        "- акты, накладные, счета",
        "  2. сверку",
        "",
        "> как обычно, до десятого",
    ]
    assert lines("- акты и накладные за месяц до десятого числа", 30) == [
        "- акты и накладные за месяц до",
        "  десятого числа",
    ]


def test_word_longer_than_the_line_is_broken(lines: Lines) -> None:
    """A link without spaces does not run over the edge."""
    assert max(map(len, lines("https://example.org/" + "a" * 200, 40))) == 40


def test_very_wide_terminal_is_not_filled(lines: Lines) -> None:
    """Lines stay readable however wide the terminal is."""
    assert max(map(len, lines("слово " * 100, 300))) <= 100


def test_control_characters_do_not_reach_the_terminal(lines: Lines) -> None:
    """What would move the cursor, colour the screen or turn the line around is escaped; ends of lines are ends."""
    assert lines("Первая\r\nвторая", 80) == ["Первая", "вторая"]
    assert lines("Банк\x1b[2J\r\u202eтекст\ttab", 80) == ["Банк\\x1b[2J\\r\\u202eтекст    tab"]
