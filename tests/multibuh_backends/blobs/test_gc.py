"""The removal of what nothing names: old bytes go, and none that anybody may still need."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from multibuh_backends.blobs import Blobs
from multibuh_backends.blobs.keys import firm_key
from multibuh_backends.blobs.local_disk import LocalDisk
from multibuh_core.errors import CorruptionError, NotFoundError
from multibuh_core.ports.blob_store import Blob
from tests.multibuh_backends.blobs.faulty_disk import blobs_on
from tests.multibuh_backends.blobs.places import DATA, FIRM, LocalPlace, Place, put_long_ago

DAY = timedelta(days=1)


def gc(blobs: Blobs, named: dict[str, set[str]] | None = None, older_than: timedelta = DAY) -> int:
    """Remove what is old and not named."""
    return blobs.gc((named or {}).__getitem__, firms=lambda: list(named or {}), older_than=older_than)


def is_there(blobs: Blobs, blob: Blob, firm: str = FIRM) -> bool:
    """Return whether the blob can be read."""
    try:
        with blobs.firm(firm).open(blob) as stream:
            stream.read()
    except CorruptionError:
        return False
    return True


def test_old_bytes_that_nothing_names_go(place: Place) -> None:
    """Named bytes stay however old, new bytes stay though nothing names them, all others go and are counted."""
    blobs = place.open()
    named, old = put_long_ago(place, b"named"), put_long_ago(place, b"old")
    fresh = blobs.firm(FIRM).put(io.BytesIO(b"fresh"))
    assert gc(blobs, {FIRM: {named.sha256}}) == 1
    assert [is_there(blobs, blob) for blob in (named, old, fresh)] == [True, False, True]
    assert gc(blobs, {FIRM: {named.sha256}}) == 0


def test_age_is_from_the_last_storing(place: Place) -> None:
    """The limit is exact: bytes two days old outlive a limit of three, and none outlives a limit of nothing."""
    blobs = place.open()
    put_long_ago(place, b"old")
    blobs.firm(FIRM).put(io.BytesIO(b"fresh"))
    assert gc(blobs, older_than=timedelta(days=3)) == 0
    assert gc(blobs, older_than=timedelta(0)) == 2
    assert place.paths() == {"store.json"}


def test_bytes_are_named_by_their_own_firm_only(place: Place) -> None:
    """What one firm names does not keep the same bytes of another, nor of a firm that never came to be (L8)."""
    blobs = place.open()
    ours, theirs = put_long_ago(place, DATA), put_long_ago(place, DATA, "other")
    put_long_ago(place, DATA, "unknown")
    assert gc(blobs, {FIRM: {ours.sha256}, "other": set()}) == 2
    assert is_there(blobs, ours)
    assert not is_there(blobs, theirs, "other")


def test_names_are_read_after_the_listing(place: Place) -> None:
    """A commit between the listing and the reading of the names keeps its bytes; whose firm is new, too."""
    blobs = place.open()
    blob = put_long_ago(place, DATA)
    seen: list[str] = []

    def firms() -> list[str]:
        seen.append("firms")
        return [FIRM]

    def named(firm: str) -> set[str]:
        seen.append(firm)
        # Not listed, so not looked for either, though it is old and not named:
        put_long_ago(place, b"later")
        return {blob.sha256}

    assert blobs.gc(named, firms=firms, older_than=DAY) == 0
    assert seen == ["firms", FIRM]
    assert is_there(blobs, blob)


def test_put_after_the_names_were_read_survives(place: Place) -> None:
    """Bytes that are stored again between the reading of the names and their removal stay (L9)."""
    blobs = place.open()
    blob = put_long_ago(place, DATA)

    def named(_: str) -> set[str]:
        assert blobs.firm(FIRM).put(io.BytesIO(DATA)) == blob
        return set()

    assert blobs.gc(named, firms=lambda: [FIRM], older_than=DAY) == 0
    assert is_there(blobs, blob)


class MeddlingDisk(LocalDisk):
    """A disk on which something else happens at the first look at a blob's time, or at its removal."""

    def __init__(self, method: str, meddle: Callable[[], object]) -> None:
        self._method = method
        self._meddle: Callable[[], object] | None = meddle

    def __getattribute__(self, name: str) -> Any:
        """Meddle before the step."""
        found = super().__getattribute__(name)
        if name != "_method" and name == self._method:
            return lambda path: self._meddled(found, path)
        return found

    def _meddled(self, step: Callable[[Path], object], path: Path) -> object:
        if len(path.name) == 64 and path.parent.name == path.name[:2] and self._meddle is not None:
            meddle, self._meddle = self._meddle, None
            meddle()
        return step(path)


