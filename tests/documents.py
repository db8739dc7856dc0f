"""How the README and the docs are run: each block in order, and what it printed against what the document shows."""

from __future__ import annotations

from contextlib import redirect_stdout
from difflib import unified_diff
from io import StringIO

from sybil import Example
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.myst import CodeBlockParser, SkipParser
from sybil.typing import Parser

from tests.console import Console

__all__ = ["ON_A_SERVER", "document_parsers"]

ON_A_SERVER = "on-a-server"
"""The word of the comment before a block that needs a PostgreSQL server."""
_PRINTED = "_printed"
_CONSOLE = "_console"


def document_parsers(*, on_a_server: bool = False) -> list[Parser]:
    """
    Return what finds the blocks that are run, and the comments that leave one out.

    A block ``python`` is run; a block ``output`` behind it holds what it prints. A block ``console`` holds commands
    behind ``$``, each with what it answers. What stands behind ``% on-a-server: next``, or between ``start`` and
    ``end``, is left out, and run *on_a_server* by `tests/test_documents_on_a_server.py`, with all else of its document.
    """
    parsers: list[Parser] = [
        CodeBlockParser("python", PrintingEvaluator()),
        CodeBlockParser("output", compare_printed),
        CodeBlockParser("console", run_console),
        SkipParser(),
    ]
    return parsers if on_a_server else [*parsers, OnAServerParser()]


class OnAServerParser(SkipParser):
    """Finds the comments before what needs a server; they read as those that skip."""

    directive = ON_A_SERVER


class PrintingEvaluator(PythonEvaluator):
    """Runs a block of Python and keeps what it printed."""

    def __call__(self, example: Example) -> None:
        """Run the block."""
        with redirect_stdout(StringIO()) as printed:
            super().__call__(example)
        example.namespace[_PRINTED] = printed.getvalue()


def compare_printed(example: Example) -> str | None:
    """Compare a block ``output`` with what the block of Python before it printed."""
    return difference(example.parsed, example.namespace.pop(_PRINTED, ""))


def run_console(example: Example) -> str | None:
    """Run the commands of a block, and compare the whole of what it shows with what they answer."""
    console = example.namespace.setdefault(_CONSOLE, Console())
    return difference(*console.run(example.parsed))


def difference(shown: str, printed: str) -> str | None:
    """Return what a reader of the document would not have got, or None where the two agree."""
    if shown.rstrip("\n") == printed.rstrip("\n"):
        return None
    lines = unified_diff(shown.splitlines(), printed.splitlines(), "in the document", "printed", lineterm="")
    return "\n".join(lines)
