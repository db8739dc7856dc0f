"""Tables that fit the terminal: long names fold, nothing is cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from multibuh_cli.output import has_colour, printable, say

__all__ = ["Column", "show_table"]

Column = tuple[str, bool]
"""A header, and whether its cells may fold."""


def show_table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Write a table as wide as the terminal, 80 columns where there is none."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(color_system="auto" if has_colour() else None, highlight=False, markup=False, emoji=False)
    table = Table(box=SIMPLE, pad_edge=False, show_edge=False, header_style="bold")
    for header, folds in columns:
        table.add_column(Text(header), overflow="fold", no_wrap=not folds)
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        say(line.rstrip())
