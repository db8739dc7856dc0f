"""Reading: from the rows of a table to what they say of their organizations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from multibuh_core.errors import InvalidInputError

if TYPE_CHECKING:
    from multibuh_core.imports.identities import Identity, IdentityReader
    from multibuh_core.imports.table import Table

__all__ = ["read_rows"]


def read_rows(table: Table, reader: IdentityReader, met: Callable[[], None]) -> list[Identity]:
    """
    Return what the rows of *table* say, but for those that are rejected; *met* is called for each row.

    Raises:
        InvalidInputError: If the table has no rows, or a row has not as many cells as there are headers.
    """
    if not table.rows:
        rule = "в таблице нет ни одной строки. Проверьте лист и строку заголовков."
        raise InvalidInputError("table", table.sheet, rule)
    width = len(table.headers)
    said = []
    for row in table.rows:
        met()
        if len(row.cells) != width:
            rule = f"в строке {row.number} ячеек {len(row.cells)}, а заголовков {width}. Исправьте таблицу."
            raise InvalidInputError("table", table.sheet, rule)
        if (identity := reader.read(row)) is not None:
            said.append(identity)
    return said
