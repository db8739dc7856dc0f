"""Memory as its holder sees it: what it keeps, what it gives out, and what the operator's calls do."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import attrs
import pytest

from multibuh_backends import connect
from multibuh_backends.memory import MemoryBackend
from multibuh_core import CorruptionError, Settings, Visibility
from multibuh_core.ports import Blob
from tests.multibuh_backends.memory.builders import ANNA, FIRM, a_workspace
from tests.multibuh_core.refusals import refusal

AT_ONCE = timedelta(0)


class TestOpening:
    """By URL or by hand."""

    def test_each_store_is_new_and_empty(self) -> None:
        """Two backends share nothing, and neither outlives its process."""
        one, other = connect("memory:"), connect("memory:")
        assert isinstance(one, MemoryBackend)
        a_workspace(one).organizations.add("Ромашка")
        assert isinstance(other, MemoryBackend)
        assert a_workspace(other).organizations.list() == ()
        assert not one.lasting

    def test_settings_are_what_was_given(self) -> None:
        """The settings given are those of the store; none given are the standard ones."""
        settings = Settings(new_id=lambda: "7")
        assert MemoryBackend(settings).settings is settings
        assert MemoryBackend().settings == attrs.evolve(Settings())

    def test_closing_twice_does_nothing(self) -> None:
        """There is nothing to let go of: closing is always well."""
        with MemoryBackend() as backend:
            backend.close()
        backend.close()


class TestNothingIsShared:
    """What it gives out is nobody's handle on what it keeps."""

    def test_returned_records_cannot_be_changed(self) -> None:
        """Neither the caller's dictionary nor a returned one changes what is stored."""
        anna = a_workspace(MemoryBackend())
        mine = {"1c": "1"}
        made = anna.organizations.add("Ромашка", external_ids=mine)
        mine["1c"] = "2"
        for record in (made, anna.organizations.get(made.id), anna.organizations.find(name="ромашка")[0]):
            kept: Any = record.external_ids
            with pytest.raises(TypeError):
                kept["1c"] = "3"
            with pytest.raises(TypeError):
                kept |= {"1c": "3"}
            with pytest.raises(AttributeError):
                kept.clear()
        assert anna.organizations.get(made.id).external_ids == {"1c": "1"}
        assert anna.organizations.history(made.id)[0].organization.external_ids == {"1c": "1"}

    def test_returned_collections_are_the_callers(self) -> None:
        """A mapping of cards may be changed by who asked for it; nobody else sees that."""
        anna = a_workspace(MemoryBackend())
        made = anna.organizations.add("Ромашка")
        cards: Any = anna.cards.read_many([made.id])
        cards.clear()
        assert list(anna.cards.read_many([made.id])) == [made.id]
        assert isinstance(anna.organizations.list(), tuple)

    def test_given_bytes_may_change_afterwards(self) -> None:
        """A buffer that the caller goes on using, or a stream written to, does not change what is stored."""
        blobs = MemoryBackend().blobs(FIRM)
        buffer = bytearray(b"one")
        blob = blobs.put(io.BytesIO(buffer))
        buffer[:] = b"two"
        stream: Any = blobs.open(blob)
        stream.write(b"three")
        assert blobs.open(blob).read() == b"one"


class TestOperator:
    """verify and gc."""

    def test_healthy_store_has_no_faults(self) -> None:
        """Verify of a store in use tells nothing, also where past revisions alone name bytes."""
        backend = MemoryBackend()
        file = _attached(backend)
        a_workspace(backend).attachments.detach(file.id)
        assert list(backend.verify()) == []

    def test_missing_bytes_are_told_in_one_line(self) -> None:
        """Verify names the firm and the digest, and no text."""
        backend = MemoryBackend()
        file = _attached(backend)
        backend.blobs(FIRM)._stored.clear()
        assert list(backend.verify()) == [f"Фирма «{FIRM}»: нет содержимого вложения sha256 {file.sha256}."]
        assert str(refusal(CorruptionError, a_workspace(backend).attachments.open, file.id)) == (
            f"Содержимого вложения нет в хранилище (sha256 {file.sha256}): восстановите его из копии."
        )

    def test_bytes_of_another_size_are_not_given(self) -> None:
        """An address whose size is wrong has no bytes."""
        blobs = MemoryBackend().blobs(FIRM)
        blob = blobs.put(io.BytesIO(b"data"))
        refusal(CorruptionError, blobs.open, Blob(blob.sha256, 5))

    def test_gc_takes_what_is_old_and_named_by_nothing(self) -> None:
        """Bytes that a revision names, be it a past one, and new ones stay; of the others the number is told."""
        backend = MemoryBackend()
        file = _attached(backend)
        a_workspace(backend).attachments.detach(file.id)
        backend.blobs(FIRM).put(io.BytesIO(b"nobody's"))
        backend.blobs("other").put(io.BytesIO(b"data"))
        assert backend.gc() == 0
        assert backend.gc(older_than=AT_ONCE) == 2
        assert backend.gc(older_than=AT_ONCE) == 0
        assert a_workspace(backend).attachments.open(file.id).read() == b"data"

    def test_what_a_staged_revision_names_is_safe_for_a_day(self) -> None:
        """Bytes of a unit that has not committed yet are new, and so they stay."""
        backend = MemoryBackend()
        anna = a_workspace(backend)
        with anna.transaction() as tx:
            org = tx.organizations.add("Ромашка").id
            guide = tx.directories.create("Карта", visibility=Visibility.COLLECTIVE).id
            file = tx.attachments.attach(guide, org, b"data", name="a.txt")
            assert backend.gc() == 0
        assert anna.attachments.open(file.id).read() == b"data"

    def test_firms_are_apart(self) -> None:
        """The same bytes in two firms are two blobs, and a firm's records are in no other."""
        backend = MemoryBackend()
        file = _attached(backend)
        refusal(CorruptionError, backend.blobs("Fintrust").open, Blob(file.sha256, file.size))
        with backend.begin("Fintrust", viewer=ANNA) as work:
            assert work.organizations.list() == ()
            assert work.directories.list() == ()
            assert work.entries.attachment(file.id) is None


def _attached(backend: MemoryBackend) -> Any:
    anna = a_workspace(backend)
    org = anna.organizations.add("Ромашка").id
    guide = anna.directories.create("Карта", visibility=Visibility.COLLECTIVE).id
    return anna.attachments.attach(guide, org, b"data", name="a.txt")
