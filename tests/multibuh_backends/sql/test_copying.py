"""A firm as a whole, on SQLite: damage is not copied, memory stays bounded, what is written is as if by hand."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from multibuh_backends.memory import MemoryBackend
from multibuh_backends.sql.copying import writing
from multibuh_core.copying import copy_firm
from multibuh_core.errors import CorruptionError
from multibuh_core.ports import EntryHistory, History
from multibuh_core.testing.laws.whole_firm import a_whole_firm
from tests.multibuh_backends.sql.stores import FIRM, a_guide, a_store, anna, boris, by_hand, fill

DAMAGE = {
    "a text": "UPDATE multibuh_entry_revisions SET text = text || '!' WHERE version = 1",
    "a name": "UPDATE multibuh_organization_revisions SET name = 'Чужая' WHERE version = 1",
    "an owner": "UPDATE multibuh_directory_revisions SET owner_id = 'boris' WHERE version = 1",
    "a commit": "UPDATE multibuh_commits SET committed_by = 'boris' WHERE committed_by = 'anna'",
    "a lost revision": "DELETE FROM multibuh_entry_revisions WHERE version = 2",
    "a lost history": "DELETE FROM multibuh_directory_revisions WHERE version = 1",
    "a lost commit": "DELETE FROM multibuh_commits WHERE committed_by = 'boris'",
    "no text": "UPDATE multibuh_entry_revisions SET text = CAST(x'ff' AS TEXT) WHERE version = 1",
}


class TestReading:
    """From a store that is not whole."""

    @pytest.mark.parametrize("statement", DAMAGE.values(), ids=DAMAGE.keys())
    def test_damage_is_not_copied(self, tmp_path: Path, statement: str) -> None:
        """What is not what was stored, or is lost, stops the copy: it would get a good digest in the target."""
        with a_store(tmp_path) as source:
            fill(source)
        with by_hand(tmp_path) as connection:
            connection.execute(statement)
        target = MemoryBackend()
        with a_store(tmp_path) as source, pytest.raises(CorruptionError):
            copy_firm(source, target, FIRM)
        assert list(target.read_firm(FIRM)) == []

    def test_connection_is_given_back(self, tmp_path: Path) -> None:
        """Whoever drops a reading, or breaks it off by an error, leaves no transaction open behind."""
        with a_store(tmp_path) as source:
            fill(source)
            for _ in range(3):
                next(source.read_firm(FIRM))
                with pytest.raises(ZeroDivisionError):
                    [1 // (3 - number) for number, _ in enumerate(source.read_firm(FIRM))]
            boris(source).organizations.add("Ещё одна")
        with by_hand(tmp_path) as connection:
            assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0


class TestWriting:
    """Into a store."""

    @pytest.mark.parametrize("weight", [0, 1_000, 10_000])
    def test_chunks_of_any_size_come_to_the_same(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weight: int
    ) -> None:
        """However few rows are written at once, the copy is the same, and sound."""
        monkeypatch.setattr(writing, "_WEIGHT", weight)
        source = MemoryBackend()
        a_whole_firm(source)
        with a_store(tmp_path) as target:
            copy_firm(source, target, FIRM)
            assert list(target.read_firm(FIRM)) == list(source.read_firm(FIRM))
            assert list(target.verify()) == []

    def test_rows_are_those_of_the_calls(self, tmp_path: Path) -> None:
        """A copy has the rows that its source has, digests, keys of order and indexes included."""
        one, other = tmp_path / "one", tmp_path / "other"
        one.mkdir()
        other.mkdir()
        with a_store(one) as source, a_store(other) as target:
            a_whole_firm(source)
            copy_firm(source, target, FIRM)
        assert rows_in(one) == rows_in(other)

    def test_firm_whose_one_act_changed_nothing_is_none(self, tmp_path: Path) -> None:
        """Who handed over nothing has written nothing: the firm can still be copied there."""
        source = MemoryBackend()
        a_whole_firm(source)
        with a_store(tmp_path) as target:
            boris(target).directories.hand_over(of="nobody", to="anna")
            copy_firm(source, target, FIRM)
            assert list(target.read_firm(FIRM)) == list(source.read_firm(FIRM))
            assert list(target.verify()) == []


class TestMemory:
    """How much is held at once."""

    def test_long_texts_are_not_held(self, tmp_path: Path) -> None:
        """Of 40 MB of texts a few are in memory at a time, both ways."""
        for name in ("one", "other"):
            (tmp_path / name).mkdir()
        with a_store(tmp_path / "one") as source, a_store(tmp_path / "other") as target:
            user = anna(source)
            guide = a_guide(user)
            with user.transaction() as tx:
                for number in range(40):
                    org = tx.organizations.add(f"{number}").id
                    tx.entries.write(guide.id, org, f"{number % 10}" * 1_000_000, expected_version=0)
            tracemalloc.start()
            copy_firm(source, target, FIRM)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            assert sum(map(length, target.read_firm(FIRM))) == 40_000_000
        assert peak < 24_000_000


def length(history: History) -> int:
    """Return how many characters of text a history holds."""
    return sum(len(one.text) for one in history.revisions) if isinstance(history, EntryHistory) else 0


def rows_in(folder: Path) -> dict[str, Any]:
    """Return all rows that belong to a firm, table by table."""
    with by_hand(folder) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in tables if name not in {"multibuh_store", "multibuh_version"}]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in kept}
