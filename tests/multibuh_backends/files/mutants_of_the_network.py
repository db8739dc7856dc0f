"""The backend broken on purpose in what it makes of an answer, or of none, each time in one way."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

import pytest

from multibuh_backends.blobs.hashing import handed_on
from multibuh_backends.blobs.remote_store import RemoteBlobStore
from multibuh_backends.files import firm
from multibuh_backends.files.objects import Creation
from multibuh_backends.files.objects.s3 import S3Objects
from multibuh_core.errors import UnavailableError
from multibuh_core.ports.blob_store import Blob

__all__ = [
    "begins_anew_after_no_answer",
    "commits_before_the_bytes",
    "looks_and_sees_nothing",
    "sends_blindly",
    "takes_each_for_its_own",
    "takes_no_answer_for_made",
    "takes_no_answer_for_nothing",
]


def takes_each_for_its_own(patch: pytest.MonkeyPatch) -> None:
    """Take each commit that stands there for one's own."""
    patch.setattr(firm.Firm, "_is_own", lambda *_: True)


def begins_anew_after_no_answer(patch: pytest.MonkeyPatch) -> None:
    """Where no answer came, look what there is now, and make the commit under the next number."""
    has_landed = firm.Firm._has_landed

    def has_landed_or_not(self: firm.Firm, pending: Any, *rest: Any) -> bool:
        create = pending.create

        def create_or_begin_anew(number: int, previous: str) -> tuple[Creation, str]:
            creation, seal = create(number, previous)
            return (Creation.TAKEN if creation is Creation.UNKNOWN else creation), seal

        with pytest.MonkeyPatch.context() as within:
            within.setattr(pending, "create", create_or_begin_anew)
            within.setattr(firm.Firm, "_is_own", lambda *_: False)
            return has_landed(self, pending, *rest)

    patch.setattr(firm.Firm, "_has_landed", has_landed_or_not)


def sends_blindly(patch: pytest.MonkeyPatch) -> None:
    """Send a commit without a condition, again and again until there is an answer."""

    def create(self: S3Objects, key: str, data: bytes) -> Creation:
        self.put(key, data)
        return Creation.MADE

    patch.setattr(S3Objects, "create", create)


def takes_no_answer_for_made(patch: pytest.MonkeyPatch) -> None:
    """Say that a commit was made where no answer came."""
    _take_no_answer(patch, lambda: Creation.MADE)


def takes_no_answer_for_nothing(patch: pytest.MonkeyPatch) -> None:
    """Say that nothing was written where no answer came."""

    def refuse() -> Creation:
        raise UnavailableError("Ничего не записано.")

    _take_no_answer(patch, refuse)


def looks_and_sees_nothing(patch: pytest.MonkeyPatch) -> None:
    """Say that there is nothing where no answer came."""
    for name in ("get", "names"):
        patch.setattr(S3Objects, name, _or_nothing(getattr(S3Objects, name)))


def commits_before_the_bytes(patch: pytest.MonkeyPatch) -> None:
    """Send an attachment's bytes once the entry that names them is there."""
    put, create = RemoteBlobStore.put, S3Objects.create
    waiting: list[tuple[RemoteBlobStore, bytes]] = []

    def put_later(self: RemoteBlobStore, source: BinaryIO) -> Blob:
        waiting.append((self, data := source.read()))
        return handed_on(io.BytesIO(data), len)

    def create_first(self: S3Objects, key: str, data: bytes) -> Creation:
        made = create(self, key, data)
        while waiting:
            store, blob = waiting.pop()
            put(store, io.BytesIO(blob))
        return made

    patch.setattr(RemoteBlobStore, "put", put_later)
    patch.setattr(S3Objects, "create", create_first)


def _take_no_answer(patch: pytest.MonkeyPatch, said: Any) -> None:
    create = S3Objects.create

    def create_and_say(self: S3Objects, key: str, data: bytes) -> Creation:
        creation = create(self, key, data)
        return said() if creation is Creation.UNKNOWN else creation

    patch.setattr(S3Objects, "create", create_and_say)


def _or_nothing(look: Any) -> Any:
    def look_or_see_nothing(*arguments: Any) -> Any:
        try:
            return look(*arguments)
        except UnavailableError:
            return None if look.__name__ == "get" else []

    return look_or_see_nothing
