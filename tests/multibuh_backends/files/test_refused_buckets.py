"""A bucket that is out of reach: one clear error each, in time, and all that is there stays as it is."""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from typing import Any, Final

import pytest

from multibuh_backends.files.objects import s3_answers
from multibuh_core.errors import UnavailableError
from tests.multibuh_backends.files.doors import seen
from tests.multibuh_backends.files.objects.places import Place
from tests.multibuh_backends.files.spoiling import (
    all_in,
    opened,
    refusal,
    some_store,
)
from tests.multibuh_backends.files.stores import user
from tests.servers.seaweedfs import Bucket

NO_RIGHT: Final = "Нет прав на хранилище: проверьте ключ, секрет (storage_options) и права на бакет, и повторите."
NO_BUCKET: Final = "Бакета хранилища нет: создайте его или исправьте адрес, и повторите."
NO_ADDRESS: Final = (
    "Адрес хранилища неверен: проверьте имя бакета (s3://бакет/путь) и адрес сервера "
    "(endpoint_url в storage_options), и повторите."
)


OPTIONS: Final[dict[str, tuple[Mapping[str, Any], str]]] = {
    "a key that may only read": ({"key": "reader"}, NO_RIGHT),
    "a key of nobody": ({"key": "nobody"}, NO_RIGHT),
    "a wrong secret": ({"secret": "wrong"}, NO_RIGHT),
    "no key": ({"key": None, "secret": None, "anon": True}, NO_RIGHT),
    "an address that is none": ({"client_kwargs": {"endpoint_url": "127.0.0.1:8333"}}, NO_ADDRESS),
    "nobody at the address": (
        {"client_kwargs": {"endpoint_url": "http://127.0.0.1:1"}},
        "Хранилище не отвечает (EndpointConnectionError): проверьте его и повторите.",
    ),
}


class TestBucket:
    """A bucket that is out of reach."""

    @pytest.mark.parametrize(("wrong", "message"), OPTIONS.values(), ids=OPTIONS)
    def test_no_access_is_told(self, bucket: Bucket, wrong: Mapping[str, Any], message: str) -> None:
        """Without rights or by a wrong address nothing is opened or made, and the store stays as it is."""
        place = Place.of(bucket)
        some_store(place)
        before = all_in(place.open())
        for create in (False, True):
            error = refusal(lambda create=create: opened(Place(place.url, {**place.options, **wrong}), create=create))  # type: ignore[misc]
            assert (type(error), str(error)) == (UnavailableError, message)
        assert all_in(place.open()) == before

    @pytest.mark.parametrize(
        ("url", "message"),
        [("s3://no-such-bucket/a", NO_BUCKET), ("s3://Нет такого/a", NO_ADDRESS)],
        ids=["missing", "misnamed"],
    )
    def test_missing_bucket_is_told(self, bucket: Bucket, url: str, message: str) -> None:
        """A bucket that is not there is not made."""
        error = refusal(lambda: opened(Place(url, bucket.options), create=True))
        assert (type(error), str(error)) == (UnavailableError, message)

    def test_rights_that_are_taken_away(self, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whoever may no longer write goes on reading, and is told of each write that it was not done."""
        place = Place.of(bucket)
        some_store(place)
        with opened(place) as backend:
            objects: Any = backend._objects
            monkeypatch.setattr(objects, "_tree", Place(place.url, {**place.options, "key": "reader"}).open()._tree)  # type: ignore[attr-defined]
            before = seen(backend)
            error = refusal(lambda: user(backend).organizations.add("Ещё"))
            assert (type(error), str(error)) == (UnavailableError, NO_RIGHT)
            assert seen(backend) == before

    def test_silent_server_is_told_of_in_time(self, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
        """A server that takes connections and never answers is told of after two tries: 30 s, as s3fs waits."""
        from s3fs import S3FileSystem

        assert S3FileSystem.read_timeout <= 15 < s3_answers._PATIENCE < 30
        monkeypatch.setattr(s3_answers, "_PATIENCE", 0.4)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            place = Place.of(bucket.through(silent.getsockname(), read_timeout=0.3))
            began = time.monotonic()
            error = refusal(lambda: opened(place))
            assert time.monotonic() - began < 1.5
        assert (type(error), str(error)) == (
            UnavailableError,
            "Хранилище не отвечает (ReadTimeoutError): проверьте его и повторите.",
        )
