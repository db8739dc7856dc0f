"""Objects of a bucket of S3, or of a server that speaks its language."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from multibuh_backends.blobs.failures import STORE
from multibuh_backends.blobs.keys import INCOMING
from multibuh_backends.blobs.remote_tree import RemoteTree
from multibuh_backends.blobs.s3 import FIXED
from multibuh_backends.files.objects.objects import Creation
from multibuh_backends.files.objects.remote import RemoteObjects
from multibuh_backends.files.objects.s3_answers import asked_again, is_lost, is_missing, status_of, told
from multibuh_core.errors import UnavailableError

__all__ = ["S3Objects"]


class S3Objects(RemoteObjects):
    """
    A prefix of a bucket.

    An object is created by one conditional PUT, sent once: what became of it is told by the status of the answer.
    Everything else does no harm if it is done twice, and is asked again where the answer was lost. The filesystem is
    built anew in each process, its connections with the first request.
    """

    def __init__(self, url: str, options: Mapping[str, Any]) -> None:
        """
        Take the address of a bucket and a prefix, and the storage options of s3fs; nothing is sent yet.

        Raises:
            UnsupportedOperationError: If s3fs is not installed.
        """
        config = {"retries": {"max_attempts": 0}, **options.get("config_kwargs", {})}
        self._tree = RemoteTree(url, {**options, **FIXED, "config_kwargs": config}, STORE)

    def get(self, key: str) -> bytes | None:
        """Return an object's bytes by one GET."""
        with told():
            try:
                return asked_again(lambda: bytes(self._filesystem.cat_file(self._tree.place(key))))
            except Exception as error:
                if is_missing(error):
                    return None
                raise

    def create(self, key: str, data: bytes) -> Creation:
        """Send the object on the condition that there is none."""
        try:
            self._ask("put_object", key, Body=data, IfNoneMatch="*")
        except Exception as error:  # noqa: BLE001 - drivers raise what they like; each is judged
            if status_of(error) == HTTPStatus.PRECONDITION_FAILED:
                return Creation.TAKEN
            if is_lost(error):
                return Creation.UNKNOWN
            return self._refused(key, error)
        return Creation.MADE

    def put(self, key: str, data: bytes) -> None:
        """Send the object."""
        with told():
            asked_again(lambda: self._ask("put_object", key, Body=data))

    def names(self, folder: str, after: str = "") -> list[str]:
        """List what begins with the folder's name, a thousand names by a request."""
        bucket, prefix = self._address(folder)
        prefix = prefix and prefix.rstrip("/") + "/"
        found: set[str] = set()
        page = {"StartAfter": prefix + after} if after else {}
        with told():
            while True:
                answer = self._listed(Bucket=bucket, Prefix=prefix, Delimiter="/", **page)
                found.update(one["Key"] for one in answer.get("Contents", ()))
                found.update(one["Prefix"] for one in answer.get("CommonPrefixes", ()))
                if not answer.get("IsTruncated"):
                    break
                page = {"ContinuationToken": answer["NextContinuationToken"]}
        names = {name.removeprefix(prefix).rstrip("/") for name in found}
        return sorted(name for name in names if name > after and (folder or name != INCOMING))

    def remove(self, key: str) -> None:
        """Delete an object."""
        with told():
            asked_again(lambda: self._ask("delete_object", key))

    def modified(self, key: str) -> float | None:
        """Return when the server says that it was stored; whole seconds."""
        with told():
            try:
                answer = asked_again(lambda: self._ask("head_object", key))
            except Exception as error:
                if is_missing(error):
                    return None
                raise
        return float(answer["LastModified"].timestamp())

    def _refused(self, key: str, error: Exception) -> Creation:
        """Tell what a refusal or a conflict comes to: the connection may have sent this request once before."""
        conflict = status_of(error) == HTTPStatus.CONFLICT
        try:
            if self.get(key) is not None:
                return Creation.TAKEN
        except UnavailableError:
            pass
        if conflict:
            return Creation.UNKNOWN
        with told():
            raise error

    @property
    def _filesystem(self) -> Any:
        """The filesystem of this process, made to send each request once."""
        found = self._tree.filesystem
        found.retries = 1
        return found

    def _address(self, key: str) -> tuple[str, str]:
        bucket, path, _ = self._filesystem.split_path(self._tree.place(key))
        return bucket, path

    def _ask(self, method: str, key: str, **named: Any) -> Any:
        bucket, path = self._address(key)
        return self._filesystem.call_s3(method, Bucket=bucket, Key=path, **named)

    def _listed(self, **named: Any) -> Any:
        return asked_again(lambda: self._filesystem.call_s3("list_objects_v2", **named))
