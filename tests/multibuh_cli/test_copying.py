"""`multibuh copy`."""

from __future__ import annotations

import pytest

from multibuh_backends import connect
from tests.multibuh_cli.shell import INN, Shell

FIRM = "fintrust"


@pytest.fixture
def filled(shell: Shell) -> Shell:
    """Give a shell on a store with a card, a file, and notes of Anna's own."""
    shell.org(inn=INN)
    shell.directory("Карта", "--card")
    shell.directory("Мои заметки", "--personal", "--card")
    shell("write", "Карта", INN, "Банк — по вторникам")
    shell("write", "Мои заметки", INN, "Только моё")
    (shell.folder / "акт.txt").write_bytes(b"akt")
    shell("attach", "Карта", INN, "акт.txt")
    return shell


def other(shell: Shell, name: str = "other") -> str:
    """Return the address of another store in the shell's folder."""
    return f"sqlite:///{(shell.folder / f'{name}.db').as_posix()}"


def test_copy_is_the_firm_in_another_store(filled: Shell) -> None:
    """The other store is made, and shows each user the same card; personal directories went along."""
    cards = [filled.json("--user", user, "card", INN) for user in ("anna", "boris")]

    assert filled("copy", "--to", other(filled)) == "Фирма fintrust скопирована и сверена.\n"

    there = ["--store", other(filled)]
    assert [filled.json(*there, "--user", user, "card", INN) for user in ("anna", "boris")] == cards
    assert [len(card["items"]) for card in cards] == [2, 1]
    assert filled(*there, "check") == "Неполадок нет.\n"
    with connect(filled.store) as source, connect(other(filled)) as target:
        assert list(target.read_firm(FIRM)) == list(source.read_firm(FIRM))


def test_copy_needs_no_user(filled: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command is the operator's: nobody's rights are asked for, but which firm must be said."""
    monkeypatch.delenv("MULTIBUH_USER")
    filled("copy", "--to", other(filled))

    monkeypatch.delenv("MULTIBUH_FIRM")
    assert "фирма (--firm fintrust или MULTIBUH_FIRM)" in filled.wrong("copy", "--to", other(filled, "third"))
    assert not (filled.folder / "third.db").exists()


def test_copy_puts_the_files_where_it_is_told(filled: Shell) -> None:
    """With --to-attachments the files are there, and the other store is opened with it."""
    files = str(filled.folder / "файлы")

    filled("copy", "--to", other(filled), "--to-attachments", files)

    assert not (filled.folder / "other.db.attachments").exists()
    assert filled("--store", other(filled), "--attachments", files, "check") == "Неполадок нет.\n"


def test_copy_to_where_the_firm_is_is_refused(filled: Shell) -> None:
    """The second copy is refused in one line, and so is one to the store itself; nothing is changed."""
    filled("copy", "--to", other(filled))
    before = (filled.folder / "other.db").read_bytes()

    for to in (other(filled), filled.store):
        assert filled.refused("copy", "--to", to) == (
            "Фирма «fintrust» в этом хранилище уже есть, а копия записывается целиком и только на пустое место: "
            "ничего не изменено. Укажите другое хранилище."
        )
    assert (filled.folder / "other.db").read_bytes() == before


def test_copy_of_a_firm_that_is_not_there_is_refused(filled: Shell) -> None:
    """A mistyped firm is told, and is not copied as an empty one."""
    assert filled.refused("--firm", "fintrast", "copy", "--to", other(filled)) == (
        "Фирмы «fintrast» в хранилище нет: проверьте --firm и --store."
    )


def test_copy_asks_where_to(filled: Shell) -> None:
    """Without --to the command is no command."""
    assert "--to" in filled.wrong("copy")
