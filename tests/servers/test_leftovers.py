"""A killed test run leaves no server and no files for longer than until the next."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.leftovers import PID, a_folder

MAKING = """
import sys, tempfile, time
from tests.servers.leftovers import a_folder

tempfile.tempdir = sys.argv[1]
sys.stdin.readline()
for _ in range(100):
    with a_folder("test") as folder:
        time.sleep(0.001)
        assert (folder / "owner").exists(), "cleared by another"
"""
SERVER = "import sys, time; print(flush=True); time.sleep(60)"


def test_next_run_clears_what_a_killed_one_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder whose owner lives is left alone; one whose owner is gone is removed, and its server killed."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with a_folder("test") as living:
        left = living.parent / "left"
        left.mkdir()
        (left / "owner").touch()
        server = subprocess.Popen([sys.executable, "-c", SERVER, str(left)], stdout=subprocess.PIPE)
        with server, a_folder("other"):
            assert server.stdout is not None
            server.stdout.readline()
            (left / PID).write_text(str(server.pid))
            with a_folder("test") as other:
                assert server.wait(10) == -9
                assert sorted(living.parent.iterdir()) == sorted([living, other])
    assert not list((tmp_path / living.parent.name).iterdir())


def test_none_is_cleared_while_it_is_made(tmp_path: Path) -> None:
    """Test runs that begin at once leave each other's folders alone."""
    command = [sys.executable, "-c", MAKING, str(tmp_path)]
    runs = [subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(8)]
    for one in runs:
        assert one.stdin is not None
        one.stdin.write(b"\n")
        one.stdin.flush()
    assert [one.communicate()[1] for one in runs] == [b""] * len(runs)
    assert not list(next(tmp_path.iterdir()).iterdir())
