"""What goes to the terminal: safe, in UTF-8, and without colour where nobody looks."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

__all__ = ["bold", "dim", "moment", "plural", "printable", "say", "say_document", "say_documents", "say_error", "size"]

_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSAFE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_KIBI: Final = 1024


def printable(text: str, *, keep: str = "") -> str:
    """Return *text* with what would act on a terminal escaped: control (but those in *keep*) and bidi characters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in keep or not _is_unsafe(c) else c.encode("unicode_escape").decode("ascii") for c in text)


def _is_unsafe(character: str) -> bool:
    return unicodedata.category(character) in _UNSAFE or character in _BIDI


def use_utf8() -> None:
    """Write UTF-8 whatever the locale is; what has no form in it is escaped, not fatal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """Write a line to people."""
    sys.stdout.write(text + "\n")


def say_error(text: str) -> None:
    """Write a line about what went wrong."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")


def say_document(record: object) -> None:
    """Write one document of `serialization`."""
    from multibuh_core.serialization import dumps

    say(dumps(record).decode())


def say_documents(records: Iterable[object]) -> None:
    """Write an array of documents, one a line."""
    from multibuh_core.serialization import dumps

    say("[" + ",\n".join(dumps(record).decode() for record in records) + "]")


def say_value(value: Any) -> None:
    """Write plain data as JSON, in the same form as the documents."""
    from multibuh_core.serialization.json_text import to_json

    say(to_json(value).decode())


def has_colour() -> bool:
    """Tell whether the output goes to a terminal that shows styles, and nobody said no."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def bold(text: str) -> str:
    """Return *text* bold where there is a terminal."""
    return f"\x1b[1m{text}\x1b[0m" if has_colour() else text


def dim(text: str) -> str:
    """Return *text* in a lighter shade where there is a terminal."""
    return f"\x1b[2m{text}\x1b[0m" if has_colour() else text


def moment(at: datetime) -> str:
    """Return a time as people here read it, in the machine's own zone."""
    return f"{at.astimezone():%d.%m.%Y %H:%M}"


def size(count: int) -> str:
    """Return a number of bytes in the unit that suits it."""
    if count < _KIBI:
        return plural(count, "байт", "байта", "байт")
    number = float(count)
    for unit in ("КиБ", "МиБ"):
        number /= _KIBI
        if number < _KIBI:
            return f"{number:.1f} {unit}".replace(".", ",")
    return f"{number / _KIBI:.1f} ГиБ".replace(".", ",")


def plural(count: int, one: str, few: str, many: str) -> str:
    """Return the number with its noun, as «1 строка», «2 строки», «5 строк»."""
    if count % 100 in {11, 12, 13, 14}:
        word = many
    elif count % 10 == 1:
        word = one
    else:
        word = few if count % 10 in {2, 3, 4} else many
    return f"{count} {word}"
