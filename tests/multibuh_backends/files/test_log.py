"""The log: one document a commit, whole, sealed, chained, and found at fault wherever it is damaged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from multibuh_backends.files import commits
from multibuh_core import CorruptionError, FormatError, Settings
from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.table import Row, Table
from multibuh_core.testing.outcomes import all_seen_by
from tests.multibuh_backends.files.stores import a_guide, a_store, some_notes, user


def logs(folder: Path) -> list[Path]:
    """Return the commits of all firms, in order."""
    return sorted(folder.glob("firms/*/log/*"))


def an_import(folder: Path, rows: int) -> None:
    """Import a table of so many organizations."""
    lines = tuple(Row(number + 2, (f"Клиент {number:04d}", f"карта {number}")) for number in range(rows))
    table = Table(headers=("Название", "Карта"), rows=lines)
    with a_store(folder) as backend:
        anna = user(backend)
        plan = anna.imports.plan(table, ImportMapping(name="Название", directories=[DirectoryColumn("Карта")]))
        assert anna.imports.apply(plan).entries.new == rows


class TestLog:
    """What stands on the disk."""

    def test_commit_is_one_canonical_document(self, tmp_path: Path) -> None:
        """A unit of work is one file, numbered, with its firm, its own id and the seal of its predecessor."""
        with a_store(tmp_path) as backend:
            anna = user(backend)
            with anna.transaction() as tx:
                tx.organizations.add("ООО «Ромашка»")
                a_guide(tx)
            some_notes(anna)
        first, second = (json.loads(path.read_bytes()) for path in logs(tmp_path))
        assert [path.name for path in logs(tmp_path)] == ["000000000001.json", "000000000002.json"]
        assert (first["type"], first["format"], first["firm"], first["number"]) == ("multibuh.commit", 1, "fintrust", 1)
        assert [change[0] for change in first["changes"]] == ["organization", "directory"]
        assert (first["previous"], second["previous"]) == ("", first["verify"])
        assert first["id"] != second["id"]
        data = logs(tmp_path)[0].read_bytes()
        assert data == json.dumps(first, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def test_great_commit_stands_in_segments(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An import is one commit, however great: its changes stand in parts, each under the digest of its bytes."""
        monkeypatch.setattr(commits, "_ROWS_AT_MOST", 10)
        an_import(tmp_path, 50)
        (commit,) = (json.loads(path.read_bytes()) for path in logs(tmp_path))
        segments = {path.stem: path for path in tmp_path.glob("firms/*/segments/*")}
        assert [digest for digest, _ in commit["segments"]] == list(dict.fromkeys(d for d, _ in commit["segments"]))
        assert {digest for digest, _ in commit["segments"]} == segments.keys()
        assert sum(count for _, count in commit["segments"]) == 50 + 50 + 1
        with a_store(tmp_path) as backend:
            anna = user(backend)
            (guide,) = anna.directories.list()
            for org in anna.organizations.list():
                entry = anna.entries.write(guide.id, org.id, "иначе", expected_version=1)
                assert anna.entries.read(guide.id, org.id, version=1).text.startswith("карта ")
                assert entry.version == 2
            assert list(backend.verify()) == []

    def test_damaged_commit_stops_reading_and_nothing_is_written(self, tmp_path: Path) -> None:
        """A firm whose log is damaged is not read past the damage, nor written to; other firms are."""
        with a_store(tmp_path) as backend:
            user(backend).organizations.add("ООО «Ромашка»")
            user(backend).organizations.add("ООО «Лютик»")
        path = logs(tmp_path)[1]
        path.write_bytes(path.read_bytes().replace("Лютик".encode(), "Лютых".encode()))
        before = [one.read_bytes() for one in logs(tmp_path)]
        with a_store(tmp_path) as backend:
            for call in (user(backend).organizations.list, lambda: user(backend).organizations.add("Ещё")):
                with pytest.raises(CorruptionError):
                    call()
        assert [one.read_bytes() for one in logs(tmp_path)] == before

    def test_missing_commit_is_told(self, tmp_path: Path) -> None:
        """A gap in the log is a fault, though every file that is left is whole."""
        with a_store(tmp_path) as backend:
            for name in ("А", "Б", "В"):
                user(backend).organizations.add(name)
        logs(tmp_path)[1].unlink()
        with a_store(tmp_path) as backend:
            (fault,) = backend.verify()
        assert "000000000002.json" in fault

    def test_newer_format_is_refused(self, tmp_path: Path) -> None:
        """A commit of a later version is told as that, and not as damage."""
        from multibuh_backends.files import sealing

        with a_store(tmp_path) as backend:
            user(backend).organizations.add("А")
        (path,) = logs(tmp_path)
        fields = json.loads(path.read_bytes())
        kept = {name: value for name, value in fields.items() if name not in {"type", "format", "verify"}}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sealing, "FORMAT", 2)
            path.write_bytes(sealing.sealed("multibuh.commit", kept))
        with a_store(tmp_path) as backend, pytest.raises(FormatError, match="обновите multibuh"):
            user(backend).organizations.list()

    def test_copy_made_while_writers_run_is_a_prefix(self, tmp_path: Path) -> None:
        """A copy of the folder, logs first, opens and checks clean, and is what the store once was."""
        import shutil

        with a_store(tmp_path / "store", settings=Settings()) as backend:
            anna = user(backend)
            org, guide = anna.organizations.add("ООО «Ромашка»").id, a_guide(anna).id
            anna.attachments.attach(guide, org, b"data", name="a.txt")
            once = all_seen_by(anna)
            shutil.copytree(tmp_path / "store" / "firms", tmp_path / "copy" / "firms")
            anna.attachments.attach(guide, org, b"later", name="b.txt")
            shutil.copytree(tmp_path / "store", tmp_path / "copy", dirs_exist_ok=True, ignore=lambda *_: ["firms"])
        with a_store(tmp_path / "copy") as copy:
            assert list(copy.verify()) == []
            assert all_seen_by(user(copy)) == once
