"""Objects of Google Cloud Storage and of Azure, by the condition that the drivers of fsspec put on an upload."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from importlib.util import find_spec
from typing import Any, Final

from multibuh_backends.blobs.addresses import without_password
from multibuh_backends.blobs.failures import STORE, translated
from multibuh_backends.blobs.keys import INCOMING
from multibuh_backends.blobs.remote_tree import RemoteTree
from multibuh_backends.files.objects.objects import Creation
from multibuh_backends.files.objects.remote import RemoteObjects
from multibuh_core.errors import UnavailableError, UnsupportedOperationError, shown

__all__ = ["DRIVERS", "ExperimentalObjects", "without_experiments"]

EXPERIMENTAL: Final = "experimental"
"""The storage option without which these are refused."""
DRIVERS: Final = {
    "gs": ("gcsfs", "gcs", "Google Cloud Storage"),
    "gcs": ("gcsfs", "gcs", "Google Cloud Storage"),
    "az": ("adlfs", "azure", "Azure Blob Storage"),
    "abfs": ("adlfs", "azure", "Azure Blob Storage"),
}
"""By scheme: the driver, the extra that brings it, the service."""

_ALWAYS: Final = {"use_listings_cache": False, "skip_instance_cache": True}
_REFUSED: Final = frozenset(
    {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
)


class ExperimentalObjects(RemoteObjects):
    """
    A prefix of a bucket of Google's, or of a container of Azure's.

    An object is created by one upload on the condition that there is none: gcsfs sends ``ifGenerationMatch=0``, adlfs
    ``If-None-Match: *``, when asked for ``mode="create"``; both retry by themselves, so that a creation may be told as
    taken by its own first try. Tried against fake-gcs-server and Azurite; never against the services themselves.

    A bucket that is gone is not told from an empty one: the drivers call both not found.
    """

    def __init__(self, url: str, options: Mapping[str, Any]) -> None:
        """
        Take an address and the driver's storage options; nothing is sent yet.

        Raises:
            UnsupportedOperationError: If the options do not ask for what is experimental, or the driver is missing.
        """
        driver, extra, service = DRIVERS[url.partition("://")[0]]
        name = shown(without_password(url))
        if options.get(EXPERIMENTAL) is not True:
            raise UnsupportedOperationError(
                f"Хранилище {name}: {service} поддерживается только для опытов. Укажите s3://бакет/путь или "
                'file:///папка, а если вы готовы рискнуть — storage_options={"experimental": True}.'
            )
        if find_spec(driver) is None:
            raise UnsupportedOperationError(
                f"Для хранилища {name} нужна библиотека {driver}: "
                f'установите её командой pip install "multibuh[{extra}]".'
            )
        self._tree = RemoteTree(url, {**without_experiments(options), **_ALWAYS}, STORE)

    def get(self, key: str) -> bytes | None:
        """Return an object's bytes."""
        with _told(), suppress(FileNotFoundError):
            return bytes(self._tree.filesystem.cat_file(self._tree.place(key)))
        return None

    def create(self, key: str, data: bytes) -> Creation:
        """Upload the object on the condition that there is none."""
        try:
            self._tree.filesystem.pipe_file(self._tree.place(key), data, mode="create")
        except FileExistsError:
            return Creation.TAKEN
        except Exception as error:  # noqa: BLE001 - drivers raise what they like; each is judged
            return self._refused(key, error)
        return Creation.MADE

    def put(self, key: str, data: bytes) -> None:
        """Upload the object."""
        with _told():
            self._tree.filesystem.pipe_file(self._tree.place(key), data)

    def names(self, folder: str, after: str = "") -> list[str]:
        """List a folder."""
        with _told():
            found = self._tree.names(*folder.split("/")) if folder else self._tree.names()
        return sorted({name for name in found if name > after and (folder or name != INCOMING)})

    def remove(self, key: str) -> None:
        """Delete an object."""
        with _told(), suppress(FileNotFoundError):
            self._tree.filesystem.rm_file(self._tree.place(key))

    def modified(self, key: str) -> float | None:
        """Return when the server says that it was stored."""
        with _told(), suppress(FileNotFoundError):
            self._tree.filesystem.invalidate_cache()
            return self._tree.modified(self._tree.place(key))
        return None

    def _refused(self, key: str, error: Exception) -> Creation:
        """Tell what an error comes to: only a clear refusal, of what is not there either, wrote nothing."""
        try:
            if self.get(key) is not None:
                return Creation.TAKEN
        except UnavailableError:
            pass
        if status_of(error) not in _REFUSED:
            return Creation.UNKNOWN
        with _told():
            raise error


def without_experiments(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the storage options as a driver knows them."""
    return {key: value for key, value in options.items() if key != EXPERIMENTAL}


def status_of(error: Exception) -> int | None:
    """Return the HTTP status that a driver's error tells of; None where it tells of none."""
    if isinstance(error, FileNotFoundError):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, OSError) and str(error).startswith("Forbidden:"):  # gcsfs keeps the status in its text
        return HTTPStatus.FORBIDDEN
    status = str(getattr(error, "status_code", None) or getattr(error, "code", None))
    return int(status) if status.isdecimal() else None


@contextmanager
def _told() -> Iterator[None]:
    """Raise what the driver raises as the library's errors."""
    with translated(Exception, STORE):
        try:
            yield
        except FileNotFoundError:
            raise UnavailableError("Бакета хранилища нет: создайте его или исправьте адрес, и повторите.") from None
        except Exception as error:
            if status_of(error) in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
                raise UnavailableError(
                    "Нет прав на хранилище: проверьте storage_options и права на бакет, и повторите."
                ) from None
            raise
