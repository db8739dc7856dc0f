"""From a URL to a store in a folder or a bucket."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from multibuh_backends.blobs import Blobs
from multibuh_backends.blobs.addresses import without_password
from multibuh_backends.files.backend import FilesBackend
from multibuh_backends.files.layout import ATTACHMENTS
from multibuh_backends.files.marker import store_id_of
from multibuh_backends.files.objects.experimental import without_experiments
from multibuh_backends.files.objects.open import open_objects, require_create_once

if TYPE_CHECKING:
    from multibuh_core.settings import Settings

__all__ = ["open_files"]


def open_files(
    url: str,
    *,
    attachments: str | None,
    create: bool,
    upgrade: bool,
    storage_options: Mapping[str, Any] | None,
    settings: Settings,
) -> FilesBackend:
    """Open the store at *url*; see `connect`."""
    del upgrade  # there is one format yet
    options = dict(storage_options or {})
    objects = open_objects(url, options)
    store_id = store_id_of(objects, address=without_password(url), create=create)
    require_create_once(objects)
    root = f"{url.rstrip('/')}/{ATTACHMENTS}" if attachments is None else attachments
    blobs = Blobs.open(root, store_id=store_id, create=create, storage_options=without_experiments(options))
    return FilesBackend(objects, blobs, settings=settings)
