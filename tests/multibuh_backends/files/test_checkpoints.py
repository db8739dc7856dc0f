"""Checkpoints: a cache that opening begins from, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from multibuh_backends.files import checkpoints
from multibuh_backends.files.sealing import sealed
from multibuh_core import OVERWRITE
from multibuh_core.testing.outcomes import all_seen_by
from tests.multibuh_backends.files.stores import FIRM, a_guide, a_store, some_notes, user


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a checkpoint every five commits."""
    monkeypatch.setattr(checkpoints, "_AT_LEAST", 5)


def some_work(folder: Path, *, times: int) -> None:
    """Write a history with all kinds of changes."""
    with a_store(folder) as backend:
        anna, ada = user(backend), user(backend, "ada", admin=True)
        org = anna.organizations.add("ООО «Ромашка»", inn="7707083893", external_ids={"1c": "7"})
        guide, notes = a_guide(anna), some_notes(anna)
        for number in range(times):
            anna.entries.write(guide.id, org.id, f"текст {number}", expected_version=OVERWRITE)
            anna.attachments.attach(notes.id, org.id, f"{number}".encode(), name=f"{number}.txt")
        anna.directories.publish(notes.id)
        anna.entries.write(notes.id, org.id, "после", expected_version=OVERWRITE)
        ada.directories.hand_over(of="anna", to="nina")


def kept(folder: Path) -> list[Path]:
    """Return the checkpoints of the only firm, oldest first."""
    return sorted(folder.glob("firms/*/checkpoints/*"))


def seen(folder: Path) -> Any:
    """Return what everybody sees of a store that is opened anew."""
    with a_store(folder) as backend:
        return [all_seen_by(user(backend, name)) for name in ("anna", "nina", "boris")]


class TestCheckpoints:
    """The cache."""

    def test_store_is_the_same_with_and_without(self, tmp_path: Path) -> None:
        """What is seen of a store opened from a checkpoint is what is seen when its log is read from its beginning."""
        some_work(tmp_path, times=7)
        with_checkpoint = seen(tmp_path)
        assert kept(tmp_path)
        for path in kept(tmp_path):
            path.unlink()
        assert seen(tmp_path) == with_checkpoint

    def test_last_two_are_kept(self, tmp_path: Path) -> None:
        """Older ones are removed: they serve nobody."""
        some_work(tmp_path, times=20)
        assert len(kept(tmp_path)) == 2

    @pytest.mark.parametrize("spoil", [b"", b"{}", b"\0" * 400], ids=["empty", "other", "zeros"])
    def test_damaged_one_is_not_used(self, tmp_path: Path, spoil: bytes) -> None:
        """A checkpoint that is not what was written is passed over, and told by the check."""
        some_work(tmp_path, times=7)
        before = seen(tmp_path)
        kept(tmp_path)[-1].write_bytes(spoil)
        assert seen(tmp_path) == before
        with a_store(tmp_path) as backend:
            (fault,) = backend.verify()
        assert "снимок журнала" in fault

    def test_one_that_lies_is_told(self, tmp_path: Path) -> None:
        """A checkpoint that is whole, and is not what the log comes to, is a fault of the store."""
        some_work(tmp_path, times=7)
        path = kept(tmp_path)[-1]
        fields = json.loads(path.read_bytes())
        fields["pasts"] = []
        said = {name: value for name, value in fields.items() if name not in {"type", "format", "verify"}}
        path.write_bytes(sealed(fields["type"], said))
        with a_store(tmp_path) as backend:
            (fault,) = backend.verify()
        assert "расходится с журналом" in fault

    def test_failure_to_write_one_is_no_failure(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A commit that has landed is told as done, whatever becomes of the checkpoint after it."""
        from multibuh_core.errors import UnavailableError

        def refuse(*_: object, **__: object) -> None:
            message = "нет места"
            raise UnavailableError(message)

        monkeypatch.setattr(checkpoints.Checkpoints, "write", refuse)
        some_work(tmp_path, times=7)
        assert kept(tmp_path) == []
        with a_store(tmp_path) as backend:
            assert list(backend.verify()) == []

    def test_old_texts_are_not_in_memory(self, tmp_path: Path) -> None:
        """Memory holds the text of the present version; the others are read from the log when they are asked for."""
        some_work(tmp_path, times=7)
        with a_store(tmp_path) as backend:
            nina = user(backend, "nina")
            (org,) = nina.organizations.list()
            guide = nina.directories.list()[0]
            state = backend._firm(FIRM).current()
            values: Any = state.entries[org.id][guide.id].until(state.number)
            assert [one.present is None for one in values] == [True] * 6 + [False]
            assert [one.text for one in nina.entries.history(guide.id, org.id)] == [f"текст {n}" for n in range(7)]
            assert [one.present is None for one in values] == [True] * 6 + [False]
