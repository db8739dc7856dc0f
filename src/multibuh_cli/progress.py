"""Progress of long work: a bar on a terminal, nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Stages", "stages"]

Tell = Callable[[int, int], None]
"""Called with what is done and the total."""
Stages = Callable[[str], Tell | None]
"""Called at the start of each stage with its name; gives what is to be called as the stage goes on."""


@contextmanager
def stages() -> Iterator[Stages]:
    """Give what begins a stage; the bar goes to stderr, and is gone when the work is done."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)

        def begin(name: str) -> Tell:
            progress.reset(task, total=None, description=name)
            return lambda done, total: progress.update(task, completed=done, total=total)

        yield begin
