"""The program on a terminal of eighty columns."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.multibuh_cli.shell import INN, Shell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

STYLE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\r")
CLIENTS = Path(__file__).parents[2] / "examples" / "clients.xlsx"


def on_a_terminal(*arguments: str, **env: str) -> str:
    """Run the program on a terminal; return what it shows, styles too."""
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}}
    command = [sys.executable, "-m", "multibuh_cli", *arguments]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env={**environment, "TERM": "xterm", **env}
    ):
        os.close(theirs)
        shown = b""
        while True:
            try:
                shown += (chunk := os.read(ours, 65_536))
            except OSError:  # Linux ends a terminal so
                break
            if not chunk:
                break
    os.close(ours)
    return shown.decode()


def test_titles_are_bold_and_lines_fit(shell: Shell) -> None:
    """On a terminal titles stand out, and no line is wider than it; with NO_COLOR nothing stands out."""
    shell.org(inn=INN)
    shell.directory("Карта", "--card")
    shell("write", "Карта", INN, "Документы просим у Ольги до десятого числа. " * 10)

    shown = on_a_terminal("card", INN)

    assert "\x1b[1mКарта\x1b[0m" in shown
    assert max(map(len, STYLE.sub("", shown).splitlines())) <= 80
    assert "\x1b" not in on_a_terminal("card", INN, NO_COLOR="1")


def test_progress_is_shown_and_gone(shell: Shell) -> None:
    """On a terminal an import shows its stages, and leaves the review alone on the screen."""
    columns = ["--organization", "Организация", "--inn", "ИНН", "--directory", "Банк"]
    shown = on_a_terminal("import", str(CLIENTS), *columns)

    assert "Читаю таблицу" in shown
    assert "clients.xlsx: записано" in shown
    assert len(shell.json("org", "list")) == 19
