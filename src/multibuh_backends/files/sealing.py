"""Sealed documents: canonical JSON whose last key is the SHA-256 of all before it, so that no bit of it rots unseen."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from multibuh_backends.files.layout import short
from multibuh_core.errors import CorruptionError, FormatError, shown
from multibuh_core.serialization.json_text import to_json

__all__ = ["UNREADABLE", "damaged", "seal_of", "sealed", "unsealed"]

FORMAT: Final = 1
UNREADABLE: Final = (KeyError, TypeError, ValueError, IndexError, AttributeError)
"""What reading a document of another shape than ours comes to."""
_KEY: Final = b',"verify":"'
_TAIL: Final = len(_KEY) + 64 + len('"}')


def sealed(tag: str, fields: dict[str, Any]) -> bytes:
    """Return a document of a kind; equal fields give equal bytes. No field may sort behind ``verify``."""
    body = to_json({"type": tag, "format": FORMAT, **fields})
    return b"".join((body[:-1], _KEY, hashlib.sha256(body).hexdigest().encode(), b'"}'))


def seal_of(data: bytes) -> str:
    """Return the digest that a document is sealed with."""
    return data[-_TAIL + len(_KEY) : -2].decode("ascii", "replace")


def unsealed(data: bytes, tag: str, *, key: str) -> dict[str, Any]:
    """
    Return the fields of the document that stands under *key*.

    Raises:
        CorruptionError: If it is not what was written.
        FormatError: If a newer version wrote it.
    """
    body = data[:-_TAIL] + b"}"
    if data[-_TAIL:] != b"".join((_KEY, hashlib.sha256(body).hexdigest().encode(), b'"}')):
        raise damaged(key)
    try:
        fields: dict[str, Any] = json.loads(body)
        kind, number = fields.pop("type"), fields.pop("format")
    except (ValueError, RecursionError, AttributeError, KeyError):
        raise damaged(key) from None
    if kind != tag or type(number) is not int or number < 1:
        raise damaged(key)
    if number > FORMAT:
        name = shown(short(key))
        message = f"Файл {name} записан в формате {number}, а эта версия читает формат {FORMAT}: обновите multibuh."
        raise FormatError(message)
    return fields


def damaged(key: str) -> CorruptionError:
    """Return the error for a document that is not what was written."""
    return CorruptionError(f"Файл хранилища {shown(short(key))} повреждён: восстановите его из копии.")
