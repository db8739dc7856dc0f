"""Eight processes that create the same keys at once: one makes each, and nobody ever sees a part of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final
from uuid import uuid4

import pytest
from hypothesis import settings

from multibuh_backends.files.objects.local import LocalObjects
from multibuh_backends.files.objects.s3 import S3Objects
from tests.multibuh_backends.files.objects.careless import (
    CreatesExclusively,
    LooksThenSends,
    LooksThenWrites,
    Overwrites,
)
from tests.multibuh_backends.files.objects.racing import Race, Unhurried
from tests.servers.seaweedfs import bucket_at

FILES: Final = {"ci": 500, "nightly": 10_000}
OBJECTS: Final = {"ci": 100, "nightly": 1_000}


def opened(kind: type[S3Objects], address: tuple[str, int], prefix: str) -> S3Objects:
    """Open objects of a bucket, in whichever process."""
    bucket = bucket_at(address, prefix)
    return kind(bucket.url, bucket.options)


def some_keys(many: int) -> list[str]:
    """Return keys of one log."""
    return [f"firms/0a/log/{number:012d}.json" for number in range(many)]


@pytest.mark.parametrize("careless", [CreatesExclusively, LooksThenWrites, Overwrites])
def test_race_catches_careless_folders(tmp_path: Path, careless: type[LocalObjects]) -> None:
    """The race is hard enough: it finds out whoever creates by another way than ours."""
    assert list(Race(partial(careless, tmp_path, Unhurried()), some_keys(20), in_step=True).faults())


def test_race_catches_careless_buckets(seaweedfs: tuple[str, int]) -> None:
    """On S3 too, whoever looks before writing, without a condition, is found out."""
    assert list(Race(partial(opened, LooksThenSends, seaweedfs, uuid4().hex), some_keys(10), in_step=False).faults())


def test_one_process_makes_each_file(tmp_path: Path) -> None:
    """In a folder each key has one winner, and whoever reads it meanwhile reads nothing or all."""
    many = FILES.get(settings.get_current_profile_name(), 100)
    assert not list(Race(partial(LocalObjects, tmp_path, Unhurried()), some_keys(many), in_step=True).faults())


def test_one_process_makes_each_object(seaweedfs: tuple[str, int]) -> None:
    """In a bucket each key has one winner, whose bytes stay."""
    many = OBJECTS.get(settings.get_current_profile_name(), 25)
    assert not list(Race(partial(opened, S3Objects, seaweedfs, uuid4().hex), some_keys(many), in_step=False).faults())
