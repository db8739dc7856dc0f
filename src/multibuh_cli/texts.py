"""Texts of entries: wrapped for the terminal, their own lines and lists kept."""

from __future__ import annotations

import re
import shutil
import textwrap
from typing import TYPE_CHECKING, Final

from multibuh_cli.output import bold, dim, moment, printable, say, size

if TYPE_CHECKING:
    from multibuh_core import Attachment, Entry

__all__ = ["say_entry", "say_wrapped"]

_WIDEST: Final = 100
"""Longer lines are hard to read, however wide the terminal is."""
_NARROWEST: Final = 30
_LEAD: Final = re.compile(r"[ \t]*(?:[-*+•—] +|\d{1,3}[.)] +|> ?)?")


def say_wrapped(text: str, *, indent: str = "") -> None:
    """Write *text*, each of its lines wrapped, what is wrapped of a list's point standing under its point."""
    width = max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))
    for line in printable(text.replace("\r\n", "\n"), keep="\n\t").split("\n"):
        spaced = line.expandtabs(4).rstrip()
        lead = _LEAD.match(spaced)
        hanging = " " * len(lead.group()) if lead else ""
        if len(hanging) > width // 2:
            hanging = ""
        say(
            textwrap.fill(
                spaced,
                width,
                initial_indent=indent,
                subsequent_indent=indent + hanging,
                break_on_hyphens=False,
                replace_whitespace=False,
                drop_whitespace=True,
            )
        )


def say_entry(title: str, entry: Entry) -> None:
    """Write an entry: its title, who wrote it and when, the text, the files."""
    say(bold(printable(title)))
    if entry.updated_at is not None:
        say(dim(f"{printable(entry.updated_by or '')}, {moment(entry.updated_at)}, версия {entry.version}"))
    if entry.text:
        say_wrapped(entry.text.rstrip("\n"), indent="  ")
    for attachment in entry.attachments:
        say_attachment(attachment)


def say_attachment(attachment: Attachment) -> None:
    """Write one file of an entry, with the id that `multibuh fetch` asks for."""
    say_wrapped(f"Файл: {attachment.name} ({size(attachment.size)})", indent="  ")
    say(f"        id {attachment.id}")
