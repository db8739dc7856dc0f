"""What is experimental: refused unless asked for, held to the same laws, and honest where a driver's answer is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any, Final, cast

import pytest
from fsspec import AbstractFileSystem
from fsspec.implementations.memory import MemoryFileSystem
from fsspec.registry import _registry

from multibuh_backends import connect
from multibuh_backends.files.objects import Creation, experimental
from multibuh_backends.files.objects.open import open_objects, require_create_once
from multibuh_core.errors import UnavailableError, UnsupportedOperationError
from tests.multibuh_backends.files.objects import test_laws
from tests.multibuh_backends.files.objects.places import Place, outcome

URL: Final = "gs://bucket/firm"
ASKED: Final = {"experimental": True}
LAWS: Final = [law for name, law in vars(test_laws).items() if name.startswith("test_")]


class StandIn(MemoryFileSystem):  # type: ignore[misc]  # fsspec has no types
    """A driver that creates once, as gcsfs and adlfs do for ``mode="create"``: of the network it knows nothing."""

    store: dict[str, Any]
    protocol = "gs"
    cachable = False
    lock = threading.RLock()
    _strip_protocol: Any = classmethod(AbstractFileSystem._strip_protocol.__func__)

    def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **_: Any) -> None:
        """Upload, nobody else meanwhile."""
        with self.lock:
            super().pipe_file(path, value, mode=mode)


class Forgetful(StandIn):
    """A driver that leaves the condition out."""

    def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **_: Any) -> None:
        """Upload over what there is."""
        del mode
        super().pipe_file(path, value)


class HttpError(Exception):
    """An answer of the server, as gcsfs tells it."""

    def __init__(self, code: int | None) -> None:
        self.code = code
        super().__init__("secret.host:443")


def driver(monkeypatch: pytest.MonkeyPatch, kind: type[StandIn]) -> Place:
    """Install a driver with a bucket of its own, and return a place in it."""
    monkeypatch.setitem(_registry, "gs", type("Driver", (kind,), {"store": {}, "pseudo_dirs": [""]}))
    monkeypatch.setattr(experimental, "find_spec", lambda _: "there is one")
    return Place(URL, ASKED)


@pytest.mark.parametrize(
    "url", ["gs://bucket/firm", "gcs://bucket/firm", "az://container/firm", "abfs://container/firm"]
)
@pytest.mark.parametrize("options", [None, {}, {"experimental": False}, {"experimental": "yes"}])
def test_it_is_refused_unless_asked_for(url: str, options: dict[str, Any] | None) -> None:
    """Whoever does not say so gets no experiment; the message says what is sure, and how to ask."""
    with pytest.raises(UnsupportedOperationError) as told:
        connect(url, create=True, storage_options=options)
    service = "Google Cloud Storage" if url.startswith("g") else "Azure Blob Storage"
    assert str(told.value) == (
        f"Хранилище «{url}»: {service} поддерживается только для опытов. Укажите s3://бакет/путь или file:///папка, "
        'а если вы готовы рискнуть — storage_options={"experimental": True}.'
    )


@pytest.mark.parametrize(
    ("url", "library", "extra"), [("gs://bucket/firm", "gcsfs", "gcs"), ("az://container/firm", "adlfs", "azure")]
)
def test_missing_driver_is_told(monkeypatch: pytest.MonkeyPatch, url: str, library: str, extra: str) -> None:
    """Without the driver the message is the command that brings it."""
    monkeypatch.setattr(experimental, "find_spec", lambda _: None)
    with pytest.raises(UnsupportedOperationError) as told:
        connect(url, create=True, storage_options=ASKED)
    assert str(told.value) == (
        f'Для хранилища «{url}» нужна библиотека {library}: установите её командой pip install "multibuh[{extra}]".'
    )


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_laws_of_objects_hold(monkeypatch: pytest.MonkeyPatch, law: Callable[[Place], None]) -> None:
    """What holds of a folder and of S3 holds over a driver that creates once."""
    law(driver(monkeypatch, StandIn))


def test_driver_that_drops_the_condition_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test at connection is made here too: a driver that overwrites is found out, and nothing is left."""
    place = driver(monkeypatch, Forgetful)
    with pytest.raises(UnsupportedOperationError, match="только один раз"):
        require_create_once(open_objects(place.url, place.options))
    assert place.open().names("") == []


VERDICTS: Final[list[tuple[Exception, Any, Any]]] = [
    (HttpError(None), Creation.UNKNOWN, Creation.TAKEN),
    (HttpError(503), Creation.UNKNOWN, Creation.TAKEN),
    (HttpError(429), Creation.UNKNOWN, Creation.TAKEN),
    (ConnectionError("secret.host:443"), Creation.UNKNOWN, Creation.TAKEN),
    (HttpError(400), UnavailableError, Creation.TAKEN),
    (HttpError(401), UnavailableError, Creation.TAKEN),
    (HttpError(403), UnavailableError, Creation.TAKEN),
    (OSError("Forbidden: secret.host:443"), UnavailableError, Creation.TAKEN),
    (FileNotFoundError("secret.host:443"), UnavailableError, Creation.TAKEN),
]
"""An error; what is said of it where nothing was written, and where a first try of the driver's was carried out."""


@pytest.mark.parametrize("verdict", VERDICTS, ids=lambda one: f"{one[0]!r} {getattr(one[0], 'code', '')}")
def test_no_answer_is_told_as_that(monkeypatch: pytest.MonkeyPatch, verdict: tuple[Exception, Any, Any]) -> None:
    """A creation whose answer is lost is unknown, or taken where it is seen; only a clear refusal wrote nothing."""
    error, *told = verdict
    for said in told:
        objects: Any = driver(monkeypatch, StandIn).open()
        files = objects._tree.filesystem

        def fails(path: str, value: bytes, *, files: Any = files, said: Any = said, **named: Any) -> None:
            if said is Creation.TAKEN:
                StandIn.pipe_file(files, path, value, **named)
            raise error

        monkeypatch.setattr(files, "pipe_file", fails)
        assert outcome(objects.create, "a", b"x") is said


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            OSError("Forbidden: secret"),
            "Нет прав на хранилище: проверьте storage_options и права на бакет, и повторите.",
        ),
        (FileNotFoundError("secret"), "Бакета хранилища нет: создайте его или исправьте адрес, и повторите."),
        (HttpError(None), "Хранилище не отвечает (HttpError): проверьте его и повторите."),
    ],
    ids=["no rights", "no bucket", "no answer"],
)
def test_failure_is_told_without_the_drivers_words(
    monkeypatch: pytest.MonkeyPatch, error: Exception, message: str
) -> None:
    """What failed is named with the way out; no address of the driver's is."""
    objects: Any = driver(monkeypatch, StandIn).open()

    def fails(*_: object, **__: object) -> Iterator[None]:
        raise error

    monkeypatch.setattr(objects._tree.filesystem, "pipe_file", fails)
    with pytest.raises(UnavailableError) as told:
        objects.put("a", b"x")
    assert str(told.value) == message


def test_option_does_not_reach_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is ours is taken out of the storage options: a driver may refuse what it does not know."""
    asked: list[Any] = []

    class Strict(StandIn):
        def __init__(self, **options: Any) -> None:
            asked.append(options)
            super().__init__(**options)

    place = driver(monkeypatch, Strict)
    with connect(place.url, create=True, storage_options={**ASKED, "token": "anon"}):
        assert asked
    assert {key for options in asked for key in cast("dict[str, Any]", options)} <= {
        "token",
        "use_listings_cache",
        "skip_instance_cache",
    }
