"""From a URL to a store in a SQLite file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from multibuh_backends.blobs import Blobs
from multibuh_backends.blobs.addresses import without_password
from multibuh_backends.sql.backend import SqlBackend
from multibuh_backends.sql.format import State, require_current
from multibuh_backends.sql.sqlite.engine import sqlite_engine
from multibuh_backends.sql.sqlite.files import fill, look_at, make_store
from multibuh_backends.sql.sqlite.module import is_too_old, sqlite_module
from multibuh_backends.sql.sqlite.network_drives import is_on_network_drive
from multibuh_core.errors import FormatError, NotFoundError, UnavailableError, UnsupportedOperationError, shown

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from multibuh_core.settings import Settings

__all__ = ["open_sqlite"]


def open_sqlite(
    url: str,
    *,
    attachments: str | None,
    create: bool,
    upgrade: bool,
    storage_options: Mapping[str, Any] | None,
    settings: Settings,
) -> SqlBackend:
    """Open the store at *url*; see `connect`."""
    path = _path_of(url)
    options = dict(storage_options or {})
    if not options.pop("network_drive", False) and is_on_network_drive(path):
        message = (
            f"Файл {shown(path.name)} лежит на сетевом диске, где SQLite может потерять данные: перенесите его на "
            "местный диск или разрешите явно: storage_options={'network_drive': True}."
        )
        raise UnsupportedOperationError(message)
    engine = sqlite_engine(path)
    root = f"{path}.attachments" if attachments is None else attachments
    if create and not path.exists():
        _require_no_attachments(path, root, options)
    _require_store(path, engine, url=url, create=create)
    _bring_up_to_date(path, engine, url=url, upgrade=upgrade)
    return SqlBackend(
        engine,
        attachments=root,
        settings=settings,
        create=create,
        storage_options=options,
    )


def _require_no_attachments(path: Path, root: str, options: Mapping[str, Any]) -> None:
    """Refuse to make a store beside another one's attachments: it is that one's file that is missing."""
    if Blobs.exists(root, storage_options=options) and not path.exists():  # another process may have just made both
        message = (
            f"Файла {shown(path.name)} нет, а вложения его хранилища на месте ({shown(without_password(root))}): "
            "верните файл из копии или укажите для нового хранилища другую папку вложений."
        )
        raise FormatError(message)


def _path_of(url: str) -> Path:
    try:
        parsed = make_url(url)
    except ArgumentError:
        message = f"Адрес {shown(without_password(url))} не читается: нужен вид sqlite:///путь."
        raise UnsupportedOperationError(message) from None
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite"} or parsed.query or parsed.host:
        message = f"Адрес {shown(without_password(url))}: драйвер, узел и параметры не поддерживаются, нужен вид sqlite:///путь."
        raise UnsupportedOperationError(message)
    if parsed.database in {None, "", ":memory:"}:
        message = "SQLite в памяти не поддерживается: укажите файл (sqlite:///путь) или адрес memory:."
        raise UnsupportedOperationError(message)
    if is_too_old(sqlite_module()):
        version = sqlite_module().sqlite_version
        message = f'SQLite {version} слишком стар (нужен 3.37): pip install "multibuh[sqlite]".'
        raise UnsupportedOperationError(message)
    return Path(str(parsed.database)).expanduser().absolute()


def _require_store(path: Path, engine: Engine, *, url: str, create: bool) -> None:
    """Make the store where it is missing and asked for; refuse what cannot be one."""
    try:
        size = path.stat().st_size if path.is_file() else None
        is_missing = not path.exists()
    except OSError as error:
        message = f"Файл {shown(path.name)} недоступен ({error.strerror}): проверьте права на него и его папку."
        raise UnavailableError(message) from None
    if is_missing:
        if not create:
            raise NotFoundError("store", url)
        make_store(path, engine.dialect)
    elif size is None:
        message = f"{shown(without_password(url))} — не файл: укажите файл базы SQLite."
        raise FormatError(message)
    elif size == 0:
        if not create:
            require_current(State.EMPTY, url)
        fill(path, engine.dialect)


def _bring_up_to_date(path: Path, engine: Engine, *, url: str, upgrade: bool) -> None:
    state = look_at(path, engine.dialect)
    if state is State.OLDER and upgrade:
        from multibuh_backends.sql.upgrades import upgrade_tables

        upgrade_tables(engine)
        return
    require_current(state, url)
