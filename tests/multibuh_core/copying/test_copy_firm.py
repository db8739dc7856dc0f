"""The copying of a firm: what it sees, what it tells, what it does in which order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import attrs
import pytest

from multibuh_backends.memory import MemoryBackend
from multibuh_backends.memory.blobs import MemoryBlobs
from multibuh_core.copying import copy_firm
from multibuh_core.errors import CorruptionError, InvalidInputError
from multibuh_core.ports import Blob, History
from multibuh_core.testing.laws.whole_firm import a_whole_firm, all_seen_in, workspace
from tests.multibuh_core.copying.stores import FIRM, a_source, digests_in, entry_histories


class Losing(MemoryBackend):
    """A store that does not give the last revision that was written to it."""

    def read_firm(self, firm: str) -> Iterator[History]:
        """Give all of one firm, but for one revision."""
        for number, one in enumerate(super().read_firm(firm)):
            yield one if number else attrs.evolve(one, revisions=one.revisions[:-1])


class Forgetful(MemoryBlobs):
    """Bytes that are gone once they were stored."""

    def put(self, source: BinaryIO) -> Blob:
        """Store nothing."""
        blob = super().put(source)
        self._stored.clear()
        return blob


class MovingOn(MemoryBackend):
    """A store to which somebody writes after each time it was read."""

    number = 0

    def read_firm(self, firm: str) -> Iterator[History]:
        """Give all of one firm; then there is one file more."""
        yield from super().read_firm(firm)
        self.number += 1
        anna = workspace(self, "anna")
        (guide,) = (one for one in anna.directories.list() if one.name == "Карта")
        org = anna.organizations.list()[0]
        anna.attachments.attach(guide.id, org.id, b"%d" % self.number, name=f"{self.number}.txt")


class TestCopyFirm:
    """From memory to memory."""

    def test_records_that_do_not_come_back_are_told(self) -> None:
        """A target that gives back something else than was written is told, and that it must not be used."""
        with pytest.raises(CorruptionError, match="Копия фирмы «fintrust» прочиталась не такой"):
            copy_firm(a_source(), Losing(), FIRM)

    def test_bytes_that_do_not_come_back_are_told(self) -> None:
        """A target that loses bytes is told in the end."""
        target = MemoryBackend()
        target._blobs[FIRM] = Forgetful()
        with pytest.raises(CorruptionError, match="sha256"):
            copy_firm(a_source(), target, FIRM)

    @pytest.mark.parametrize("is_missing", [True, False], ids=["missing", "changed"])
    def test_damaged_bytes_of_the_source_are_not_copied(self, is_missing: bool) -> None:  # noqa: FBT001 - a parameter
        """Bytes that are gone or are others stop the copy before any record is written."""
        source, target = a_source(), MemoryBackend()
        stored = source.blobs(FIRM)._stored
        digest, (data, at) = next((one, kept) for one, kept in stored.items() if kept[0])
        if is_missing:
            del stored[digest]
        else:
            stored[digest] = bytes(len(data)), at
        with pytest.raises(CorruptionError, match=digest):
            copy_firm(source, target, FIRM)
        assert list(target.read_firm(FIRM)) == []

    def test_source_may_move_on(self) -> None:
        """What was written between the passes is whole in the copy, bytes included, or not in it; nothing is told."""
        source, target = MovingOn(), MemoryBackend()
        a_whole_firm(source)
        copy_firm(source, target, FIRM)
        assert list(target.verify()) == []
        names = {
            file.name
            for one in entry_histories(list(target.read_firm(FIRM)))
            for revision in one.revisions
            for file in revision.attachments
        }
        assert "1.txt" in names
        assert "2.txt" not in names

    def test_progress_goes_up_to_the_end(self) -> None:
        """Each file counts twice, copied and read back; one that many revisions name is one file."""
        source, told = a_source(), list[tuple[int, int]]()
        copy_firm(source, MemoryBackend(), FIRM, progress=lambda done, total: told.append((done, total)))
        files = len(set(digests_in(source)))
        assert len(digests_in(source)) > files > 3
        assert told == [(done, 2 * files) for done in range(1, 2 * files + 1)]

    def test_source_stays_as_it_is(self) -> None:
        """Copying changes nothing that anybody sees in the source."""
        source = a_source()
        before = all_seen_in(source)
        copy_firm(source, MemoryBackend(), FIRM)
        assert all_seen_in(source) == before

    @pytest.mark.parametrize("firm", ["", " fintrust", "a\0", None])
    def test_id_of_the_firm_is_checked(self, firm: str) -> None:
        """What can be no firm's id is refused as everywhere."""
        with pytest.raises(InvalidInputError) as caught:
            copy_firm(a_source(), MemoryBackend(), firm)
        assert caught.value.field == "firm"
