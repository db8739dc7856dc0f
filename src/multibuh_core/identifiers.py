"""Identifiers: the library's own ids, and the ids that the host gives to firms and users."""

from __future__ import annotations

import os
import time
import unicodedata
from typing import Final

from multibuh_core.errors import InvalidInputError

__all__ = ["checked_host_id", "new_id"]

_MAX_HOST_ID: Final = 128
_CONTROL: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def new_id() -> str:
    """
    Return a new UUIDv7 as text (RFC 9562): 48 bits of milliseconds, then 74 random bits.

    No counter is shared, so that an id tells nothing of what others made at the same time (L1).
    """
    value = int.from_bytes(os.urandom(10), "big") | (time.time_ns() // 1_000_000 << 80)
    value = value & ~(0xF000 << 64) | (0x7000 << 64)
    value = value & ~(0xC000 << 48) | (0x8000 << 48)
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def checked_host_id(field: str, value: object) -> str:
    """
    Return the host's id of a firm or a user, refused unless it is fit to be compared by code point; never repaired.

    The rule: 1 to 128 characters, NFC, no control characters, no outer spaces.
    """
    if not isinstance(value, str):
        raise InvalidInputError(field, value, "нужна строка. Передайте идентификатор текстом.")
    if not 1 <= len(value) <= _MAX_HOST_ID:
        raise InvalidInputError(
            field, value, f"нужно от 1 до {_MAX_HOST_ID} знаков. Передайте идентификатор такой длины."
        )
    if value.isascii() and value.isprintable():
        if value[0] == " " or value[-1] == " ":
            raise InvalidInputError(field, value, "пробелы по краям не допускаются. Уберите их.")
        return value
    if any(unicodedata.category(character) in _CONTROL for character in value):
        raise InvalidInputError(field, value, "управляющие знаки не допускаются. Уберите их.")
    if value != value.strip():
        raise InvalidInputError(field, value, "пробелы по краям не допускаются. Уберите их.")
    if not unicodedata.is_normalized("NFC", value):
        raise InvalidInputError(field, value, "нужна форма Unicode NFC. Передайте unicodedata.normalize('NFC', …).")
    return value
