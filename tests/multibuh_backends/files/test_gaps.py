"""A log that lacks a commit before another: nothing is read, written or cleared upon the gap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from multibuh_backends.files import FilesBackend
from multibuh_core import Actor, Workspace
from multibuh_core.errors import CorruptionError
from tests.multibuh_backends.files.stores import a_guide, a_store, user

CALLS: dict[str, Callable[[FilesBackend], object]] = {
    "reading": lambda backend: user(backend).organizations.list(),
    "a card": lambda backend: user(backend).cards.read_many(["0"]),
    "writing": lambda backend: user(backend).organizations.add("Новая"),
    "gc": lambda backend: backend.gc(older_than=timedelta(0)),
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Give a store of four commits, the last three with an attachment each, and a firm beside it."""
    with a_store(tmp_path / "store") as backend:
        anna = user(backend)
        with anna.transaction() as tx:
            guide, client = a_guide(tx).id, tx.organizations.add("А").id
        for number in range(3):
            anna.attachments.attach(guide, client, bytes([number]), name=f"{number}.txt")
        Workspace(backend, firm="other", actor=Actor("eve")).organizations.add("Чужая")
    return tmp_path / "store"


def files(folder: Path) -> set[Path]:
    """Return all that is there."""
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_nothing_is_done_upon_a_gap(store: Path, number: int, call: Callable[[FilesBackend], object]) -> None:
    """Whatever is asked, the missing commit is told, and all that was there stays, until it is put back."""
    log = next(path.parent for path in store.glob("firms/*/log/*4.json"))
    (missing,) = log.glob(f"*{number}.json")
    kept = missing.rename(store.parent / missing.name)
    before = files(store)
    with a_store(store) as backend:
        with pytest.raises(CorruptionError, match=r"восстановите его из копии"):
            call(backend)
        assert [fault for fault in backend.verify() if "восстановите" in fault]
        assert Workspace(backend, firm="other", actor=Actor("eve")).organizations.list()
    assert files(store) == before
    kept.rename(missing)
    with a_store(store) as backend:
        assert list(backend.verify()) == []
        call(backend)


def test_many_changes_are_not_gone_through_again(tmp_path: Path) -> None:
    """After one commit of very many changes there is a checkpoint, as after very many commits."""
    with a_store(tmp_path / "store") as backend, user(backend).transaction() as tx:
        for number in range(300):
            tx.organizations.add(f"Клиент {number}")
    assert len(list(tmp_path.glob("store/firms/*/checkpoints/*1.json"))) == 1
