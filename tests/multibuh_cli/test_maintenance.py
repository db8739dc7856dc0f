"""`multibuh init`, `check`, `gc`."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest

from multibuh_backends import connect
from tests.multibuh_cli.shell import INN, Shell


def blobs(shell: Shell) -> list[Path]:
    """Return the files that hold attachments."""
    files = (shell.folder / "firm.db.attachments").rglob("*")
    return [file for file in files if file.is_file() and file.stat().st_size == len(b"akt")]


def with_a_file(shell: Shell) -> None:
    """Attach a file of three bytes."""
    shell.org(inn=INN)
    shell.directory("Карта")
    (shell.folder / "акт.txt").write_bytes(b"akt")
    shell("attach", "Карта", INN, "акт.txt")
    (shell.folder / "акт.txt").unlink()


def test_init_makes_the_store_once(bare: Shell) -> None:
    """The first `init` makes the store; the second finds it and changes nothing."""
    assert bare("init") == "Хранилище создано.\n"
    bare.org()
    before = (bare.folder / "firm.db").read_bytes()

    assert bare("init") == "Хранилище уже есть, оно не изменено.\n"
    assert (bare.folder / "firm.db").read_bytes() == before
    assert len(bare.json("org", "list")) == 1


def test_init_leaves_a_foreign_file_alone(bare: Shell) -> None:
    """A file that is no store is refused, untouched."""
    (bare.folder / "firm.db").write_bytes(b"not a database at all, but somebody's notes " * 100)

    line = bare.refused("init")

    assert "firm.db" in line
    assert (bare.folder / "firm.db").read_bytes().startswith(b"not a database at all")


def test_command_on_a_missing_store_says_how_to_make_it(bare: Shell) -> None:
    """Without `init` every command is refused, and no file is made."""
    assert bare.refused("org", "list") == (
        f"Хранилища «{bare.store}» нет: проверьте адрес или создайте его, multibuh init."
    )
    assert list(bare.folder.iterdir()) == []


def test_sound_store_is_said_to_be_sound(shell: Shell) -> None:
    """`check` of a healthy store says so."""
    with_a_file(shell)

    assert shell("check") == "Неполадок нет.\n"


def test_each_fault_is_told(shell: Shell) -> None:
    """`check` of a damaged store tells each fault in a line, and ends with exit 1 and their number."""
    with_a_file(shell)
    [blob] = blobs(shell)
    blob.chmod(0o600)
    blob.write_bytes(b"bad")

    code, out, err = shell.run("check")

    assert (code, out.count("\n")) == (1, 1)
    assert err == "Найдено: 1 неполадка. Восстановите повреждённое из резервной копии.\n"


def test_gc_removes_what_nothing_names(shell: Shell) -> None:
    """`gc` removes bytes that no record names once they have lain for a day, and keeps the rest."""
    with_a_file(shell)
    with connect(shell.store) as backend:
        backend.blobs("fintrust").put(io.BytesIO(b"old"))
    assert shell("gc") == "Удалять нечего.\n"
    long_ago = time.time() - 100_000
    for blob in blobs(shell):
        os.utime(blob, (long_ago, long_ago))

    assert shell("gc") == "Удалено: 1 файл.\n"
    assert [blob.read_bytes() for blob in blobs(shell)] == [b"akt"]


def test_store_needs_no_firm_and_no_user(bare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """What concerns the store itself asks for the store alone."""
    monkeypatch.delenv("MULTIBUH_FIRM")
    monkeypatch.delenv("MULTIBUH_USER")

    assert [bare.run(command)[0] for command in ("init", "check", "gc")] == [0, 0, 0]


def test_init_upgrades_when_asked(shell: Shell) -> None:
    """`init --upgrade` brings a store to this version's format, and says so where there is nothing to bring."""
    assert shell("init", "--upgrade") == "Хранилище есть, его формат — этой версии.\n"
