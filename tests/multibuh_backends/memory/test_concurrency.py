"""Memory under threads: writers one after the other, readers never waiting, everybody seeing whole commits."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from multibuh_backends.memory import MemoryBackend
from multibuh_core import UnavailableError, UnsupportedOperationError, Visibility
from tests.multibuh_backends.memory.builders import a_workspace, names_in, put, reading, writing
from tests.multibuh_core.refusals import refusal


class TestWriters:
    """One at a time."""

    def test_impatient_writer_is_told(self) -> None:
        """A writer that waited in vain is told how long, and that nothing was written."""
        backend = MemoryBackend(patience=0.05)
        with writing(backend), ThreadPoolExecutor(1) as other:
            error = other.submit(refusal, UnavailableError, writing, backend).result()
        assert str(error) == "Хранилище занято другой записью дольше 0.05 с: ничего не записано, повторите."
        with writing(backend):
            pass

    def test_writer_waits_for_the_one_before(self) -> None:
        """A patient writer begins when the one before has ended, and sees what it wrote."""
        backend = MemoryBackend()
        started = threading.Event()

        def follow() -> list[str]:
            started.set()
            with writing(backend) as work:
                put(work, "Б")
                work.commit()
                return ["written"]

        with ThreadPoolExecutor(1) as other:
            with writing(backend) as work:
                following = other.submit(follow)
                assert started.wait(30)
                put(work, "А")
                assert not following.done()
                work.commit()
            assert following.result(30) == ["written"]
        assert names_in(reading(backend)) == ["А", "Б"]

    def test_writing_units_do_not_nest(self) -> None:
        """A second writing unit in the same thread, of whatever firm, is refused at once and holds nothing up."""
        backend = MemoryBackend()
        with writing(backend):
            for firm in ("fintrust", "other"):
                assert str(refusal(UnsupportedOperationError, writing, backend, firm)) == (
                    "В этом потоке уже открыта запись: завершите её транзакцию, прежде чем начинать новую."
                )
        with writing(backend):
            pass

    def test_no_update_is_lost(self) -> None:
        """Many threads that write to one entry, each over what it read in its transaction, all find their place."""
        backend = MemoryBackend()
        anna = a_workspace(backend)
        with anna.transaction() as tx:
            org = tx.organizations.add("Ромашка").id
            guide = tx.directories.create("Карта", visibility=Visibility.COLLECTIVE).id

        def add_one(_: int) -> None:
            with anna.transaction() as tx:
                entry = tx.entries.read(guide, org)
                tx.entries.write(guide, org, entry.text + "+", expected_version=entry.version)

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(add_one, range(200)))
        entry = anna.entries.read(guide, org)
        assert (entry.text, entry.version) == ("+" * 200, 200)


class TestReaders:
    """Never waiting."""

    def test_reader_does_not_wait_for_a_writer(self) -> None:
        """While a unit writes, others are read at once, in its thread and in another."""
        backend = MemoryBackend(patience=0)
        with writing(backend) as work, ThreadPoolExecutor(1) as other:
            put(work, "А")
            assert names_in(reading(backend)) == []
            assert other.submit(lambda: names_in(reading(backend))).result(30) == []

    @pytest.mark.parametrize("ending", ["commit", "discard"])
    def test_reader_sees_whole_commits(self, ending: str) -> None:
        """Two records that are always written together are never seen apart, whatever becomes of the unit."""
        backend = MemoryBackend()
        stop = threading.Event()

        def write() -> None:
            version = 0
            while not stop.is_set():
                version += 1
                with writing(backend) as work:
                    put(work, "А", version)
                    put(work, "Б", version)
                    if ending == "commit":
                        work.commit()
                    else:
                        version -= 1

        with ThreadPoolExecutor(2) as threads:
            writer = threads.submit(write)
            seen = [[one.version for one in reading(backend).organizations.list()] for _ in range(2000)]
            histories = [len(reading(backend).organizations.history("А")) for _ in range(200)]
            stop.set()
            writer.result(30)
        assert all(versions == [] or (len(versions) == 2 and versions[0] == versions[1]) for versions in seen)
        assert histories == sorted(histories)

    def test_reader_of_cards_sees_the_moment(self) -> None:
        """A reader of cards, taken even before the firm wrote anything, reads the state at each call."""
        backend = MemoryBackend()
        with reading(backend) as work:
            cards = backend.cards("fintrust", viewer=work.viewer)
        assert cards.read("А") is None
        with writing(backend) as work:
            put(work, "А")
            assert cards.read("А") is None
            work.commit()
        card = cards.read("А")
        assert card is not None
        assert list(cards.read_many(["Б", "А"]).values()) == [card]