def test_put_before_the_last_look_survives(local: LocalPlace) -> None:
    """The time is looked at only as the blob is removed."""
    blobs = local.open()
    blob = put_long_ago(local, DATA)

    def stored_again() -> None:
        os.utime(next(local.root.glob(f"*/*/{blob.sha256}")))

    assert gc(blobs_on(local.root, MeddlingDisk("status", stored_again))) == 0
    assert is_there(blobs, blob)


def test_nobody_stores_between_the_look_and_the_removal(local: LocalPlace) -> None:
    """A put waits while a blob is looked at and removed, then stores it anew: in no moment is it lost."""
    blobs = local.open()
    blob = put_long_ago(local, DATA)
    other = Thread(target=lambda: blobs.firm(FIRM).put(io.BytesIO(DATA)))

    def begun() -> None:
        other.start()
        other.join(0.3)
        assert other.is_alive()

    assert gc(blobs_on(local.root, MeddlingDisk("remove", begun))) == 1
    other.join()
    assert is_there(blobs, blob)


def test_leftovers_of_crashed_puts_go_by_the_same_age(place: Place) -> None:
    """What was being written goes when it is old; what may still be written stays; and neither is counted."""
    blobs = place.open()
    old, fresh = f".multibuh-incoming/{'a' * 32}.part", f".multibuh-incoming/{'b' * 32}.part"
    going = f".multibuh-incoming/{'c' * 128}.going"
    for path in (old, fresh, going):
        place.write(path, b"half")
    for path in (old, going):
        place.make_older(path, timedelta(days=2))
    assert gc(blobs) == 0
    assert place.paths() == {"store.json", fresh}


def test_nothing_but_our_own_is_removed(place: Place) -> None:
    """Files that have no name of ours stay, wherever they lie and however old they are."""
    blobs = place.open()
    firm = firm_key(FIRM)
    alien = {"notes.txt", f"{firm}/ab/notes.txt", f"{firm}/{'a' * 64}x", ".multibuh-incoming/notes.txt", "ab/notes"}
    for path in alien:
        place.write(path, b"x")
        place.make_older(path, timedelta(days=900))
    assert gc(blobs) == 0
    assert place.paths() == alien | {"store.json"}


def test_links_out_of_the_root_are_not_followed(local: LocalPlace, tmp_path: Path) -> None:
    """Gc does not go through a firm's folder that leads elsewhere."""
    local.open()
    away = tmp_path / "away" / "aa"
    away.mkdir(parents=True)
    (away / ("a" * 64)).write_bytes(b"x")
    os.utime(away / ("a" * 64), (0, 0))
    (local.root / firm_key(FIRM)).symlink_to(away.parent)
    assert gc(local.open()) == 0
    assert (away / ("a" * 64)).exists()


def test_clock_is_the_stores_own(local: LocalPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose clock is wrong by years removes nothing for that: ages are told by the disk's clock."""
    blobs = local.open()
    blobs.firm(FIRM).put(io.BytesIO(DATA))
    monkeypatch.setattr("time.time", lambda: 9e9)
    assert gc(blobs) == 0


def test_missing_root_removes_nothing(local: LocalPlace) -> None:
    """A root that is gone is no empty one."""
    blobs = local.open()
    local.root.rename(local.root.parent / "unplugged")
    with pytest.raises(Exception, match=r"store\.json"):
        gc(blobs)
    with pytest.raises(NotFoundError):
        local.open(create=False)
