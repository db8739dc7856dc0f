"""Mending: tax numbers that a spreadsheet has spoiled."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from multibuh_core.tax_numbers import INN_LEGAL_ENTITY, INN_PERSON, is_inn, is_kpp

__all__ = ["Mended", "mended_inn", "mended_kpp", "mended_ogrn"]

_KPP_LENGTH: Final = 9
_FLOAT: Final = re.compile(r"([0-9]+)[.,]0+")
_EXPONENT: Final = re.compile(r"([0-9])[.,]([0-9]+)[eE]\+?([0-9]{1,2})")


class Mended(NamedTuple):
    """A number as it is understood, and what was done to it; whether it is right is for `tax_numbers` to say."""

    number: str
    changes: tuple[str, ...]
    """For people; empty where the cell held just the number."""


def mended_inn(cell: str) -> Mended:
    """Return the ИНН of a cell; a leading zero that was lost is put back where the check digits then agree."""
    return _mended(cell, lambda digits: len(digits) in {INN_LEGAL_ENTITY - 1, INN_PERSON - 1} and is_inn("0" + digits))


def mended_kpp(cell: str) -> Mended:
    """Return the КПП of a cell; of eight digits it is one that lost its leading zero."""
    return _mended(cell, lambda digits: len(digits) == _KPP_LENGTH - 1 and is_kpp("0" + digits))


def mended_ogrn(cell: str) -> Mended:
    """Return the ОГРН or ОГРНИП of a cell; none begins with a zero, so none has lost one."""
    return _mended(cell, lambda _: False)


def _mended(cell: str, has_lost_zero: Callable[[str], bool]) -> Mended:
    number = cell.strip()
    changes = []
    if not number.isdigit():
        if (squeezed := "".join(number.split())) != number:
            number = squeezed
            changes.append("убраны пробелы")
        if match := _FLOAT.fullmatch(number):
            number = match[1]
            changes.append("убрана дробная часть")
        elif (match := _EXPONENT.fullmatch(number)) and len(match[2]) == int(match[3]):
            # Only where all digits are there: a shorter one was rounded, and the rest is anybody's guess.
            number = match[1] + match[2]
            changes.append("раскрыта запись со степенью")
    if number.isascii() and number.isdigit() and has_lost_zero(number):
        number = "0" + number
        changes.append("возвращён ноль в начале")
    return Mended(number, tuple(changes))
