"""Bits that flip: wherever it is, one is told by the check, or stops the opening."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from multibuh_backends.blobs.verified_stream import VerifiedStream
from multibuh_backends.files import checking, checkpoints, commits
from multibuh_core.errors import StorageError
from tests.multibuh_backends.files.disks import QuickDisk, quick_folder
from tests.multibuh_backends.files.doors import connected, opened, seen
from tests.multibuh_backends.files.stores import user
from tests.multibuh_backends.files.use_cases import import_a_table, place, some_records

PLACES: Final = {"ci": 2_000, "nightly": 20_000}
KINDS: Final = (
    "multibuh.json",
    "firms/*/log/*",
    "firms/*/segments/*",
    "firms/*/checkpoints/*",
    "attachments/store.json",
    "attachments/*/*/*",
)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a store that has files of every kind."""
    monkeypatch.setattr(commits, "_ROWS_AT_MOST", 4)
    monkeypatch.setattr(checkpoints, "_AT_LEAST", 2)
    with quick_folder() as folder:
        connected(folder, QuickDisk())
        backend = opened(folder, QuickDisk())
        some_records(backend)
        place(user(backend), lambda anna, *at: anna.attachments.attach(*at, source=b"data " * 20, name="b.txt"))
        import_a_table(user(backend))
        yield folder


def unnoticed(store: Path, many: int, kinds: tuple[str, ...] = KINDS) -> list[str]:
    """Flip one bit after another, as many of each kind of file, and return where nobody noticed."""
    before, found = seen(opened(store, QuickDisk())), []
    for turn in range(many):
        kind = kinds[turn % len(kinds)]
        path = random.choice(sorted(store.glob(kind)))
        data = path.read_bytes()
        at, bit = random.randrange(len(data)), random.randrange(8)
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])
        if is_unnoticed(store) or ("checkpoints" in kind and seen(opened(store, QuickDisk())) != before):
            found.append(f"{path.relative_to(store)}: bit {bit} of byte {at}")
        path.write_bytes(data)
    return found


def is_unnoticed(store: Path) -> bool:
    """Return whether the store opens, and is told to be sound."""
    try:
        return not list(connected(store, QuickDisk(), create=False).verify())
    except StorageError:
        return False


def takes_any_seal(patch: pytest.MonkeyPatch) -> None:
    """Read commits without looking at their digests."""

    def unsealed(data: bytes, *_: object, **__: object) -> object:
        try:
            return json.loads(data)
        except ValueError:
            return {}

    patch.setattr(commits, "unsealed", unsealed)


def looks_at_no_checkpoint(patch: pytest.MonkeyPatch) -> None:
    """Check the log alone."""
    patch.setattr(checking.Replay, "_checkpoint", lambda *_: iter(()))


def takes_any_bytes(patch: pytest.MonkeyPatch) -> None:
    """Read attachments without looking at their digests."""
    patch.setattr(VerifiedStream, "_check_all", lambda _: None)


class TestBitRot:
    """One bit at a time."""

    @pytest.mark.parametrize(
        ("mutant", "kind"),
        [(takes_any_seal, KINDS[1]), (looks_at_no_checkpoint, KINDS[3]), (takes_any_bytes, KINDS[5])],
    )
    def test_careless_backend_is_caught(
        self, monkeypatch: pytest.MonkeyPatch, store: Path, mutant: Callable[[pytest.MonkeyPatch], None], kind: str
    ) -> None:
        """This test can fail: where digests are not looked at, flipped bits go unnoticed."""
        mutant(monkeypatch)
        assert unnoticed(store, 60, (kind,)) != []

    def test_every_flipped_bit_is_found(self, store: Path) -> None:
        """One changed bit is told by the check, or stops the opening; in a checkpoint nothing that is seen changes."""
        assert unnoticed(store, PLACES.get(settings.get_current_profile_name(), 150)) == []
        assert is_unnoticed(store)
