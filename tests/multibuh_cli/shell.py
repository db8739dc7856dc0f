"""A shell to try the program in: one store, the answers kept apart, the exit code always looked at."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from multibuh_cli.app import main

__all__ = ["Shell"]

INN, KPP = "7707083893", "773601001"


class Shell:
    """The program on a store in a folder of its own, as Anna of the firm fintrust."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.store = f"sqlite:///{(folder / 'firm.db').as_posix()}"
        self._capsys = capsys
        self._patch = patch
        patch.chdir(folder)
        patch.setenv("COLUMNS", "80")
        for name, value in (("STORE", self.store), ("FIRM", "fintrust"), ("USER", "anna")):
            patch.setenv(f"MULTIBUH_{name}", value)

    def run(self, *arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        """Run one command; return its exit code, and what it wrote to stdout and to stderr."""
        self._capsys.readouterr()
        self._patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin), isatty=lambda: False))
        code = main(arguments)
        return code, *self._capsys.readouterr()

    def __call__(self, *arguments: str, stdin: bytes = b"") -> str:
        """Run a command that must be done; return what it wrote to stdout."""
        code, out, err = self.run(*arguments, stdin=stdin)
        assert (code, err) == (0, "")
        return out

    def refused(self, *arguments: str, stdin: bytes = b"") -> str:
        """Run a command that must be refused without an answer; return its one line."""
        code, out, err = self.run(*arguments, stdin=stdin)
        assert (code, out, err.count("\n")) == (1, "", 1)
        return err.rstrip("\n")

    def wrong(self, *arguments: str) -> str:
        """Run a command that is no command; return its one line."""
        code, out, err = self.run(*arguments)
        assert (code, out, err.count("\n")) == (2, "", 1)
        return err.rstrip("\n")

    def json(self, *arguments: str) -> Any:
        """Return the JSON that a command writes."""
        return json.loads(self(*arguments, "--json"))

    def org(self, name: str = "ООО «Ромашка»", **numbers: str) -> str:
        """Add an organization; return its id."""
        options = [part for option, number in numbers.items() for part in (f"--{option}", number)]
        return self("org", "add", name, *options).rstrip("\n").rpartition("id ")[2]

    def directory(self, name: str = "Карта", *options: str) -> str:
        """Create a directory; return its id."""
        return self("dir", "create", name, *options).rstrip("\n").rpartition("id ")[2]
