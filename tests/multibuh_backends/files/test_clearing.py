"""The clearing of segments: what a writer has just stored again stays, however old the bytes were before."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from multibuh_backends.files import FilesBackend, commits
from multibuh_core.errors import UnavailableError
from tests.multibuh_backends.files.stores import a_guide, a_store, user


def write_in_segments(backend: FilesBackend) -> None:
    """Write the same text into all entries of the only directory, as one commit."""
    anna = user(backend)
    (guide,) = anna.directories.list()
    with anna.transaction() as tx:
        for client in anna.organizations.list():
            tx.entries.write(guide.id, client.id, "текст", expected_version=0)


def interpose(backend: FilesBackend, name: str, act: Callable[[], object]) -> None:
    """Let *act* happen once, behind the first call of a method of the backend's objects."""
    objects: Any = backend._objects
    method, waiting = getattr(objects, name), [act]

    def interposed(*given: object) -> object:
        found = method(*given)
        if waiting:
            waiting.pop()()
        return found

    setattr(objects, name, interposed)


def refuse(*_: object) -> None:
    """Fail as a disk does."""
    raise UnavailableError("Нет места.")


@pytest.mark.parametrize("call", ["now", "names", "modified"])
def test_segment_that_is_stored_again_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """A commit whose like has failed long ago is whole, though gc was just looking at the segments of that one."""
    with a_store(tmp_path) as writer, a_store(tmp_path) as operator:
        with user(writer).transaction() as tx:
            a_guide(tx)
            for name in ("А", "Б", "В"):
                tx.organizations.add(name)
        monkeypatch.setattr(commits, "_ROWS_AT_MOST", 2)
        with monkeypatch.context() as patch:
            patch.setattr(writer._objects, "create", refuse)
            with pytest.raises(UnavailableError):
                write_in_segments(writer)
        for path in tmp_path.glob("firms/*/segments/*"):
            os.utime(path, (1, 1))
        interpose(operator, call, lambda: write_in_segments(writer))
        operator.gc()
        assert list(operator.verify()) == []
