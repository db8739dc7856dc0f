"""From an address to objects: what is taken, and what is refused at once and clearly."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from fsspec.registry import _registry

from multibuh_backends.files.objects import Creation, Objects
from multibuh_backends.files.objects.local import LocalObjects
from multibuh_backends.files.objects.open import open_objects, require_create_once
from multibuh_core.errors import UnavailableError, UnsupportedOperationError
from tests.multibuh_backends.files.objects.careless import LooksThenSends, Overwrites, Sends
from tests.servers.seaweedfs import Bucket


@pytest.mark.parametrize("url", ["file://{}", "{}"])
def test_folders_are_named_in_many_ways(tmp_path: Path, url: str) -> None:
    """A URL and a plain path lead to the same folder, whatever is in its name; opening makes nothing."""
    folder = tmp_path / "a b%20#?[*]" / "хранилище"
    objects = open_objects(url.format(folder))
    assert not folder.parent.exists()
    assert objects.create("a", b"x") is Creation.MADE
    assert (folder / "a").read_bytes() == b"x"


@pytest.mark.parametrize("url", ["ftp://user:secret@host/a", "memory://a", "s3://", "s3:///", "zip::s3://a"])
def test_other_addresses_are_refused(url: str) -> None:
    """What is neither a folder nor a bucket is refused, with what may be used instead and without a password."""
    with pytest.raises(UnsupportedOperationError) as told:
        open_objects(url)
    shown = url.replace("secret", "***")
    assert str(told.value) == (
        f"Хранилище в файлах не ведётся по адресу «{shown}»: нужна папка (file:///путь) или бакет S3 (s3://бакет/путь)."
    )


def test_missing_library_is_told_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without s3fs the message is the command that brings it."""
    monkeypatch.setitem(sys.modules, "s3fs", None)
    for scheme in tuple(_registry):
        monkeypatch.delitem(_registry, scheme)
    with pytest.raises(UnsupportedOperationError) as told:
        open_objects("s3://bucket/a")
    assert str(told.value) == (
        'Для хранилища «s3» не установлена библиотека: установите её, для S3 — pip install "multibuh[s3]".'
    )


def test_folder_that_overwrites_is_refused(tmp_path: Path) -> None:
    """What makes the same object twice is refused at connection, and nothing is left there."""
    objects = Overwrites(tmp_path)
    with pytest.raises(UnsupportedOperationError, match="только один раз"):
        require_create_once(objects)
    assert objects.names("") == []


@pytest.mark.parametrize("careless", [Sends])
def test_bucket_that_overwrites_is_refused(bucket: Bucket, careless: Any) -> None:
    """So is a server that does not heed the condition."""
    objects = careless(bucket.url, bucket.options)
    with pytest.raises(UnsupportedOperationError, match="If-None-Match"):
        require_create_once(objects)
    assert objects.names("") == []


def test_driver_that_drops_the_condition_is_refused(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old botocore does not know the condition, and s3fs would silently leave it out."""
    from s3fs.utils import ParamKwargsHelper

    known = ParamKwargsHelper.filter_dict

    def filter_dict(helper: Any, method: str, named: dict[str, Any]) -> Any:
        return {name: value for name, value in known(helper, method, named).items() if name != "IfNoneMatch"}

    monkeypatch.setattr(ParamKwargsHelper, "filter_dict", filter_dict)
    with pytest.raises(UnsupportedOperationError, match="If-None-Match"):
        require_create_once(open_objects(bucket.url, bucket.options))


def test_looking_before_writing_passes_alone(bucket: Bucket) -> None:
    """The test at connection finds out what never creates once; what does so only in a race, the race finds out."""
    require_create_once(LooksThenSends(bucket.url, bucket.options))


class Mute(LocalObjects):
    """Objects whose creations are never answered."""

    def create(self, key: str, data: bytes) -> Creation:
        """Create, and do not say so."""
        super().create(key, data)
        return Creation.UNKNOWN


class LostOnce(LocalObjects):
    """Objects that call their own creation somebody else's, as after an answer that was lost."""

    def create(self, key: str, data: bytes) -> Creation:
        """Create, and call it taken."""
        super().create(key, data)
        return Creation.TAKEN


def test_doubt_at_connection_is_no_verdict(tmp_path: Path) -> None:
    """A store that does not answer is out of reach, not unfit; one lost answer does not matter."""
    with pytest.raises(UnavailableError) as told:
        require_create_once(Mute(tmp_path))
    assert str(told.value) == "Хранилище не ответило на пробную запись: проверьте его и повторите."
    objects: Objects = LostOnce(tmp_path)
    require_create_once(objects)
    assert objects.names("") == []
