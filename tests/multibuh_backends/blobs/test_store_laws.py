"""The laws of the port `BlobStore`, on local disk and on another filesystem."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest

from multibuh_core.errors import CorruptionError
from multibuh_core.ports.blob_store import Blob
from tests.multibuh_backends.blobs.places import DATA, FIRM, Place, a_blob, put_long_ago

ONE_PART = bytes(1 << 20)


@pytest.mark.parametrize("data", [b"", b"x", ONE_PART, ONE_PART + b"x", DATA], ids=["0", "1", "1M", "1M+1", "3M"])
def test_bytes_come_back(place: Place, data: bytes) -> None:
    """Bytes of any size are stored under their SHA-256 and come back as they were, also in another process's view."""
    blob = place.open().firm(FIRM).put(io.BytesIO(data))
    assert blob == a_blob(data)
    with place.open(create=False).firm(FIRM).open(blob) as stream:
        assert stream.read() == data


def test_source_is_read_from_where_it_stands_in_parts(place: Place) -> None:
    """A source that gives less than it is asked for is still read to its end."""

    class Trickle(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(7, size or 7))

    source = Trickle(b"before" + b"after" * 9)
    source.seek(6)
    assert place.open().firm(FIRM).put(source) == a_blob(b"after" * 9)


def test_error_of_the_source_passes_through_and_leaves_nothing(place: Place) -> None:
    """What the source raises is not the store's failure, and nothing of it stays."""

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 0:
                raise ConnectionResetError("the source's own")
            return super().read(size)

    store = place.open().firm(FIRM)
    with pytest.raises(ConnectionResetError, match="the source's own"):
        store.put(Broken(DATA))
    assert place.paths() == {"store.json"}


def test_what_is_not_stored_is_told_at_once(place: Place) -> None:
    """Bytes that are not there, or not in that size, are no stream; nor is a digest that is a path."""
    store = place.open().firm(FIRM)
    blob = store.put(io.BytesIO(DATA))
    for wrong in (
        a_blob(b"other"),
        Blob(blob.sha256, 5),
        Blob("../store.json", 5),
        Blob(blob.sha256.upper(), blob.size),
    ):
        with pytest.raises(CorruptionError):
            store.open(wrong)


def test_firms_are_apart_whatever_their_ids(place: Place) -> None:
    """No firm reaches another's bytes, though their ids differ in case only, look like paths or are no ASCII (L8)."""
    ids = ["fintrust", "Fintrust", "../fintrust", "fintrust/..", "/", ".", "", "Финтраст", "финтраст", "a\0b", "\ud800"]
    blobs = place.open()
    blob = a_blob(DATA)
    for number, firm in enumerate(ids):
        for later in ids[number:]:
            with pytest.raises(CorruptionError):
                blobs.firm(later).open(blob)
        assert blobs.firm(firm).put(io.BytesIO(DATA)) == blob
    assert len(place.paths()) == 1 + len(ids)


@pytest.mark.parametrize(
    "damage", [DATA[:-1] + b"!", DATA[:-1], DATA + b"x", b""], ids=["bit", "cut", "longer", "empty"]
)
def test_storing_again_heals(place: Place, damage: bytes) -> None:
    """Damaged bytes are replaced by the right ones when these are stored again."""
    store = place.open().firm(FIRM)
    blob = store.put(io.BytesIO(DATA))
    (path,) = place.paths() - {"store.json"}
    place.write(path, damage)
    assert store.put(io.BytesIO(DATA)) == blob
    assert place.read(path) == DATA
    assert place.paths() == {"store.json", path}


def test_storing_again_renews_the_time(place: Place) -> None:
    """Bytes that were there already are as safe from gc as new ones (L9)."""
    blob = put_long_ago(place, DATA)
    blobs = place.open()
    blobs.firm(FIRM).put(io.BytesIO(DATA))
    assert blobs.gc(lambda _: (), firms=tuple, older_than=timedelta(days=1)) == 0
    blobs.firm(FIRM).open(blob).close()


def test_streams_of_one_blob_are_independent(place: Place) -> None:
    """Two streams of one blob do not move each other."""
    store = place.open().firm(FIRM)
    blob = store.put(io.BytesIO(DATA))
    with store.open(blob) as one, store.open(blob) as two:
        assert one.read(10) == DATA[:10]
        assert two.read(20) == DATA[:20]
        assert one.read() == DATA[10:]
        assert two.read() == DATA[20:]
