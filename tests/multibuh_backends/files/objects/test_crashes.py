"""Whatever call of the disk fails or is a process's last: an object is whole or absent, and what was told is so."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from multibuh_backends.blobs.keys import INCOMING
from multibuh_backends.files.objects import Creation
from multibuh_backends.files.objects.local import LocalObjects
from multibuh_core.errors import UnavailableError
from tests.multibuh_backends.files.objects.careless import (
    Overwrites,
    TakesAnErrorForNothing,
    TellsOfTheFolderAsIfOfTheObject,
    WritesInPlace,
)
from tests.multibuh_backends.files.objects.crashing import (
    CASES,
    FIRST,
    KEY,
    OURS,
    Failing,
    Fleeting,
    faults_of_creating,
    tries,
)


@pytest.mark.parametrize("case", CASES)
def test_create_never_says_what_is_not_so(tmp_path: Path, case: str) -> None:
    """Made is there, taken is the other's, nothing written is nothing there; a doubt is told as a doubt."""
    assert not list(faults_of_creating(LocalObjects, tmp_path, case))


@pytest.mark.parametrize(
    ("careless", "case"),
    [
        (Overwrites, "taken"),
        (TakesAnErrorForNothing, "neighbour"),
        (TellsOfTheFolderAsIfOfTheObject, "neighbour"),
        (WritesInPlace, "neighbour"),
    ],
)
def test_wrong_words_are_caught(tmp_path: Path, careless: type[LocalObjects], case: str) -> None:
    """A disk that fails at each call finds out whoever says too much, or leaves half an object."""
    assert list(faults_of_creating(careless, tmp_path, case))


@pytest.mark.parametrize("case", CASES)
def test_put_is_whole_or_what_was_before(tmp_path: Path, case: str) -> None:
    """A put that failed leaves what there was, or itself; one that did not fail is there."""
    for one in tries(LocalObjects, tmp_path, case, lambda objects: objects.put(KEY, OURS) or "done"):
        assert one.said in {"done", UnavailableError, None}, one.where
        assert one.found in ({OURS} if one.said == "done" else {one.before, OURS}), one.where


@pytest.mark.parametrize("case", CASES)
def test_next_one_goes_on_from_there(tmp_path: Path, case: str) -> None:
    """Wherever a process was cut short, the next creates or is told that there is one, and tidies up."""
    for one in tries(LocalObjects, tmp_path, case, lambda objects: objects.create(KEY, OURS)):
        objects = LocalObjects(one.root, Fleeting())
        assert objects.create(KEY, b"next") is (Creation.MADE if one.found is None else Creation.TAKEN), one.where
        assert objects.get(KEY) == (one.found or b"next"), one.where
        objects.remove_incoming(until=time.time() + 1)
        assert objects.names(INCOMING) == [], one.where


def test_doubt_is_settled_by_creating_again(tmp_path: Path) -> None:
    """Whoever is not sure that its object lasts creates it again, and is told so only when it does."""
    doubts = 0
    for one in tries(LocalObjects, tmp_path, "neighbour", lambda objects: objects.create(KEY, OURS)):
        if one.said is Creation.UNKNOWN:
            disk = Failing()
            assert LocalObjects(one.root, disk).create(KEY, OURS) is Creation.TAKEN
            assert disk.calls[-1] == ("sync_folder", one.root / "firms/0a/log")
            doubts += 1
    assert doubts >= 3


@pytest.mark.parametrize("call", ["open", "status"])
def test_reading_that_fails_is_not_nothing(tmp_path: Path, call: str) -> None:
    """A disk that does not let itself be read is out of reach, not empty."""
    LocalObjects(tmp_path).create(KEY, FIRST)
    disk = Failing()
    LocalObjects(tmp_path, disk).get(KEY)
    for k, made in enumerate(disk.calls):
        if made[0] == call:
            with pytest.raises(UnavailableError):
                LocalObjects(tmp_path, Failing(k)).get(KEY)
