"""An import that is killed: all of it or nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.multibuh_backends.sql.processes import import_a_table, kill, started
from tests.multibuh_backends.sql.stores import a_store, anna

ROWS = 8_000
STEPS = 3 * ROWS


def steps_told(progress: Path) -> int:
    """Return how far the import said it was; the last line may be half."""
    whole = progress.read_text("ascii").split("\n")[:-1]
    return int(whole[-1]) if whole else 0


class TestImportKilled:
    """kill -9 while an import writes."""

    @pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9, 1.0])
    def test_killed_import_leaves_all_or_nothing(self, tmp_path: Path, share: float) -> None:
        """Killed when a share is written, an import is absent or whole; the store is sound, and takes it again."""
        a_store(tmp_path).close()
        progress = tmp_path / "progress"
        progress.touch()
        importer = started(import_a_table, (tmp_path, ROWS))
        while importer.is_alive() and steps_told(progress) < share * STEPS:
            time.sleep(0.001)
        kill(importer)
        with a_store(tmp_path) as backend:
            user = anna(backend)
            assert list(backend.verify()) == []
            found = len(user.organizations.list())
            entries = [len(user.entries.list(directory_id=one.id)) for one in user.directories.list()]
            assert (found, entries) in [(0, []), (ROWS, [ROWS, ROWS])]
            if (tmp_path / "applied").exists():
                assert found == ROWS
        again = started(import_a_table, (tmp_path, ROWS))
        again.join()
        assert again.exitcode == 0
        with a_store(tmp_path) as backend:
            assert len(anna(backend).organizations.list()) == ROWS
