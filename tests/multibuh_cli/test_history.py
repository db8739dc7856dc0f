"""`multibuh history`, `restore`."""

from __future__ import annotations

import json

import pytest

from multibuh_core import Action, ByHand, Entry, EntryRevision
from multibuh_core.serialization import loads
from tests.multibuh_cli.shell import INN, Shell


@pytest.fixture
def place(shell: Shell) -> Shell:
    """Give a shell where one organization and one directory are."""
    shell.org(inn=INN)
    shell.directory("Карта")
    return shell


def entry(shell: Shell) -> Entry:
    """Return the entry as it is."""
    return loads(shell("show", "Карта", INN, "--json"), Entry)


def test_history_is_a_table_of_what_was_done(place: Shell) -> None:
    """The history tells each change: its version, who, what, to which file, and how the text begins."""
    place("write", "Карта", INN, "Банк — по вторникам\nКасса — сама")
    (place.folder / "акт.txt").write_bytes(b"1")
    place("--user", "boris", "attach", "Карта", INN, "акт.txt")

    header, _, first, second = place("history", "Карта", INN).splitlines()

    assert header.split() == ["Версия", "Когда", "Кто", "Что", "Текст"]
    assert first.split()[3:] == ["anna", "записано", "Банк", "—", "по", "вторникам…"]
    assert " ".join(second.split()[3:7]) == "boris приложен файл акт.txt"


def test_history_as_json_is_the_revisions(place: Shell) -> None:
    """With `--json` the history is an array of revisions, oldest first, made through the channel cli."""
    place("write", "Карта", INN, "Банк")
    place("write", "Карта", INN, "Касса")

    revisions = [loads(json.dumps(one), EntryRevision) for one in place.json("history", "Карта", INN)]

    assert [(one.version, one.action, one.text) for one in revisions] == [
        (1, Action.WRITTEN, "Банк"),
        (2, Action.WRITTEN, "Касса"),
    ]
    assert {one.commit.origin for one in revisions} == {ByHand(channel="cli")}


def test_history_of_a_blank_entry_is_empty(place: Shell) -> None:
    """What nobody wrote has no history: a sentence for people, an empty array for programs."""
    assert place("history", "Карта", INN) == "Записи ещё не было.\n"
    assert place.json("history", "Карта", INN) == []


def test_restored_version_is_the_present_one_again(place: Shell) -> None:
    """Restoring makes a new version with the old text."""
    place("write", "Карта", INN, "Банк")
    place("write", "Карта", INN, "Касса")

    assert place("restore", "Карта", INN, "1") == "Восстановлено из версии 1: Карта — ООО «Ромашка», версия 3\n"
    assert (entry(place).text, entry(place).version) == ("Банк", 3)
    assert place("restore", "Карта", INN, "1") == "Так уже и есть: Карта — ООО «Ромашка», версия 3\n"


def test_missing_version_is_refused(place: Shell) -> None:
    """A version that is not there is refused, and the line says where those there are stand."""
    assert place.refused("restore", "Карта", INN, "7") == (
        "Версия «7» не найдена: посмотрите доступные, multibuh history."
    )
