"""The program `multibuh`: from a command line to an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from multibuh_cli.collector import late_collector

__all__ = ["main"]

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
INTERRUPTED, BROKEN_PIPE = 130, 141
"""As shells say it: 128 and the signal's number."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 done, 1 refused (one line on stderr), 2 wrong usage."""
    try:
        with late_collector():
            code = _run(sys.argv[1:] if arguments is None else list(arguments))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _stop_writing()
        return BROKEN_PIPE
    return code


def _run(arguments: list[str]) -> int:
    try:
        import typer

        from multibuh_cli.program import program
    except ModuleNotFoundError as error:
        sys.stderr.write(f"Не хватает библиотеки {error.name}: pip install 'multibuh[cli]'\n")
        return REFUSED
    from multibuh_cli import output, usage

    output.use_utf8()
    try:
        for argument in arguments:
            _check_characters(argument)
        with program().make_context("multibuh", arguments or ["--help"]) as ctx:
            ctx.command.invoke(ctx)
    except typer.Exit as done:
        return done.exit_code
    except typer.TyperException as error:
        output.say_error(usage.told(error))
        return error.exit_code
    except Exception as error:
        if (line := _refusal(error)) is None:
            raise
        output.say_error(line)
        return REFUSED
    return DONE


def _check_characters(argument: str) -> None:
    from multibuh_cli.usage import WrongUsageError

    if any("\ud800" <= character <= "\udfff" for character in argument):
        message = f"{argument}: это не UTF-8"
        raise WrongUsageError(message)


def _refusal(error: Exception) -> str | None:
    """Return the line for what is refused, or None for a fault of our own."""
    from multibuh_cli.refusals import RefusedError, told
    from multibuh_core import MultibuhError

    return told(error) if isinstance(error, MultibuhError | RefusedError) else None


def _stop_writing() -> None:
    """Let what is still buffered go nowhere: whoever read it has gone, and Python would complain at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
