"""Wrong usage, told in Russian."""

from __future__ import annotations

import pytest

from tests.multibuh_cli.shell import Shell


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["crad"], "Нет команды crad (есть card). Справка: multibuh --help"),
        (["org", "lst"], "Нет команды lst (есть list). Справка: multibuh org --help"),
        (["org"], "Не сказано, какая команда. Справка: multibuh org --help"),
        (["card"], "Не хватает аргумента ОРГАНИЗАЦИЯ. Справка: multibuh card --help"),
        (["card", "a", "b"], "Лишнее в команде: b. Справка: multibuh card --help"),
        (["card", "a", "--jsn"], "Нет ключа --jsn (есть --json). Справка: multibuh card --help"),
        (["card", "a", "--json=1"], "После --json значения не бывает. Справка: multibuh card --help"),
        (["--firm"], "После --firm нужно значение. Справка: multibuh --help"),
        (["dir", "transfer", "a"], "Нужен ключ --to. Справка: multibuh dir transfer --help"),
        (
            ["dir", "create", "a", "--position", "x"],
            "--position: нужно целое число, а не «x». Справка: multibuh dir create --help",
        ),
        (
            ["write", "a", "b", "c", "--expect", "-1"],
            "--expect: нужно число от 0, а не «-1». Справка: multibuh write --help",
        ),
        (["restore", "a", "b", "c"], "ВЕРСИЯ: нужно целое число, а не «c». Справка: multibuh restore --help"),
        (["card", "a\x1b[2J", "b\x1b[2J"], "Лишнее в команде: b\\x1b[2J. Справка: multibuh card --help"),
    ],
)
def test_wrong_usage_is_one_line_in_russian(bare: Shell, arguments: list[str], line: str) -> None:
    """What cannot be meant ends with exit 2 and one line: what is wrong, and where the help is."""
    assert bare.wrong(*arguments) == line


def test_undecodable_argument_is_wrong_usage(bare: Shell) -> None:
    """An argument that is no UTF-8 is refused before anything is looked for."""
    assert bare.wrong("card", "\udcff") == "\\udcff: это не UTF-8. Справка: multibuh --help"
