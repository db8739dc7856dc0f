"""From a URL to objects, and the proof that they are created once."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from multibuh_backends.blobs.addresses import local_path, without_password
from multibuh_backends.blobs.keys import INCOMING, new_temporary
from multibuh_backends.blobs.s3 import S3
from multibuh_backends.files.objects.experimental import DRIVERS, ExperimentalObjects, without_experiments
from multibuh_backends.files.objects.objects import Creation
from multibuh_core.errors import StorageError, UnavailableError, UnsupportedOperationError, shown

if TYPE_CHECKING:
    from multibuh_backends.files.objects.objects import Objects

__all__ = ["open_objects", "require_create_once"]


def open_objects(url: str, storage_options: Mapping[str, Any] | None = None) -> Objects:
    """
    Return the objects at *url*, a local folder or a prefix of a bucket; nothing is made or sent yet.

    *storage_options* are those of the driver, as s3fs, unused on local disk; ``experimental=True`` among them allows
    what is tried out only.

    Raises:
        UnsupportedOperationError: If it is something else, or what it needs is not installed.
    """
    path = local_path(url)
    if path is not None:
        from multibuh_backends.files.objects.local import LocalObjects

        return LocalObjects(path)
    options = dict(storage_options or {})
    scheme, _, place = url.partition("://")
    if scheme in S3 and place.strip("/"):
        from multibuh_backends.files.objects.s3 import S3Objects

        return S3Objects(url, without_experiments(options))
    if scheme in DRIVERS and place.strip("/"):
        return ExperimentalObjects(url, options)
    raise UnsupportedOperationError(
        f"Хранилище в файлах не ведётся по адресу {shown(without_password(url))}: нужна папка (file:///путь) "
        "или бакет S3 (s3://бакет/путь)."
    )


def require_create_once(objects: Objects) -> None:
    """
    Find out whether an object is made once: two are sent under one new key, which is then removed.

    Raises:
        UnsupportedOperationError: If the second was made too; nothing may be kept there.
        UnavailableError: If the store is out of reach.
    """
    key = f"{INCOMING}/{new_temporary()}"
    try:
        first, second = objects.create(key, b"1"), objects.create(key, b"2")
        found = objects.get(key)
    finally:
        with suppress(StorageError):
            objects.remove(key)
    if Creation.UNKNOWN in {first, second}:
        raise UnavailableError("Хранилище не ответило на пробную запись: проверьте его и повторите.")
    if second is not Creation.TAKEN or found != b"1":
        raise UnsupportedOperationError(
            "Хранилище не умеет создавать файл только один раз, и две записи затёрли бы одна другую: перенесите его на "
            "локальный диск или на сервер S3, который умеет (If-None-Match)."
        )
