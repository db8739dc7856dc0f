"""A console for the documents: runs `multibuh` inside this process, and knows what of an answer always differs."""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from typing import Final
from unittest.mock import patch

__all__ = ["Console"]

_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIMES: Final = (
    (re.compile(r"\d\d\.\d\d\.\d{4} \d\d:\d\d"), "15.01.2026 12:00"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00"), "2026-01-15T09:00:00.000000+00:00"),
)
_PROMPT: Final = "$ "
_ELIDED: Final = "..."


class Console:
    """A reader who types what a document shows: the variables exported, and the ids that differ for each reader."""

    def __init__(self) -> None:
        """Begin in the present folder, with nothing exported."""
        self._environment = {"COLUMNS": "80", "NO_COLOR": "1"}
        self._real_ids: dict[str, str] = {}
        self._code = 0

    def run(self, block: str) -> tuple[str, str]:
        """Run the commands of a block; return the block and what came of it, both with the same ids and times."""
        shown, got = [], []
        for command, answer in _commands(block):
            printed = self._answer(command)
            self._learn_ids(answer, printed)
            shown.append(f"{_PROMPT}{command}\n{_with_same_times(answer)}")
            got.append(f"{_PROMPT}{command}\n{_elided_as(_with_same_times(answer), self._as_shown(printed))}")
        return "".join(shown), "".join(got)

    def _answer(self, command: str) -> str:
        if command == "echo $?":
            return f"{self._code}\n"
        program, *arguments = shlex.split(self._with_real_ids(command.replace("\\\n", " ")))
        if program == "export":
            self._environment |= dict(argument.split("=", 1) for argument in arguments)
            return ""
        if program != "multibuh":
            message = f"the documents' console does not know {program}"
            raise ValueError(message)
        from multibuh_cli.app import main

        printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with patch.dict(os.environ, self._environment), redirect_stdout(printed), redirect_stderr(printed):
            self._code = main(arguments)
        return printed.buffer.getvalue().decode()

    def _learn_ids(self, answer: str, printed: str) -> None:
        self._real_ids |= dict(zip(_ID.findall(answer), _ID.findall(printed), strict=False))

    def _with_real_ids(self, command: str) -> str:
        return _ID.sub(lambda found: self._real_ids[found.group()], command)

    def _as_shown(self, printed: str) -> str:
        shown = {real: in_document for in_document, real in self._real_ids.items()}
        return _with_same_times(_ID.sub(lambda found: shown.get(found.group(), found.group()), printed))


def _commands(block: str) -> Iterator[tuple[str, str]]:
    """Give each command of a block, its continued lines included, and the answer shown below it."""
    for part in re.split(rf"^{re.escape(_PROMPT)}", block, flags=re.MULTILINE)[1:]:
        found = re.match(r"(?:.*\\\n)*.*\n?", part)
        command = found.group() if found else ""
        yield command.rstrip("\n"), part[len(command) :]


def _with_same_times(text: str) -> str:
    for pattern, same in _TIMES:
        text = pattern.sub(same, text)
    return text


def _elided_as(answer: str, printed: str) -> str:
    """Return *printed* with `...` for the lines that *answer* leaves out, where the rest of it agrees."""
    lines = [r"(?:.*\n)*?" if line == _ELIDED else re.escape(line) + "\n" for line in answer.splitlines()]
    agrees = _ELIDED in answer.splitlines() and re.fullmatch("".join(lines), printed)
    return answer if agrees else printed
