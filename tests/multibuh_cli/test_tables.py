"""Tables in eighty columns."""

from __future__ import annotations

from tests.multibuh_cli.shell import INN, Shell

LONG = "Общество с ограниченной ответственностью «Научно-производственное объединение Сибирские самоцветы»"


def widest(text: str) -> int:
    """Return the length of the longest line."""
    return max(map(len, text.splitlines()))


def test_long_names_fold(shell: Shell) -> None:
    """A long name takes several lines; none is wider than the terminal, and nothing of the name is lost."""
    shell.org(LONG, inn=INN)

    listed = shell("org", "list")

    assert widest(listed) <= 80
    words = {word for line in listed.splitlines() for word in line.split()}
    assert set(LONG.split()) <= words


def test_every_table_fits(shell: Shell) -> None:
    """The tables of directories and of history fit too, a name without spaces broken."""
    shell.org(inn=INN)
    shell.directory("Щ" * 200, "--card")
    shell("--user", "ы" * 100, "write", "Щ" * 200, INN, "слово " * 40)

    assert widest(shell("dir", "list")) <= 80
    assert widest(shell("history", "Щ" * 200, INN)) <= 80


def test_piped_table_has_no_styles(shell: Shell) -> None:
    """What is piped holds no escape sequences and no spaces at the ends of lines."""
    shell.org(inn=INN)

    listed = shell("org", "list")

    assert "\x1b" not in listed
    assert all(line == line.rstrip() for line in listed.splitlines())


def test_names_cannot_style_the_terminal(shell: Shell) -> None:
    """An escape sequence in a name is shown, not obeyed; brackets are no markup."""
    shell.org("Рога\x1b[31m [bold]и[/bold] :smile:")

    assert "Рога\\x1b[31m [bold]и[/bold] :smile:" in " ".join(shell("org", "list").split())
