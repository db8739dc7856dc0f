"""SQLite's own check of its file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from multibuh_backends.sql.prepared import Query

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Driver

__all__ = ["integrity_faults", "undamaged"]

_INTEGRITY: Final = Query(text("PRAGMA integrity_check"), ())
_FOREIGN_KEYS: Final = Query(text("PRAGMA foreign_key_check"), ())


def integrity_faults(driver: Driver) -> Iterator[str]:
    """Check pages, indexes, types and foreign keys; a bit that flipped inside a text is not seen by it."""
    for (line,) in driver.rows(_INTEGRITY):
        if line != "ok":
            yield f"Файл базы: {line}"
    for table, _, parent, _ in driver.rows(_FOREIGN_KEYS):
        yield f"Таблица {table}: строка ссылается на то, чего нет в таблице {parent}."


def undamaged(data: bytes) -> str:
    """Return stored bytes as text, whatever became of them: what is no UTF-8 becomes lone surrogates."""
    return data.decode("utf-8", "surrogateescape")
