"""What holds of objects wherever they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from multibuh_backends.blobs.keys import INCOMING
from multibuh_backends.files.objects import Creation
from multibuh_backends.files.objects.open import require_create_once
from tests.multibuh_backends.files.objects.places import Place

KEY = "firms/0a/log/000000000001.json"


def test_nothing_is_there_at_first(place: Place) -> None:
    """Of a place in which nothing was made there is nothing to read, list or remove, and looking makes nothing."""
    objects = place.open()
    assert objects.get(KEY) is None
    assert objects.get("multibuh.json") is None
    assert objects.modified(KEY) is None
    assert objects.names("") == objects.names("firms/0a/log") == []
    objects.remove(KEY)
    objects.remove_incoming(until=2e9)
    assert objects.names("") == []


def test_created_once(place: Place) -> None:
    """The second who creates is told so, whoever it is, and the first's bytes stay."""
    objects = place.open()
    assert objects.create(KEY, b"first") is Creation.MADE
    assert objects.create(KEY, b"second") is Creation.TAKEN
    other = place.open()
    assert other.create(KEY, b"first") is Creation.TAKEN
    assert other.get(KEY) == objects.get(KEY) == b"first"


def test_bytes_are_kept_exactly(place: Place) -> None:
    """Bytes of any size come back as they were, and none at all are something, too."""
    objects = place.open()
    for size in (0, 1, 1 << 16, 3_000_001):
        data = (bytes(range(256)) * (size // 256 + 1))[:size]
        assert objects.create(f"made/{size}", data) is Creation.MADE
        assert objects.create(f"made/{size}", b"other") is Creation.TAKEN
        objects.put(f"put/{size}", data)
        assert [objects.get(f"{folder}/{size}") for folder in ("made", "put")] == [data, data]


def test_put_replaces_whole(place: Place) -> None:
    """Who puts has the last word, a shorter one too; what is put is taken."""
    objects = place.open()
    for data in (b"longer than the next", b"short", b""):
        objects.put(KEY, data)
        assert objects.get(KEY) == data
    assert place.open().get(KEY) == b""
    assert objects.create(KEY, b"other") is Creation.TAKEN
    assert objects.get(KEY) == b""


def test_names_are_in_order(place: Place) -> None:
    """A folder's names, of objects and folders, come by code point, and from behind a name."""
    objects = place.open()
    for key in ("b/x", "b/y/z", "b-1", "b.json", "a", "c/d", "ab"):
        objects.put(f"top/{key}", b"x")
    objects.put("topmost", b"x")
    names = ["a", "ab", "b", "b-1", "b.json", "c"]
    assert objects.names("top") == names
    for number, name in enumerate(names):
        assert objects.names("top", after=name) == names[number + 1 :]
    assert objects.names("top", after="b.") == ["b.json", "c"]
    assert objects.names("") == ["top", "topmost"]
    assert objects.names("top/b") == ["x", "y"]
    assert objects.names("to") == []


def test_removed_is_gone(place: Place) -> None:
    """What is removed is not there, its neighbour is; removing it again does nothing, and it can be made anew."""
    objects = place.open()
    for name in ("one", "two"):
        objects.put(f"folder/{name}", b"x")
    objects.remove("folder/one")
    objects.remove("folder/one")
    assert objects.get("folder/one") is None
    assert objects.modified("folder/one") is None
    assert objects.names("folder") == ["two"]
    assert objects.create("folder/one", b"y") is Creation.MADE


def test_times_are_of_one_clock(place: Place) -> None:
    """An object is written between two looks at the clock, give or take the second that S3 rounds to."""
    objects = place.open()
    before = objects.now()
    objects.create("made", b"x")
    objects.put("put", b"x")
    after = objects.now()
    for key in ("made", "put"):
        at = objects.modified(key)
        assert at is not None
        assert before - 1 <= at <= after + 1


def test_what_never_came_to_be_is_cleared_by_its_age(place: Place) -> None:
    """What a killed process left of its writing is never listed, and goes when it is old enough; nothing else does."""
    objects = place.open()
    left, other = f"{INCOMING}/{'0' * 32}.part", f"{INCOMING}/other"
    for key in (left, other, KEY):
        objects.put(key, b"half")
    assert objects.names("") == ["firms"]
    at = objects.modified(left)
    assert at is not None
    objects.remove_incoming(until=at - 1)
    assert objects.get(left) == b"half"
    objects.remove_incoming(until=at)
    assert [objects.get(key) for key in (left, other, KEY)] == [None, b"half", b"half"]


def test_one_of_many_threads_makes_it(place: Place) -> None:
    """Of eight threads that share the objects and create the same key exactly one makes it."""
    objects = place.open()
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda me: objects.create(KEY, b"%d" % me), range(8)))
    assert told.count(Creation.MADE) == 1
    assert told.count(Creation.TAKEN) == 7
    assert objects.get(KEY) == b"%d" % told.index(Creation.MADE)


def test_place_that_creates_once_is_taken(place: Place) -> None:
    """A folder and a bucket pass the test at connection, which leaves nothing behind."""
    objects = place.open()
    require_create_once(objects)
    assert objects.names("") == objects.names(INCOMING) == []
