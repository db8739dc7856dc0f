"""From a URL to a store on a PostgreSQL server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from multibuh_backends.blobs import Blobs
from multibuh_backends.blobs.addresses import without_password
from multibuh_backends.sql.backend import SqlBackend
from multibuh_backends.sql.postgresql.engine import postgresql_engine
from multibuh_backends.sql.postgresql.upgrading import bring_up_to_date
from multibuh_core.errors import FormatError, NotFoundError, UnsupportedOperationError, shown

if TYPE_CHECKING:
    from sqlalchemy import URL

    from multibuh_core.settings import Settings

__all__ = ["open_postgresql"]

_AFTER_NAME: Final = re.compile(r"(://[^/:@]*):[^@]*$")
"""Where no host is said, what is read as its port may have been meant as a password."""


def open_postgresql(
    url: str,
    *,
    attachments: str | None,
    create: bool,
    upgrade: bool,
    storage_options: Mapping[str, Any] | None,
    engine_options: Mapping[str, Any] | None,
    settings: Settings,
) -> SqlBackend:
    """Open the store at *url*; see `connect`."""
    parsed = _parsed(url)
    if attachments is None:
        message = (
            f"База {shown(without_password(url))}: вложения на сервере базы не лежат, укажите место для них "
            "(attachments=, в командной строке --attachments): папку, видимую всем процессам, или бакет."
        )
        raise UnsupportedOperationError(message)
    engine = postgresql_engine(parsed, engine_options or {})
    try:
        is_there = bring_up_to_date(engine, upgrade=upgrade)
        if not is_there and not create:
            raise NotFoundError("store", without_password(url))
        if create and not is_there and Blobs.exists(attachments, storage_options=storage_options):
            _refuse_anothers_attachments(engine, attachments, url)
        return SqlBackend(
            engine, attachments=attachments, settings=settings, create=create, storage_options=storage_options
        )
    finally:
        engine.dispose()  # the backend has a pool of its own


def _refuse_anothers_attachments(engine: Any, attachments: str, url: str) -> None:
    """Refuse to make a store beside another one's attachments, unless another process has just made both."""
    if bring_up_to_date(engine, upgrade=False):
        return
    message = (
        f"В базе {shown(without_password(url))} хранилища нет, а вложения его на месте "
        f"({shown(without_password(attachments))}): верните базу из копии или укажите для нового хранилища "
        "другое место вложений."
    )
    raise FormatError(message)


def _parsed(url: str) -> URL:
    parsed: URL | None = None
    with suppress(ArgumentError, ValueError):  # which may quote a password
        parsed = make_url(url)
    if parsed is None:
        said = _AFTER_NAME.sub(r"\1:***", without_password(url))
        message = f"Адрес {shown(said)} не читается: нужен вид postgresql+psycopg://пользователь@узел/база."
        raise UnsupportedOperationError(message)
    if parsed.drivername != "postgresql+psycopg":
        _, _, rest = url.partition("://")
        message = (
            f"Адрес {shown(without_password(url))}: нужен драйвер psycopg, пишите "
            f"{shown(without_password(f'postgresql+psycopg://{rest}'))}."
        )
        raise UnsupportedOperationError(message)
    if not parsed.database:
        message = f"Адрес {shown(without_password(url))}: укажите имя базы (postgresql+psycopg://узел/база)."
        raise UnsupportedOperationError(message)
    try:
        import psycopg  # noqa: F401 - whether it is there
    except ModuleNotFoundError:
        message = 'Для PostgreSQL нужен драйвер psycopg: установите его командой pip install "multibuh[postgres]".'
        raise UnsupportedOperationError(message) from None
    except ImportError:
        message = (
            "Драйвер psycopg не находит libpq: установите его вместе с ней командой "
            'pip install "multibuh[postgres]" (psycopg[binary]).'
        )
        raise UnsupportedOperationError(message) from None
    return parsed
