"""Numbers on the command line, refused in Russian."""

from __future__ import annotations

import typer

__all__ = ["counted", "whole"]


def whole(said: str) -> int:
    """Return a whole number, as ``-3``."""
    try:
        return int(said)
    except ValueError:
        message = f"нужно целое число, а не «{said}»"
        raise typer.BadParameter(message) from None


def counted(said: str) -> int:
    """Return a whole number from 0."""
    number = whole(said)
    if number < 0:
        message = f"нужно число от 0, а не «{said}»"
        raise typer.BadParameter(message)
    return number
