"""A killed test run leaves no server and no files for longer than until the next."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.leftovers import PID, a_folder

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
