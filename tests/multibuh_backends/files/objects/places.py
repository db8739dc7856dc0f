"""The places in which the tests keep objects."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from multibuh_backends.files.objects import Objects
from multibuh_backends.files.objects.open import open_objects
from multibuh_core.errors import MultibuhError
from tests.servers.seaweedfs import Bucket

__all__ = ["Place", "folder_place", "outcome"]


@attrs.frozen
class Place:
    """A folder, or a prefix of a bucket; each opening is what another process would have."""

    url: str
    options: Mapping[str, Any]

    @classmethod
    def of(cls, bucket: Bucket) -> Place:
        """Return the place that a prefix of a bucket is."""
        return cls(bucket.url, bucket.options)

    def open(self) -> Objects:
        """Open it."""
        return open_objects(self.url, self.options)


def folder_place(folder: Path) -> Place:
    """Return the place that a folder is."""
    return Place(folder.as_uri(), {})


def outcome(call: Any, *arguments: Any) -> Any:
    """Return what a call returns, or the kind of the library's error that it raises."""
    try:
        return call(*arguments)
    except MultibuhError as error:
        return type(error)
