"""A store in a bucket: behind a network that can be spoiled, and straight at the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import attrs

from multibuh_backends.blobs import Blobs
from multibuh_backends.blobs.remote_root import RemoteRoot
from multibuh_backends.blobs.remote_tree import RemoteTree
from multibuh_backends.files import FilesBackend
from multibuh_backends.files.layout import ATTACHMENTS
from multibuh_backends.files.objects.s3 import S3Objects
from multibuh_core import Settings
from multibuh_core.testing.clocks import FixedClock
from multibuh_core.testing.ids import SequentialIds
from tests.multibuh_backends.files.disks import quick_folder
from tests.servers.proxy import Proxy
from tests.servers.seaweedfs import Bucket

__all__ = ["LATE", "Network", "Way"]

LATE: Final = 0.24
"""How late what is late comes, in seconds; the client waits half as long."""


@attrs.frozen
class Way:
    """A way to the server, with the two clients that a store has: each new one would cost more than a use case."""

    bucket: Bucket
    of_objects: Any
    of_attachments: Any

    @classmethod
    def to(cls, bucket: Bucket) -> Way:
        """Make the clients; the one for attachments, too, gives up soon."""
        objects, attachments = (RemoteTree(bucket.url, bucket.options).filesystem for _ in range(2))
        attachments.retries = 2
        return cls(bucket, objects, attachments)

    def opened(self, place: str, *, ids: int, patience: float = 1.0, kind: type[S3Objects] = S3Objects) -> FilesBackend:
        """Open a store that is there, as a process of its own has it; its clock stands, its first ids are left out."""
        bucket, new_id = self.bucket.below(place), SequentialIds()
        for _ in range(ids):
            new_id()
        objects = kind(bucket.url, bucket.options)
        objects._tree._filesystem = self.of_objects
        attachments = RemoteTree(f"{bucket.url}/{ATTACHMENTS}", bucket.options)
        attachments._filesystem = self.of_attachments
        settings = Settings(clock=FixedClock(), new_id=new_id)
        return FilesBackend(objects, Blobs(RemoteRoot(attachments)), settings=settings, patience=patience)


@attrs.frozen
class Network:
    """A proxy before the server, and the way past it."""

    proxy: Proxy
    through: Way
    straight: Way

    @classmethod
    @contextmanager
    def before(cls, bucket: Bucket) -> Iterator[Network]:
        """Set a proxy before a server."""
        with Proxy(bucket.address, late=LATE) as proxy:
            hindered = bucket.through(proxy.address, read_timeout=LATE / 2, retries={"max_attempts": 0})
            yield cls(proxy, Way.to(hindered), Way.to(bucket))

    def laid(self, folder: Path) -> str:
        """Lay a store of a folder into the bucket, and return the name of its new place."""
        place = uuid4().hex
        root = self._root(place)
        paths = (path for path in folder.rglob("*") if path.is_file())
        found = {f"{root}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}
        self.straight.of_objects.pipe(found)
        return place

    @contextmanager
    def lifted(self, place: str) -> Iterator[Path]:
        """Give a folder with all that the server has of a store."""
        root, files = self._root(place), self.straight.of_objects
        with quick_folder() as folder:
            files.invalidate_cache()
            for path, data in files.cat(files.find(root)).items():
                target = folder / path.removeprefix(f"{root}/")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            yield folder

    def _root(self, place: str) -> str:
        return self.straight.bucket.below(place).url.removeprefix("s3://")
