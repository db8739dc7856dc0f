"""
What a file may cost: limits that an honest table does not feel and a hostile one cannot pass.

All are checked before a parser builds anything. The memory of one reading stays within the file's own limit,
`MAX_UNPACKED_BYTES`, and 256 MiB past it, whatever the file holds; and a small file that holds little takes little.
"""

from __future__ import annotations

from typing import Final

MIB: Final = 1 << 20

MAX_FILE_BYTES: Final = 100 * MIB
"""The file as it lies on disk; it is read whole, once."""
MAX_UNPACKED_BYTES: Final = 512 * MIB
"""What the parts that are read may unpack to, together."""
MAX_ENTRIES: Final = 10_000
"""Files inside of one archive, pictures included."""
MAX_RATIO: Final = 400
"""How many times a part over 1 MiB may grow; sheets of like rows were seen at 35."""
MAX_SMALL_PART_BYTES: Final = 32 * MIB
"""The parts that only describe the workbook: its list of sheets, styles, relationships."""
MAX_CELL_BYTES: Final = 4 * MIB
"""One cell, with its markup; an entry's text is at most 1 MiB."""
MAX_ROWS: Final = 1_048_576
"""The rows of a sheet, as in Excel."""
MAX_COLUMNS: Final = 16_384
"""The columns of a sheet, as in Excel."""
MAX_SHEETS: Final = 1_000
MAX_MERGED: Final = 100_000
"""Merged ranges of one sheet."""
MAX_FILLED: Final = 4_000_000
"""Cells that the merged ranges of one sheet cover together."""
MAX_CELLS: Final = 2_500_000
"""Cells of one sheet that have a value; a hundred thousand organizations in eight columns have 800,000."""
MAX_EMPTY_CELLS: Final = 4_000_000
"""Empty cells between those that have a value; more of them only where at least every tenth has one."""
MAX_STRINGS: Final = 2 * MAX_CELLS
"""Different texts in one book."""
MAX_REPEATED_BYTES: Final = 128 * MIB
"""Text of cells past the texts that the file holds: what comes from many cells that share one."""
MAX_COST: Final = MAX_UNPACKED_BYTES + 256 * MIB
"""The memory that one sheet may need while it is read, as `cost` estimates it."""

ROW_COST: Final = 150
CELL_COST: Final = 85
AREA_COST: Final = 24
TEXT_COST: Final = 2


def cost(*, rows: int, cells: int, area: int, text: int, unpacked: int = 0) -> int:
    """
    Estimate the memory in bytes that a sheet needs at its peak, measured, and rather too high than too low.

    *cells* have a value: each is one in the parser, then a Python string in a tuple. *area* is the rectangle around
    them, which the parser holds dense. *text* is counted in bytes of UTF-8 in all cells, a text that a thousand cells
    share a thousand times. *unpacked* are the bytes that are held while it is read.
    """
    return ROW_COST * rows + CELL_COST * cells + AREA_COST * area + TEXT_COST * text + unpacked
