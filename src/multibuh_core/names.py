"""Names and texts: how they are tidied, compared and limited."""

from __future__ import annotations

import unicodedata
from typing import Final

from multibuh_core.errors import InvalidInputError

__all__ = ["checked_name", "checked_text", "fold", "tidy"]

MAX_NAME: Final = 255
MAX_ORGANIZATION_NAME: Final = 1_000
MAX_DESCRIPTION: Final = 4_000
MAX_TEXT_BYTES: Final = 1 << 20


def tidy(value: str) -> str:
    """Return *value* in NFC, trimmed, every run of whitespace (no-break spaces too) as one space."""
    return " ".join(unicodedata.normalize("NFC", value).split())


def fold(value: str) -> str:
    """
    Return what a name is ordered and compared by: tidied and casefolded, to be compared by code point.

    Casefolding can undo NFC (ß with an acute becomes ss with one), so NFC comes last; folding twice changes nothing.
    """
    return unicodedata.normalize("NFC", tidy(value).casefold())


def checked_characters(field: str, value: object) -> str:
    """Return *value* if it is text that every backend can keep: no U+0000, no lone surrogates."""
    if not isinstance(value, str):
        raise InvalidInputError(field, value, "нужна строка. Передайте значение текстом.")
    if "\0" in value:
        raise InvalidInputError(field, value, "знак U+0000 не допускается. Уберите его.")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            rule = "непарный суррогат не допускается. Проверьте, в той ли кодировке прочитан текст."
            raise InvalidInputError(field, value, rule) from None
    return value


def checked_name(field: str, value: object, *, limit: int = MAX_NAME) -> str:
    """Return the name tidied; refused if nothing is left or if it is longer than *limit* characters."""
    name = tidy(checked_characters(field, value))
    if not name:
        raise InvalidInputError(field, value, "не может быть пустым. Укажите хотя бы один знак.")
    if len(name) > limit:
        raise InvalidInputError(field, value, f"не длиннее {limit} знаков, а здесь {len(name)}. Сократите.")
    return name


def checked_text(field: str, value: object) -> str:
    """Return an entry's text exactly as given; refused over 1 MiB of UTF-8."""
    text = checked_characters(field, value)
    if len(text) > MAX_TEXT_BYTES // 4 and (size := len(text.encode())) > MAX_TEXT_BYTES:
        rule = f"не больше 1 МиБ в UTF-8 ({MAX_TEXT_BYTES} байт), а здесь {size}. Сократите или приложите файлом."
        raise InvalidInputError(field, value, rule)
    return text


def checked_description(value: object) -> str:
    """Return a directory's description as given; refused over 4,000 characters."""
    description = checked_characters("description", value)
    if len(description) > MAX_DESCRIPTION:
        rule = f"не длиннее {MAX_DESCRIPTION} знаков, а здесь {len(description)}. Сократите."
        raise InvalidInputError("description", value, rule)
    return description
