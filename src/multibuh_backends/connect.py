"""From a URL to a backend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from multibuh_core.errors import UnsupportedOperationError, shown
from multibuh_core.settings import Settings

if TYPE_CHECKING:
    from multibuh_core.ports import Backend

__all__ = ["connect"]

GROUP: Final = "multibuh.backends"
"""
The entry points of third parties: each the name of a scheme, and a callable with the signature of `connect`, which is
given every argument: *settings* is never None, and *upgrade* is of no matter where there is no earlier format.
"""

_LATER: Final = frozenset({"mysql", "mariadb", "oracle", "mssql"})
_EXPERIMENTAL: Final = frozenset({"gs", "gcs", "az", "abfs"})
"""Known, but not told of: refused unless asked for."""


def connect(
    url: str,
    *,
    attachments: str | None = None,
    create: bool = False,
    upgrade: bool = False,
    storage_options: Mapping[str, Any] | None = None,
    engine_options: Mapping[str, Any] | None = None,
    settings: Settings | None = None,
) -> Backend:
    """
    Open a store; one backend a process, for all its threads.

    Args:
        url: ``memory:`` (each is new and empty), ``sqlite:///firm.db``, ``postgresql+psycopg://user@host/database``,
            ``file:///folder``, ``s3://bucket/prefix``, or a scheme of an installed third party.
        attachments: Where the attachments are, if not in their usual place: for ``firm.db`` the folder
            ``firm.db.attachments`` beside it, for a folder or a bucket ``attachments`` in it. PostgreSQL has
            no usual place: say one that all processes see.
        create: Make the store if there is none; one that is there is opened.
        upgrade: Let a store of an earlier version be changed into one of this version. Make a copy first.
        storage_options: The filesystem's, for the attachments, and for a bucket as a whole (``key``, ``secret``,
            ``client_kwargs={"endpoint_url": …}``); ``network_drive=True`` to allow SQLite on one;
            ``experimental=True`` to try a bucket of Google Cloud Storage or Azure.
        engine_options: `sqlalchemy.create_engine`'s, for PostgreSQL: ``pool_size`` (20 connections unless given),
            ``pool_timeout`` (seconds to wait for one, 30), ``connect_args``.
        settings: The clock, the ids and the policy.

    Raises:
        NotFoundError: If there is no store, and *create* does not ask for one; no file is made.
        FormatError: If it is no store, or a newer version's, or an earlier one's without *upgrade*; it stays as it is.
        UnsupportedOperationError: If the scheme is unknown, or what it needs is not installed.
        UnavailableError: If the store is out of reach.
    """
    scheme = url.partition(":")[0].partition("+")[0].lower() if ":" in url else ""
    return _opener(scheme, url)(
        url,
        attachments=attachments,
        create=create,
        upgrade=upgrade,
        storage_options=storage_options,
        **({} if engine_options is None else {"engine_options": engine_options}),
        settings=Settings() if settings is None else settings,
    )


def _opener(scheme: str, url: str) -> Callable[..., Backend]:
    known: dict[str, Callable[..., Backend]] = {
        "memory": _memory,
        "sqlite": _sqlite,
        "postgresql": _postgresql,
        "file": _files,
        "s3": _files,
    }
    if scheme in known:
        return known[scheme]
    if scheme in _EXPERIMENTAL:
        return _files
    from importlib.metadata import entry_points  # the usual schemes start without a look at what is installed

    from multibuh_backends.blobs.addresses import without_password

    found = entry_points(group=GROUP)
    for point in found:
        if point.name == scheme:
            opener: Callable[..., Backend] = point.load()
            return opener
    name = shown(without_password(url))
    if scheme in _LATER:
        message = (
            f"Хранилище {name}: в этой версии такие не поддерживаются. "
            "Укажите sqlite:///файл, postgresql+psycopg://узел/база, file:///папка, s3://бакет/путь или memory:."
        )
        raise UnsupportedOperationError(message)
    schemes = ", ".join(sorted({*known, *found.names}))
    message = f"Адрес хранилища {name}: схема неизвестна. Известные схемы: {schemes}; например, sqlite:///firm.db."
    raise UnsupportedOperationError(message)


def _memory(_url: str, *, settings: Settings, **options: object) -> Backend:
    _refuse_engine_options(options)
    from multibuh_backends.memory import MemoryBackend

    return MemoryBackend(settings)


def _files(url: str, **options: Any) -> Backend:
    _refuse_engine_options(options)
    from multibuh_backends.files.open import open_files

    return open_files(url, **options)


def _postgresql(url: str, *, engine_options: Mapping[str, Any] | None = None, **options: Any) -> Backend:
    try:
        from multibuh_backends.sql.postgresql.open import open_postgresql
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "sqlalchemy":
            raise
        message = 'Для PostgreSQL нужны SQLAlchemy и psycopg: pip install "multibuh[postgres]".'
        raise UnsupportedOperationError(message) from None
    return open_postgresql(url, engine_options=engine_options, **options)


def _refuse_engine_options(options: Mapping[str, Any]) -> None:
    if "engine_options" in options:
        message = "engine_options= — настройки соединений с PostgreSQL: у этого хранилища их нет, уберите их."
        raise UnsupportedOperationError(message)


def _sqlite(url: str, **options: Any) -> Backend:
    _refuse_engine_options(options)
    try:
        from multibuh_backends.sql.sqlite.open import open_sqlite
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "sqlalchemy":
            raise
        message = 'Для SQLite нужна SQLAlchemy: установите её командой pip install "multibuh[sql]".'
        raise UnsupportedOperationError(message) from None
    return open_sqlite(url, **options)
