"""The document that makes a folder or a prefix a store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from multibuh_backends.files.layout import MARKER
from multibuh_backends.files.objects import Creation
from multibuh_core.errors import FormatError, NotFoundError, UnavailableError, shown
from multibuh_core.identifiers import new_id

if TYPE_CHECKING:
    from multibuh_backends.files.objects import Objects

__all__ = ["store_id_of"]

_TYPE: Final = "multibuh.files"
_FORMAT: Final = 1


def store_id_of(objects: Objects, *, address: str, create: bool) -> str:
    """
    Return the id of the store; with *create* an empty root becomes one.

    Raises:
        NotFoundError: If there is none, and *create* does not ask for one; nothing is made.
        FormatError: If it is something else, or a newer version's; it stays as it is.
        UnavailableError: If it could not be made.
    """
    data = objects.get(MARKER)
    if data is None and not create:
        raise NotFoundError("store", address)
    if data is None:
        if objects.names("") and objects.get(MARKER) is None:  # another process may have just made it
            message = f"По адресу {shown(address)} уже что-то лежит, и это не хранилище: укажите место, где пусто."
            raise FormatError(message)
        document = {"format": _FORMAT, "store_id": new_id(), "type": _TYPE}
        made = json.dumps(document, sort_keys=True, separators=(",", ":")).encode()
        data = made if objects.create(MARKER, made) is Creation.MADE else objects.get(MARKER)
        if data is None:
            message = f"Хранилище {shown(address)} не создаётся: ответ потерян. Повторите."
            raise UnavailableError(message)
    return _read(data, address)


def _read(data: bytes, address: str) -> str:
    try:
        document = json.loads(data)
        kind, number, store_id = document["type"], document["format"], document["store_id"]
    except (ValueError, TypeError, KeyError, RecursionError):
        kind, number, store_id = None, None, None
    if kind != _TYPE or type(number) is not int or not isinstance(store_id, str):
        message = f"Метка хранилища {shown(address)} ({MARKER}) повреждена: восстановите её из копии."
        raise FormatError(message)
    if number != _FORMAT:
        message = (
            f"Хранилище {shown(address)} записано в формате {number}, а эта версия читает формат {_FORMAT}: "
            "обновите multibuh."
        )
        raise FormatError(message)
    return store_id
