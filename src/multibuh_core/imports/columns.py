"""Columns: where in a table stands what the mapping speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from multibuh_core.errors import InvalidInputError, shown
from multibuh_core.names import checked_characters, fold

if TYPE_CHECKING:
    from multibuh_core.imports.mapping import ImportMapping
    from multibuh_core.imports.table import Table

__all__ = ["Columns"]


@attrs.frozen(kw_only=True)
class Columns:
    """The places of the mapping's columns in the rows of one table."""

    headers: tuple[str, ...]
    name: int | None
    inn: int | None
    kpp: int | None
    ogrn: int | None
    external_ids: tuple[tuple[str, int], ...]
    """Each system with its place, in the mapping's order."""
    directories: tuple[int, ...]
    """In the order of the mapping's directories."""

    @classmethod
    def located(cls, table: Table, mapping: ImportMapping) -> Columns:
        """
        Return where in *table* the columns of *mapping* are.

        Raises:
            InvalidInputError: For columns that are not there, with those there are; for a name that two columns bear.
        """
        places: dict[str, list[int]] = {}
        for at, header in enumerate(table.headers):
            places.setdefault(fold(checked_characters("column", header)), []).append(at)
        _refuse_unknown([column for column in mapping.columns if fold(column) not in places], table)

        def place(column: str) -> int:
            found = places[fold(column)]
            if len(found) > 1:
                rule = f"в таблице таких столбцов {len(found)}. Дайте им разные названия в файле."
                raise InvalidInputError("column", column, rule)
            return found[0]

        def optional(column: str | None) -> int | None:
            return None if column is None else place(column)

        return cls(
            headers=table.headers,
            name=optional(mapping.name),
            inn=optional(mapping.inn),
            kpp=optional(mapping.kpp),
            ogrn=optional(mapping.ogrn),
            external_ids=tuple((system, place(column)) for system, column in mapping.external_ids.items()),
            directories=tuple(place(one.column) for one in mapping.directories),
        )

    def header(self, at: int | None) -> str:
        """Return the header at a place, as the table writes it; ``""`` for none."""
        return "" if at is None else self.headers[at]


def _refuse_unknown(unknown: list[str], table: Table) -> None:
    if unknown:
        there = ", ".join(shown(header) for header in table.headers if header)
        what = "такого столбца" if len(unknown) == 1 else "таких столбцов"
        raise InvalidInputError("column", ", ".join(unknown), f"в таблице нет {what}. Есть: {there}.")
