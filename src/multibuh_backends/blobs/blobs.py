"""The attachments of a whole store."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

import attrs

from multibuh_backends.blobs.addresses import local_path, without_password
from multibuh_backends.blobs.hashing import CHUNK
from multibuh_backends.blobs.keys import firm_key
from multibuh_backends.blobs.local_root import LocalRoot
from multibuh_backends.blobs.marker import check_marker, foreign_folder, marker
from multibuh_core.errors import NotFoundError, StorageError, shown
from multibuh_core.ports.blob_store import Blob

if TYPE_CHECKING:
    from multibuh_backends.blobs.root import Root
    from multibuh_core.ports.blob_store import BlobStore

__all__ = ["BlobProblem", "Blobs"]


@attrs.frozen(kw_only=True)
class BlobProblem:
    """What is wrong with one blob; as text, one line for the operator."""

    firm_id: str
    blob: Blob
    error: StorageError
    """What whoever opens the attachment gets: CorruptionError, or UnavailableError where the bytes cannot be read."""

    def __str__(self) -> str:
        return f"Фирма {shown(self.firm_id)}: {self.error}"


class Blobs:
    """
    The attachments of a whole store: a root of one folder per firm.

    Thread-safe, fit to be forked, and it holds nothing open: there is nothing to close.
    """

    def __init__(self, root: Root) -> None:
        """Take a root as it is; `open` is the way to one whose marker has been checked."""
        self._root = root

    @classmethod
    def open(cls, url: str, *, store_id: str, create: bool, storage_options: Mapping[str, Any] | None = None) -> Self:
        """
        Open the root at *url*, a path or whatever fsspec reads; *storage_options* are fsspec's, unused on local disk.

        With *create* a missing or empty folder becomes the root of store *store_id*. Nothing else is ever changed.

        Raises:
            NotFoundError: If there is no root, and *create* does not ask for one.
            FormatError: If this is another store's root, a newer version's, or a folder of something else.
            UnsupportedOperationError: If fsspec does not know the address, or the disk has no hard links.
            UnavailableError: If it is out of reach.
        """
        root = _root(url, storage_options or {})
        address = without_password(url)
        # Looked at again after the folder: another process may have just made the root.
        found = root.marker()
        if found is None and not root.is_empty() and (found := root.marker()) is None:
            raise foreign_folder(address)
        if found is None:
            if not create:
                raise NotFoundError("store", address)
            root.create(marker(store_id))
            found = root.marker() or b""
        check_marker(found, address=address, store_id=store_id)
        root.settle()
        return cls(root)

    @classmethod
    def exists(cls, url: str, *, storage_options: Mapping[str, Any] | None = None) -> bool:
        """
        Tell whether there is a root at *url*, of whichever store.

        Raises:
            UnsupportedOperationError, UnavailableError: As `open`.
        """
        return _root(url, storage_options or {}).marker() is not None

    def firm(self, firm_id: str) -> BlobStore:
        """Return the bytes of one firm, out of reach of all others (L8)."""
        return self._root.store(firm_key(firm_id))

    def gc(
        self, named: Callable[[str], Container[str]], *, firms: Callable[[], Iterable[str]], older_than: timedelta
    ) -> int:
        """
        Remove the blobs that nothing names and that were last stored *older_than* ago or earlier (L9).

        *firms* gives the ids of all firms that have a revision, *named* the digests that any revision of a firm names.
        Each is called after what it is held against was listed, so that a commit in between is seen; the time of a
        blob, by the store's own clock, is looked at only as it is removed, so that a `put` in between is seen too.
        Bytes of a firm that *firms* does not give (its first unit was discarded) are named by nothing. What a `put`
        that was cut short left behind goes by the same age.

        Returns:
            The number of blobs that were removed.

        Raises:
            UnavailableError: If the store is out of reach; what was removed until then stays removed.
        """
        until = self._root.now() - older_than.total_seconds()
        self._root.remove_incoming(until=until)
        folders = self._root.firms()
        known = {firm_key(firm_id): firm_id for firm_id in firms()}
        removed = 0
        for firm in folders:
            digests = self._root.digests(firm)
            kept = named(known[firm]) if firm in known else ()
            removed += sum(self._root.remove(firm, digest, until=until) for digest in digests if digest not in kept)
        return removed

    def verify(self, named: Iterable[tuple[str, Blob]]) -> Iterator[BlobProblem]:
        """
        Read each blob to its end, and give those that are missing, of another size, damaged or unreadable.

        *named* gives firm ids and blobs; it is read as the check goes on, and a blob given twice is read twice.
        """
        for firm_id, blob in named:
            try:
                with self.firm(firm_id).open(blob) as stream:
                    while stream.read(CHUNK):
                        pass
            except StorageError as error:
                yield BlobProblem(firm_id=firm_id, blob=blob, error=error)


def _root(url: str, options: Mapping[str, Any]) -> Root:
    path = local_path(url)
    if path is not None:
        return LocalRoot(path)
    from multibuh_backends.blobs.remote_root import RemoteRoot
    from multibuh_backends.blobs.remote_tree import RemoteTree

    return RemoteRoot(RemoteTree(url, options))
