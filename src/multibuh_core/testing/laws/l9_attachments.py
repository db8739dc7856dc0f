"""L9: the bytes of attachments: where they lie, how they are checked, and when they may be removed."""

from __future__ import annotations

import hashlib
import io
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from multibuh_core.errors import CorruptionError, MultibuhError
from multibuh_core.ports import Blob
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.world import FIRM, World

DATA = bytes(range(256)) * 700
AT_ONCE = timedelta(0)


def damage(place: Path) -> bool:
    """Change one byte of what holds `DATA` below a place, and tell whether there was such a file."""
    found = [path for path in place.rglob("*") if path.is_file() and path.read_bytes() == DATA]
    for path in found:
        path.write_bytes(DATA[:-1] + b"!")
    return bool(found)


class L9Bytes(Kit, law="L9"):
    """What is stored comes back, or is told to be damaged."""

    @pytest.mark.parametrize("data", [b"", b"x", DATA], ids=["empty", "one byte", "much"])
    def test_l9_bytes_come_back_under_their_digest(self, world: World, data: bytes) -> None:
        """Size and SHA-256 are those of the bytes, which come back as they were, for every user who sees the entry."""
        anna, boris = world.user("anna"), world.user("boris")
        file = anna.attachments.attach(new_directory(anna).id, new_organization(anna).id, data, name="a.bin")
        assert (file.size, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        with boris.attachments.open(file.id) as stream:
            assert stream.read() == data

    def test_l9_bytes_and_stream_and_path_are_one(self, world: World, tmp_path: Path) -> None:
        """A path, bytes and a stream of the same bytes store the same; a stream is read from where it stands."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        path = tmp_path / "reglament.pdf"
        path.write_bytes(DATA)
        stream = io.BytesIO(b"before" + DATA)
        stream.seek(6)
        by_path = anna.attachments.attach(guide, org, path)
        assert anna.attachments.attach(guide, org, str(path)) == by_path
        assert anna.attachments.attach(guide, org, DATA, name="reglament.pdf") == by_path
        assert anna.attachments.attach(guide, org, stream, name="reglament.pdf") == by_path
        assert (by_path.name, by_path.media_type) == ("reglament.pdf", "application/pdf")

    def test_l9_stream_is_seekable_and_outlives_what_gave_it(self, world: World) -> None:
        """An opened stream is sought in, and read after its unit and its backend, while the entry is cleared."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        with anna.transaction() as tx:
            file = tx.attachments.attach(guide, org, DATA, name="a.bin")
            stream = tx.attachments.open(file.id)
        with stream:
            anna.entries.clear(guide, org, expected_version=1)
            assert stream.seekable()
            assert stream.read(5) == DATA[:5]
            assert stream.seek(-4, io.SEEK_END) == len(DATA) - 4
            assert stream.read() == DATA[-4:]
            assert stream.seek(0) == 0
            assert stream.read() == DATA
        with anna.attachments.open(file.id) as last:
            world.backend.close()
            assert last.read() == DATA

    def test_l9_damaged_bytes_are_told_where_they_end(self, world: World) -> None:
        """A stream of damaged bytes raises instead of ending, and verify tells of it."""
        anna = world.user("anna")
        file = anna.attachments.attach(new_directory(anna).id, new_organization(anna).id, DATA, name="a.bin")
        assert list(world.backend.verify()) == []
        if damage(world.place):  # else its bytes lie elsewhere, or not as they are
            with anna.attachments.open(file.id) as stream, pytest.raises(CorruptionError):
                list(iter(partial(stream.read, 1000), b""))
            with anna.attachments.open(file.id) as stream, pytest.raises(CorruptionError):
                stream.read()
            assert list(world.backend.verify()) != []

    def test_l9_bytes_that_are_not_there_are_told_at_once(self, world: World) -> None:
        """What is not stored, or not in that size, is no empty stream."""
        blobs = world.backend.blobs(FIRM)
        stored = blobs.put(io.BytesIO(DATA))
        refused(CorruptionError, blobs.open, Blob("0" * 64, len(DATA)))
        refused(CorruptionError, blobs.open, Blob(stored.sha256, len(DATA) + 1))

    def test_l9_refused_attachment_names_no_bytes(self, world: World) -> None:
        """A call that is refused leaves no attachment, whatever became of its bytes."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        anna.directories.archive(guide)
        with pytest.raises(MultibuhError):
            anna.attachments.attach(guide, org, DATA, name="a.bin")
        assert anna.entries.read(guide, org).attachments == ()


class L9Gc(Kit, law="L9"):
    """What nothing names goes after a day; nothing else ever goes."""

    def test_l9_what_a_revision_names_stays(self, world: World) -> None:
        """Gc keeps what any revision names: present, past, hidden, private, archived."""
        anna, ada = world.user("anna"), world.admin("ada")
        org = new_organization(anna).id
        notes, guide, hidden = new_notes(anna).id, new_directory(anna).id, new_notes(anna).id
        files = [
            anna.attachments.attach(place, org, f"{place} {name}".encode(), name=name)
            for place in (notes, guide, hidden)
            for name in ("past.txt", "present.txt")
        ]
        for file in files[::2]:
            anna.attachments.detach(file.id)
        anna.directories.publish(notes)
        anna.directories.archive(guide)
        ada.organizations.archive(org)
        assert world.backend.gc(older_than=AT_ONCE) == 0
        for file in files:
            with anna.attachments.open(file.id) as stream:
                assert stream.read().endswith(file.name.encode())
        assert list(world.backend.verify()) == []

    def test_l9_what_a_discarded_unit_left_goes_when_it_is_old(self, world: World) -> None:
        """Bytes that no revision names stay for a day by the store's own clock, then go."""
        anna = world.user("anna")
        org, guide = new_organization(anna).id, new_directory(anna).id
        with pytest.raises(ZeroDivisionError), anna.transaction() as tx:  # noqa: PT012 - it is what is discarded
            blob = tx.attachments.attach(guide, org, DATA, name="a.bin")
            raise ZeroDivisionError
        assert world.backend.gc() == 0
        world.backend.blobs(FIRM).open(Blob(blob.sha256, blob.size)).close()
        assert world.backend.gc(older_than=AT_ONCE) == 1
        refused(CorruptionError, world.backend.blobs(FIRM).open, Blob(blob.sha256, blob.size))
        assert world.backend.gc(older_than=AT_ONCE) == 0

    def test_l9_storing_again_refreshes_the_time(self, world: World) -> None:
        """Bytes that were stored long ago and again just now are safe from gc as new ones are."""
        blobs = world.backend.blobs(FIRM)
        blobs.put(io.BytesIO(DATA))
        time.sleep(0.6)
        again = blobs.put(io.BytesIO(DATA))
        assert world.backend.gc(older_than=timedelta(seconds=0.5)) == 0
        blobs.open(again).close()
