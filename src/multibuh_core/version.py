"""The version that a change is based on (L5)."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal, TypeAlias

from multibuh_core.errors import InvalidInputError

__all__ = ["OVERWRITE", "ExpectedVersion"]


class _Overwrite(Enum):
    OVERWRITE = "overwrite"

    def __repr__(self) -> str:
        return self.name


OVERWRITE: Final = _Overwrite.OVERWRITE
"""Whatever the version is: said out loud by a caller who means to lose what others wrote."""

ExpectedVersion: TypeAlias = int | Literal[_Overwrite.OVERWRITE]
"""The number of the version that the caller has read (0: never written), or `OVERWRITE`."""


def checked_expected(value: object) -> ExpectedVersion:
    """Return the expected version, refused unless it is `OVERWRITE` or an integer from 0."""
    if value is OVERWRITE:
        return OVERWRITE
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        rule = "нужно целое число от 0 (0 — ещё не записано) или OVERWRITE. Передайте version прочитанного."
        raise InvalidInputError("expected_version", value, rule)
    return value
