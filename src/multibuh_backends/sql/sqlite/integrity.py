"""SQLite's own check of its file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Driver

__all__ = ["integrity_faults", "undamaged"]


def integrity_faults(driver: Driver) -> Iterator[str]:
    """Check pages, indexes, types and foreign keys; a bit that flipped inside a text is not seen by it."""
    for (line,) in driver.pragma("integrity_check"):
        if line != "ok":
            yield f"Файл базы: {line}"
    for table, _, parent, _ in driver.pragma("foreign_key_check"):
        yield f"Таблица {table}: строка ссылается на то, чего нет в таблице {parent}."


def undamaged(data: bytes) -> str:
    """Return stored bytes as text, whatever became of them: what is no UTF-8 becomes lone surrogates."""
    return data.decode("utf-8", "surrogateescape")
