"""L9 at the port: bytes stored again, healed, half read, left behind; and by whose clock they grow old."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from pathlib import Path

import pytest

from multibuh_core.errors import CorruptionError, StorageError
from multibuh_core.ports import Blob
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.clocks import FixedClock
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.l9_attachments import AT_ONCE, DATA, damage
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.world import FIRM, World, open_world


class SourceError(Exception):
    """What a source of bytes raises."""


class Dribbling(io.BytesIO):
    """A stream that gives what is asked for in small pieces."""

    def read(self, size: int | None = -1) -> bytes:
        """Return some bytes, or all that is left."""
        return super().read(size if size is None or size < 0 else min(size, 777))


class Failing(io.BytesIO):
    """A stream that fails before its end."""

    def read(self, size: int | None = -1) -> bytes:
        """Return some bytes, or fail."""
        if size is None or size < 0 or self.tell() >= len(DATA) // 2:
            raise SourceError
        return super().read(min(size, 777))


class L9BlobStore(Kit, law="L9"):
    """One firm's bytes, by their digest."""

    def test_l9_put_tells_address_and_size(self, world: World) -> None:
        """What is put is found under its SHA-256, in lower-case hexadecimal, with its size; twice as once."""
        blobs = world.backend.blobs(FIRM)
        stored = Blob(hashlib.sha256(DATA).hexdigest(), len(DATA))
        assert blobs.put(io.BytesIO(DATA)) == blobs.put(io.BytesIO(DATA)) == stored
        with blobs.open(stored) as stream:
            assert stream.read() == DATA
        assert world.backend.gc(older_than=AT_ONCE) == 1

    def test_l9_source_is_read_to_its_end_however_little_it_gives(self, world: World) -> None:
        """A source that gives less than was asked for is not at its end: all of it is stored."""
        blobs = world.backend.blobs(FIRM)
        stored = blobs.put(Dribbling(DATA))
        assert stored.size == len(DATA)
        with blobs.open(stored) as stream:
            assert stream.read() == DATA

    def test_l9_failing_source_stores_nothing(self, world: World) -> None:
        """What a source raises passes through as it is, and no bytes and no attachment come of it."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        with pytest.raises(SourceError):
            anna.attachments.attach(guide, org, Failing(DATA), name="a.bin")
        with pytest.raises(SourceError):
            world.backend.blobs(FIRM).put(Failing(DATA))
        assert anna.entries.read(guide, org).version == 0
        refused(CorruptionError, world.backend.blobs(FIRM).open, Blob(hashlib.sha256(DATA).hexdigest(), len(DATA)))
        assert world.backend.gc(older_than=AT_ONCE) == 0
        assert list(world.backend.verify()) == []

    def test_l9_damaged_bytes_are_healed_by_storing_them_again(self, world: World) -> None:
        """Attaching the same bytes anew, to whatever entry, makes the damaged ones whole again."""
        anna = world.user("anna")
        org, guides = new_organization(anna).id, [new_directory(anna, name).id for name in "АБ"]
        file = anna.attachments.attach(guides[0], org, DATA, name="a.bin")
        damage(world.place)
        anna.attachments.attach(guides[1], org, DATA, name="b.bin")
        with anna.attachments.open(file.id) as stream:
            assert stream.read() == DATA
        assert list(world.backend.verify()) == []

    def test_l9_missing_bytes_are_told_and_not_taken_for_empty(self, world: World) -> None:
        """Where the bytes of an attachment are gone, opening it is a fault of the store, and verify tells of it."""
        anna = world.user("anna")
        file = anna.attachments.attach(new_directory(anna).id, new_organization(anna).id, DATA, name="a.bin")
        gone = [path for path in world.place.rglob("*") if path.is_file() and path.read_bytes() == DATA]
        for path in gone:
            path.unlink()
        if gone:
            refused(CorruptionError, anna.attachments.open, file.id)
            assert anna.attachments.get(file.id) == file
            assert list(world.backend.verify()) != []

    def test_l9_same_bytes_are_let_go_by_none_of_their_names(self, world: World) -> None:
        """Bytes that several entries name stay for each of them, though one lets them go, and for the past of it."""
        anna = world.user("anna")
        org, guides = new_organization(anna).id, [new_directory(anna, name).id for name in "АБ"]
        files = [anna.attachments.attach(guide, org, DATA, name="a.bin") for guide in (*guides, guides[0])]
        files.append(anna.attachments.attach(guides[0], org, DATA, name="b.bin"))
        assert (files[0], len({one.id for one in files})) == (files[2], 3)
        for file in files:
            anna.attachments.detach(file.id)
            assert world.backend.gc(older_than=AT_ONCE) == 0
        for file in files:
            with anna.attachments.open(file.id) as stream:
                assert stream.read() == DATA

    def test_l9_bytes_of_a_unit_that_is_not_over_stay(self, world: World) -> None:
        """What is attached in a transaction and not yet committed is safe from gc as new bytes are."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        with anna.transaction() as tx:
            file = tx.attachments.attach(guide, org, DATA, name="a.bin")
            assert world.backend.gc() == 0
        with anna.attachments.open(file.id) as stream:
            assert stream.read() == DATA

    def test_l9_what_a_discarded_unit_left_is_attached_again(self, world: World) -> None:
        """Bytes left by a discarded transaction, gone or not, are attached as any others."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        for turn in range(2):
            with pytest.raises(ZeroDivisionError), anna.transaction() as tx:  # noqa: PT012 - it is what is discarded
                tx.attachments.attach(guide, org, DATA, name="a.bin")
                raise ZeroDivisionError
            if turn:
                assert world.backend.gc(older_than=AT_ONCE) == 1
        file = anna.attachments.attach(guide, org, DATA, name="a.bin")
        assert world.backend.gc(older_than=AT_ONCE) == 0
        with anna.attachments.open(file.id) as stream:
            assert stream.read() == DATA

    @pytest.mark.parametrize("days", [-400, 400])
    def test_l9_age_is_told_by_the_stores_own_clock(self, tmp_path: Path, days: int) -> None:
        """However wrong the clock of the settings is, bytes stored just now are not yet a day old."""
        clock = FixedClock()
        with open_world(self, tmp_path / "store", clock=clock) as world:
            blob = world.backend.blobs(FIRM).put(io.BytesIO(DATA))
            clock.at += timedelta(days=days)
            assert world.backend.gc() == 0
            world.backend.blobs(FIRM).open(blob).close()
            assert world.backend.gc(older_than=AT_ONCE) == 1
            with pytest.raises(StorageError):
                world.backend.blobs(FIRM).open(blob)
