"""From an address to a backend; this is what the entry point names."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from multibuh_backends.blobs import Blobs
from multibuh_core.errors import CorruptionError, FormatError, NotFoundError, UnsupportedOperationError, shown
from multibuh_core.settings import Settings
from multibuh_shelf.backend import ShelfBackend
from multibuh_shelf.creating import create_store
from multibuh_shelf.disk import names_in
from multibuh_shelf.layout import ATTACHMENTS, FIRMS, store_id_in

__all__ = ["open_shelf"]

_SCHEME: Final = "shelf://"


def open_shelf(
    url: str, *, create: bool = False, upgrade: bool = False, settings: Settings | None = None, **options: Any
) -> ShelfBackend:
    """
    Open the store at ``shelf:///path/to/folder``; called as `multibuh_backends.connect` is.

    *upgrade* is allowed and changes nothing: this is the first format.

    Raises:
        NotFoundError: If there is no store, and *create* does not ask for one.
        FormatError: If the folder holds something else, or a newer version's store.
        CorruptionError: If a part of the store is missing or spoiled.
        UnsupportedOperationError: If the address is no full path, or an option is given that a shelf does not have.
        UnavailableError: If the folder is out of reach.
    """
    del upgrade
    _refuse(options)
    folder = _folder(url)
    store_id = store_id_in(folder)
    if store_id is None:
        _check_free(folder)
        if not create:
            raise NotFoundError("store", url)
        create_store(folder)
        store_id = store_id_in(folder) or ""
    return ShelfBackend(folder / FIRMS, _attachments(folder, store_id), Settings() if settings is None else settings)


def _refuse(options: dict[str, Any]) -> None:
    given = sorted(name for name, value in options.items() if value)
    if given:
        message = (
            f"Хранилище shelf не знает параметра {shown(given[0])}: уберите его. "
            "Вложения лежат в папке хранилища, других настроек у неё нет."
        )
        raise UnsupportedOperationError(message)


def _folder(url: str) -> Path:
    path = Path(url[len(_SCHEME) :])
    if not url.lower().startswith(_SCHEME) or not path.is_absolute():
        message = f"Адрес хранилища {shown(url)}: нужен полный путь к папке, например shelf:///srv/firm."
        raise UnsupportedOperationError(message)
    return path.resolve()


def _check_free(folder: Path) -> None:
    """Refuse a place where a store can neither be nor be made."""
    if not folder.exists():
        return
    if not folder.is_dir():
        message = f"{shown(str(folder))} — не папка: укажите папку хранилища."
        raise FormatError(message)
    if names_in(folder) and store_id_in(folder) is None:  # looked at again: another may have just made it
        message = f"Папка {shown(str(folder))} не пуста, и хранилища в ней нет: укажите другую, пустую или новую."
        raise FormatError(message)


def _attachments(folder: Path, store_id: str) -> Blobs:
    if not (folder / FIRMS).is_dir():
        raise _incomplete(folder / FIRMS)
    try:
        return Blobs.open(str(folder / ATTACHMENTS), store_id=store_id, create=False)
    except NotFoundError:
        raise _incomplete(folder / ATTACHMENTS) from None


def _incomplete(missing: Path) -> CorruptionError:
    return CorruptionError(f"В хранилище нет папки {shown(str(missing))}: верните её из резервной копии.")
