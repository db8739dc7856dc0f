"""The marker: the document that says whose attachments a root holds."""

from __future__ import annotations

import json
from typing import Final

from multibuh_core.errors import FormatError, shown

__all__ = ["MARKER_LIMIT", "check_marker", "foreign_folder", "marker"]

MARKER_LIMIT: Final = 4096
"""How long the document may be, in bytes; one byte more is read, to know."""

_TYPE: Final = "multibuh.attachments"
_FORMAT: Final = 1


def marker(store_id: str) -> bytes:
    """Return the document of a new root, in its one canonical form."""
    document = {"type": _TYPE, "format": _FORMAT, "store_id": store_id}
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def check_marker(data: bytes, *, address: str, store_id: str) -> None:
    """
    Refuse a root that is not the one of store *store_id* in a format that this version reads.

    Raises:
        FormatError: If it is not; *address* is shown as it is given.
    """
    document = _read(data)
    number = document.get("format")
    whole = document.get("type") == _TYPE and type(number) is int and number >= _FORMAT
    if not whole or (number == _FORMAT and document.keys() != {"type", "format", "store_id"}):
        raise FormatError(
            f"Метка хранилища вложений {shown(address)} (store.json) повреждена: восстановите её из резервной копии."
        )
    if number != _FORMAT:
        raise FormatError(
            f"Вложения {shown(address)} записаны в формате {number}, а эта версия читает формат {_FORMAT}: "
            "обновите multibuh."
        )
    if document.get("store_id") != store_id:
        raise FormatError(
            f"Вложения {shown(address)} принадлежат другому хранилищу ({shown(document.get('store_id'))}, "
            f"а открывается {shown(store_id)}): укажите папку вложений этого хранилища."
        )


def foreign_folder(address: str) -> FormatError:
    """Return the refusal of a folder that holds something and has no marker."""
    return FormatError(
        f"Папка {shown(address)} не пуста и не является хранилищем вложений: "
        "ему нужна своя папка. Укажите пустую или новую."
    )


def _read(data: bytes) -> dict[str, object]:
    if len(data) > MARKER_LIMIT:
        return {}
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
