"""The versions that the tables have had."""

from __future__ import annotations

from typing import Final

__all__ = ["CURRENT", "KNOWN"]

KNOWN: Final = ("0001",)
"""The ids of the migrations, oldest first; said here too, for a reader of the store never loads Alembic."""
CURRENT: Final = KNOWN[-1]
"""The one that this version of the library reads and writes."""
