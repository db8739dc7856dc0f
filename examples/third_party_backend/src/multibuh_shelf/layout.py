"""What a store's folder holds, and the mark that makes it a store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from multibuh_core.errors import CorruptionError, FormatError
from multibuh_shelf.disk import translated

__all__ = ["ATTACHMENTS", "FIRMS", "MARK", "store_id_in", "written_mark"]

MARK: Final = "shelf.json"
"""The document that says which store this is."""
FIRMS: Final = "firms"
"""The folder of the firms' files and their locks."""
ATTACHMENTS: Final = "attachments"
"""The folder of the bytes, marked with the id of the store."""

_TYPE: Final = "multibuh_shelf"
_FORMAT: Final = 1


def written_mark(store_id: str) -> bytes:
    """Return the document of a new store."""
    return json.dumps({"type": _TYPE, "format": _FORMAT, "store_id": store_id}).encode()


def store_id_in(folder: Path) -> str | None:
    """
    Return the id of the store in a folder; None where there is none.

    Raises:
        CorruptionError: If the mark is spoiled.
        FormatError: If it is of a newer version, or of something else.
    """
    with translated():
        try:
            content = (folder / MARK).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
    fields = _fields(content)
    if fields.get("type") != _TYPE:
        message = f"Файл {MARK} в папке хранилища — не метка такого хранилища: укажите другую папку."
        raise FormatError(message)
    if fields.get("format") != _FORMAT:
        message = (
            f"Хранилище записано в формате {fields.get('format')}, а эта версия читает {_FORMAT}: "
            "обновите multibuh-shelf."
        )
        raise FormatError(message)
    if not isinstance(fields.get("store_id"), str):
        raise _spoiled()
    return str(fields["store_id"])


def _fields(content: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError):
        raise _spoiled() from None
    if not isinstance(fields, dict):
        raise _spoiled()
    return fields


def _spoiled() -> CorruptionError:
    return CorruptionError(f"Метка хранилища ({MARK}) повреждена: восстановите её из резервной копии.")
