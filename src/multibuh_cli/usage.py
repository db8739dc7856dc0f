"""Wrong usage: what Typer says of it, in Russian."""

from __future__ import annotations

import re
from typing import Any, Final

import typer

from multibuh_cli.output import printable

__all__ = ["WrongUsageError", "told"]


class WrongUsageError(typer.TyperException):
    """The command line cannot be meant so; exit 2."""

    exit_code = 2

    def __init__(self, message: str, ctx: typer.Context | None = None) -> None:
        super().__init__(message)
        self.ctx = ctx


_SAYINGS: Final = (
    (r"No such option: -", "что начинается с «-», а не ключ, ставят после --"),
    (r"No such option: (?P<what>.+?)(?: \(Possible options: (?P<near>.+)\))?", "нет ключа {what}"),
    (r"No such command '(?P<what>.*?)'\.?(?: Did you mean (?P<near>.+)\?)?", "нет команды {what}"),
    (r"Missing command\.", "не сказано, какая команда"),
    (r"Missing argument '(?P<what>[^']+)'.*", "не хватает аргумента {what}"),
    (r"Missing option '(?P<what>[^']+)'.*", "нужен ключ {what}"),
    (r"Option '?(?P<what>\S+?)'? requires an argument\.?", "после {what} нужно значение"),
    (r"Option '?(?P<what>\S+?)'? does not take a value\.?", "после {what} значения не бывает"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<what>.*)\)", "лишнее в команде: {what}"),
    (r"Invalid value for '(?P<what>[^']+)'(?: / '[^']+')*: (?P<value>.*)", "{what}: {value}"),
)


def told(error: typer.TyperException) -> str:
    """Return what is wrong, and where the help is."""
    said = " ".join(error.format_message().split())
    for pattern, russian in _SAYINGS:
        if (found := re.fullmatch(pattern, said)) is not None:
            parts = found.groupdict()
            near = parts.pop("near", None)
            said = russian.format(**parts) + (f" (есть {near.replace(chr(39), '')})" if near else "")
            break
    said = printable(said[:1].upper() + said[1:]).rstrip(".")
    return f"{said}. Справка: {_path(error)} --help"


def _path(error: Any) -> str:
    """Return the command that was called, as ``multibuh org``."""
    context = getattr(error, "ctx", None)
    return "multibuh" if context is None else str(context.command_path)
