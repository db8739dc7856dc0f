"""The global options: before the command, or in the environment."""

from __future__ import annotations

import pytest

from tests.multibuh_cli.shell import INN, Shell


def test_options_win_over_the_environment(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said on the command line counts, whatever the environment says."""
    shell.org(inn=INN)
    monkeypatch.setenv("MULTIBUH_STORE", "sqlite:///nowhere.db")
    monkeypatch.setenv("MULTIBUH_FIRM", "other")

    assert shell.json("--store", shell.store, "--firm", "fintrust", "org", "list")[0]["inn"] == INN
    assert shell.json("--store", shell.store, "org", "list") == []


def test_user_of_the_environment_acts(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who acts stands in MULTIBUH_USER; the history names them."""
    monkeypatch.setenv("MULTIBUH_USER", "boris")
    shell.org(inn=INN)

    assert shell.json("org", "show", INN)["updated_by"] == "boris"


def test_all_that_is_missing_is_told_at_once(bare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command without store, firm and user names all three, and how to say them."""
    for name in ("STORE", "FIRM", "USER"):
        monkeypatch.delenv(f"MULTIBUH_{name}")

    assert bare.wrong("org", "list") == (
        "Перед командой не указано: хранилище (--store sqlite:///firm.db или MULTIBUH_STORE), "
        "фирма (--firm fintrust или MULTIBUH_FIRM), сотрудник (--user anna или MULTIBUH_USER). "
        "Справка: multibuh --help"
    )


def test_attachments_may_lie_elsewhere(bare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """With MULTIBUH_ATTACHMENTS the files lie where it says."""
    monkeypatch.setenv("MULTIBUH_ATTACHMENTS", str(bare.folder / "files"))
    bare("init")
    bare.org(inn=INN)
    bare.directory("Карта")
    (bare.folder / "a.txt").write_bytes(b"1")
    bare("attach", "Карта", INN, "a.txt")

    assert any(file.read_bytes() == b"1" for file in (bare.folder / "files").rglob("*") if file.is_file())


def test_firms_are_apart(shell: Shell) -> None:
    """What one firm wrote another does not find (L8)."""
    shell.org(inn=INN)

    assert shell.refused("--firm", "Fintrust", "card", INN) == (
        f"Организация «{INN}» не найдена: посмотрите список, multibuh org list."
    )


def test_firm_with_a_control_character_is_refused(shell: Shell) -> None:
    """An id that cannot be one is refused in one line, what is unseen in it escaped."""
    assert shell.refused("--firm", "fin\ntrust", "org", "list") == (
        "Идентификатор фирмы «fin\\ntrust»: управляющие знаки не допускаются. Уберите их."
    )


def test_unknown_kind_of_store_is_refused(shell: Shell) -> None:
    """A store that is no address is refused in one line that says what an address looks like, its password hidden."""
    line = shell.refused("--store", "ftp://anna:secret@host/firm", "org", "list")

    assert "sqlite:///firm.db" in line
    assert "secret" not in line
