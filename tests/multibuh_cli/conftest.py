"""The shell of each test, on an empty store or without one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from multibuh_backends import connect
from tests.multibuh_cli.shell import Shell


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with an empty store, made once and to be copied: making one takes longer than most commands."""
    folder = tmp_path_factory.mktemp("empty")
    connect(f"sqlite:///{(folder / 'firm.db').as_posix()}", create=True).close()
    return folder


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Give a shell in an empty folder, without a store."""
    return Shell(tmp_path, capsys, monkeypatch)


@pytest.fixture
def shell(bare: Shell, empty_store: Path) -> Shell:
    """Give a shell on an empty store."""
    shutil.copytree(empty_store, bare.folder, dirs_exist_ok=True)
    return bare
