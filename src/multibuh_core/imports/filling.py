"""Filling: the texts that the rows of one organization hold for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multibuh_core.errors import InvalidInputError
from multibuh_core.imports.cells import BLANK, value_of
from multibuh_core.imports.plain import are_plain
from multibuh_core.names import checked_text

if TYPE_CHECKING:
    from multibuh_core.imports.columns import Columns
    from multibuh_core.imports.faults import Faults
    from multibuh_core.imports.group import Group
    from multibuh_core.imports.table import Row

__all__ = ["fill"]


def fill(group: Group, columns: Columns, faults: Faults) -> bool:
    """
    Fill in the texts of a group and where they come from, if they are not yet; tell whether rows are left in it.

    A row with a text that cannot be kept is rejected and leaves the group. Equal cells of several rows count once;
    different ones become the lines of one text, in the order of the rows, with a warning.
    """
    if group.is_filled:
        return True
    group.members = [member for member in group.members if _can_be_kept(member.row, columns, faults)]
    if len(group.members) == 1:
        row = group.members[0].row
        cells = row.cells
        group.texts = ["" if (text := cells[at].strip()) in BLANK else text for at in columns.directories]
        group.rows = (row.number,) * len(group.texts)
    elif group.members:
        _join(group, columns, faults)
    group.is_filled = bool(group.members)
    return group.is_filled


def _can_be_kept(row: Row, columns: Columns, faults: Faults) -> bool:
    if are_plain([row.cells[at] for at in columns.directories]):
        return True
    rejected = len(faults.rejected)
    for at in columns.directories:
        try:
            checked_text("text", row.cells[at])
        except InvalidInputError as error:
            faults.reject(row.number, columns.headers[at], str(error))
    return len(faults.rejected) == rejected


def _join(group: Group, columns: Columns, faults: Faults) -> None:
    rows = sorted((member.row for member in group.members), key=lambda row: row.number)
    texts: list[str] = []
    first_rows: list[int] = []
    for at in columns.directories:
        lines: dict[str, int] = {}
        for row in rows:
            if text := value_of(row.cells[at]):
                lines.setdefault(text, row.number)
        joined, numbers = "\n".join(lines), list(lines.values()) or [rows[0].number]
        try:
            checked_text("text", joined)
        except InvalidInputError as error:
            for row in rows:
                faults.reject(row.number, columns.headers[at], f"{error} Здесь сложены строки одной организации.")
            group.members = []
            return
        if len(lines) > 1:
            listed = ", ".join(map(str, numbers))
            reason = f"у одной организации разные значения (строки {listed}): они стали строками одного текста."
            faults.warn(numbers[0], columns.headers[at], reason)
        texts.append(joined)
        first_rows.append(numbers[0])
    group.texts = texts
    group.rows = tuple(first_rows)
