"""A firm as a whole, on files: one commit, one winner, and each document of the log read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from multibuh_backends.files import FilesBackend, copying
from multibuh_backends.memory import MemoryBackend
from multibuh_core.copying import copy_firm
from multibuh_core.errors import AlreadyExistsError, CorruptionError
from multibuh_core.ports import History
from multibuh_core.testing.laws.whole_firm import a_whole_firm
from tests.multibuh_backends.files.stores import FIRM, a_guide, a_store, user


def a_source() -> MemoryBackend:
    """Return a store in memory with a whole firm."""
    source = MemoryBackend()
    a_whole_firm(source)
    return source


def asked_for(store: FilesBackend, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return how often each object is asked for from now on."""
    asked, objects = Counter[str](), store._objects
    get = objects.get

    def counted(key: str) -> bytes | None:
        asked[key] += 1
        return get(key)

    monkeypatch.setattr(objects, "get", counted)
    return asked


class TestWriting:
    """The first commit of a log."""

    def test_copy_is_the_first_commit(self, tmp_path: Path) -> None:
        """All of a firm is one commit; another process, which reads the log from its beginning, has it whole."""
        source = a_source()
        with a_store(tmp_path / "store") as target:
            copy_firm(source, target, FIRM)
            assert [path.name for path in tmp_path.glob("store/firms/*/log/*")] == ["000000000001.json"]
        with a_store(tmp_path / "store") as again:
            assert list(again.read_firm(FIRM)) == list(source.read_firm(FIRM))
            assert list(again.verify()) == []

    def test_another_was_first(self, tmp_path: Path) -> None:
        """Where another process writes something of the firm meanwhile, the copy is refused, and theirs stands."""
        source = a_source()
        with a_store(tmp_path / "store") as target, a_store(tmp_path / "store") as other:

            def meanwhile() -> Iterator[History]:
                yield from source.read_firm(FIRM)
                user(other).organizations.add("Ромашка")

            with pytest.raises(AlreadyExistsError):
                target.write_firm(FIRM, meanwhile())
            for store in (target, other):
                assert [one.name for one in user(store).organizations.list()] == ["Ромашка"]
                assert user(store).directories.list(archived=None) == ()
            assert list(target.verify()) == []


class TestReading:
    """Old texts out of the log."""

    @pytest.mark.parametrize("chunk", [1, 2, 500])
    def test_chunks_of_any_size_come_to_the_same(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
    ) -> None:
        """However many entries are read at once, their histories are the same."""
        monkeypatch.setattr(copying, "_CHUNK", chunk)
        source = a_source()
        with a_store(tmp_path / "store") as target:
            copy_firm(source, target, FIRM)
            assert list(target.read_firm(FIRM)) == list(source.read_firm(FIRM))

    def test_each_document_is_read_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """However many old texts a commit and its segments hold, each of them is read once for all."""
        with a_store(tmp_path / "one") as source, a_store(tmp_path / "other") as target:
            anna = user(source)
            guide = a_guide(anna).id
            with anna.transaction() as tx:
                orgs = [tx.organizations.add(f"{number}").id for number in range(900)]
            for version in range(3):
                with anna.transaction() as tx:
                    for org in reversed(orgs):
                        tx.entries.write(guide, org, f"{version}", expected_version=version)
            copy_firm(source, target, FIRM)
            for store in (source, target):
                asked = asked_for(store, monkeypatch)
                assert sum(len(one.revisions) for one in store.read_firm(FIRM)) == 900 * 4 + 1
                assert max(asked.values()) <= 2

    def test_damaged_past_is_not_copied(self, tmp_path: Path) -> None:
        """An old text that cannot be read stops the copy."""
        with a_store(tmp_path / "store") as source:
            anna = user(source)
            guide, org = a_guide(anna).id, anna.organizations.add("Ромашка").id
            for version in range(2):
                anna.entries.write(guide, org, f"{version}", expected_version=version)
        with a_store(tmp_path / "store") as source:
            user(source).organizations.list()
            (third,) = tmp_path.glob("store/firms/*/log/000000000003.json")
            third.chmod(0o600)
            third.write_bytes(third.read_bytes().replace(b"anna", b"ivan"))
            with pytest.raises(CorruptionError):
                copy_firm(source, MemoryBackend(), FIRM)
