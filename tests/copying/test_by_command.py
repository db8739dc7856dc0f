"""`multibuh copy` to a PostgreSQL server, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from multibuh_backends import connect
from multibuh_cli.app import main
from multibuh_core.testing.laws.whole_firm import a_whole_firm
from multibuh_core.testing.world import FIRM
from tests.copying.whole import check_whole
from tests.servers.postgresql import Database


def test_there_and_back(tmp_path: Path, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    """The command makes the store in an empty database; copied back into a new file the firm is what it was."""
    one, other = (f"sqlite:///{(tmp_path / name).as_posix()}" for name in ("one.db", "other.db"))
    with connect(one, create=True) as source:
        a_whole_firm(source)
    files = str(tmp_path / "files")
    there = ["--store", one, "--firm", FIRM, "copy", "--to", database.url, "--to-attachments", files]
    back = ["--store", database.url, "--attachments", files, "--firm", FIRM, "copy", "--to", other]
    assert [main(there), main(back)] == [0, 0]
    assert capsys.readouterr().out == f"Фирма {FIRM} скопирована и сверена.\n" * 2
    with connect(one) as source, connect(other) as target:
        check_whole(source, target)


def test_without_a_place_for_files_nothing_is_made(
    tmp_path: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """A database keeps no files: the command says how to name their place, and leaves the database empty."""
    one = f"sqlite:///{(tmp_path / 'one.db').as_posix()}"
    with connect(one, create=True) as source:
        a_whole_firm(source)
    assert main(["--store", one, "--firm", FIRM, "copy", "--to", database.url]) == 1
    assert "вложения на сервере базы не лежат" in " ".join(capsys.readouterr().err.split())
    assert database.run("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]
