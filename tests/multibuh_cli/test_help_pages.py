"""`--help`."""

from __future__ import annotations

import re

import pytest

from tests.multibuh_cli.shell import Shell

COMMANDS = [
    "init",
    "import",
    "card",
    "org add",
    "org list",
    "org show",
    "org archive",
    "dir create",
    "dir list",
    "dir publish",
    "dir transfer",
    "dir hand-over",
    "write",
    "show",
    "history",
    "restore",
    "attach",
    "fetch",
    "check",
    "gc",
    "copy",
]
ENGLISH = re.compile(r"Usage|Options|Arguments|Commands|required|default|env var|Show this|<str>|TEXT|INTEGER")


def test_first_page_names_every_command(bare: Shell) -> None:
    """The first page names each command, and is what one sees without any argument."""
    page = bare("--help")

    assert page == bare()
    for command in COMMANDS:
        assert re.search(rf"^  {command.split()[0]} ", page, re.MULTILINE)


def test_first_page_says_for_whom_it_is(bare: Shell) -> None:
    """The help says that the program is for whoever may read the store anyway, and that --user is no login."""
    page = " ".join(bare("--help").split())

    assert "для того, кому и так доступно само хранилище" in page
    assert "--user не вход с паролем" in page


@pytest.mark.parametrize("command", ["", "org", "dir", *COMMANDS])
def test_page_is_russian_and_fits(bare: Shell, command: str) -> None:
    """Each page is in Russian from its first line on, and fits in eighty columns."""
    page = bare(*command.split(), "--help")

    assert page.startswith(f"Как вызвать: multibuh {command}".rstrip())
    assert not ENGLISH.search(page)
    assert max(map(len, page.splitlines())) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_page_of_a_command_has_an_example(bare: Shell, command: str) -> None:
    """Each command shows how it is typed."""
    page = bare(*command.split(), "--help")

    _, _, examples = page.partition("Пример")
    assert re.search(rf"^    multibuh (--\S+ (sqlite:\S+ )?)?{command}", examples, re.MULTILINE)
