"""Stores that somebody has spoiled by hand, wherever they are; and all that is in them, to be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest

from multibuh_backends import connect
from multibuh_backends.blobs.keys import INCOMING, firm_key
from multibuh_backends.files import FilesBackend, commits
from multibuh_backends.files.objects import Objects
from multibuh_core.errors import CorruptionError, MultibuhError
from tests.multibuh_backends.files.objects.places import Place
from tests.multibuh_backends.files.stores import FIRM, user
from tests.multibuh_backends.files.use_cases import import_a_table, some_records

__all__ = [
    "FIRM_FOLDER",
    "Spoil",
    "all_in",
    "altered",
    "cut_short",
    "opened",
    "removed",
    "replaced",
    "some_store",
    "with_marker",
]

FIRM_FOLDER: Final = f"firms/{firm_key(FIRM)}"

Spoil = Callable[[Objects], object]


def some_store(place: Place) -> None:
    """Make a store of three commits, the last in segments."""
    with pytest.MonkeyPatch.context() as patch, opened(place, create=True) as backend:
        some_records(backend)
        patch.setattr(commits, "_ROWS_AT_MOST", 4)
        import_a_table(user(backend))


def opened(place: Place, **options: Any) -> FilesBackend:
    """Open a place by the usual door."""
    backend = connect(place.url, storage_options=place.options, **options)
    assert isinstance(backend, FilesBackend)
    return backend


def all_in(objects: Objects, folder: str = "") -> dict[str, bytes]:
    """Return all objects, by their keys."""
    return dict(_walked(objects, folder))


def _walked(objects: Objects, folder: str) -> Iterator[tuple[str, bytes]]:
    for name in objects.names(folder):
        key = f"{folder}/{name}" if folder else name
        if name == INCOMING:
            continue
        try:
            data = objects.get(key)
        except CorruptionError:  # as a folder is none
            data = None
        if data is None:
            yield from _walked(objects, key)
        else:
            yield key, data


def cut_short(key: str) -> Spoil:
    """Leave the first half of an object."""
    return lambda objects: objects.put(key, (data := objects.get(key) or b"")[: len(data) // 2])


def altered(key: str) -> Spoil:
    """Change one letter of an object, so that all the same it can be read."""
    return lambda objects: objects.put(key, (objects.get(key) or b"").replace("а".encode(), "о".encode(), 1))


def replaced(key: str) -> Spoil:
    """Put the first object of its folder in its place, which is one of its kind."""
    folder, _, _ = key.rpartition("/")
    return lambda objects: objects.put(key, objects.get(f"{folder}/{objects.names(folder)[0]}") or b"")


def removed(key: str) -> Spoil:
    """Take an object away."""
    return lambda objects: objects.remove(key)


def with_marker(data: bytes) -> Spoil:
    """Put another marker in the place of ours."""
    return lambda objects: objects.put("multibuh.json", data)


def refusal(call: Callable[[], object]) -> MultibuhError:
    """Return the error of the library's that a call raises, with no other behind it."""
    with pytest.raises(MultibuhError) as caught:
        call()
    assert caught.value.__cause__ is None
    return caught.value
