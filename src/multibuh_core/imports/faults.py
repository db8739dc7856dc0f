"""What a person has to be told of a table: all of it at once, each with its place."""

from __future__ import annotations

import attrs

__all__ = ["Fault", "Faults"]


@attrs.frozen
class Fault:
    """Something wrong or doubtful in a table, and where."""

    sheet: str
    """The sheet's name; empty for csv."""
    row: int
    """The row's number, as a spreadsheet program shows it."""
    column: str
    """The column's header; empty where the row as a whole is meant."""
    reason: str
    """The rule and the way out, for people."""


@attrs.define
class Faults:
    """The faults of one sheet, as they are found."""

    sheet: str
    rejected: list[Fault] = attrs.field(factory=list)
    """Why rows will not be imported; a row may stand here more than once."""
    warnings: list[Fault] = attrs.field(factory=list)
    """What was mended, joined or left alone."""

    def reject(self, row: int, column: str, reason: str) -> None:
        """Say why a row will not be imported."""
        self.rejected.append(Fault(self.sheet, row, column, reason))

    def warn(self, row: int, column: str, reason: str) -> None:
        """Say what was done with a row that is imported."""
        self.warnings.append(Fault(self.sheet, row, column, reason))

    def in_order(self) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
        """Return the rejections and the warnings, each by row; within a row as they were found."""
        return tuple(sorted(self.rejected, key=_row_of)), tuple(sorted(self.warnings, key=_row_of))


def _row_of(fault: Fault) -> int:
    return fault.row
