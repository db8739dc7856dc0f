"""L1 on the command line: for others a personal directory does not exist."""

from __future__ import annotations

import re

import pytest

from tests.multibuh_cli.shell import INN, Shell

READING = {"card", "show", "history"}
MISSING = "0199f0c2-7c1e-7d3a-9a55-3f8f2e6b1c04"


def furnish(shell: Shell) -> None:
    """Make one organization, and one collective directory with one entry."""
    shell.org(inn=INN)
    shell.directory("Карта", "--card")
    shell("write", "Карта", INN, "Банк")


@pytest.fixture
def place(shell: Shell) -> Shell:
    """Give a furnished shell."""
    furnish(shell)
    return shell


def hide(shell: Shell) -> tuple[str, str]:
    """Let Anna make a personal directory with an entry and a file; return the ids of directory and attachment."""
    directory = shell.directory("Тайны", "--personal", "--card", "--position", "-5")
    shell("write", "Тайны", INN, "Секрет")
    (shell.folder / "секрет.txt").write_bytes(b"secret")
    attached = shell("attach", "Тайны", INN, "секрет.txt").rstrip("\n").rpartition("id ")[2]
    (shell.folder / "секрет.txt").unlink()
    return directory, attached


def observed(shell: Shell, *, admin: bool) -> list[tuple[int, str, str]]:
    """Let Boris run every command that could tell him of it, by name; return the answers, their ids and times apart."""
    (shell.folder / "файл.txt").write_bytes(b"1")
    who = ["--user", "boris", *(["--admin"] if admin else [])]
    commands = [
        ["org", "list"],
        ["org", "show", INN],
        ["dir", "list"],
        ["dir", "publish", "Тайны"],
        ["dir", "transfer", "Тайны", "--to", "vera"],
        ["show", "Тайны", INN],
        ["show", "Карта", INN],
        ["history", "Тайны", INN],
        ["history", "Карта", INN],
        ["write", "Тайны", INN, "Моё"],
        ["restore", "Тайны", INN, "1"],
        ["attach", "Тайны", INN, "файл.txt"],
        ["card", INN],
        ["dir", "create", "Тайны"],
        ["dir", "list"],
        ["write", "Тайны", INN, "Моё"],
        ["card", INN],
    ]
    answers = [shell.run(*who, *command) for command in commands]
    answers += [shell.run(*who, *command, "--json") for command in commands if command[0] in READING]
    return [(code, without_ids_and_times(out), without_ids_and_times(err)) for code, out, err in answers]


def without_ids_and_times(text: str) -> str:
    """Return *text* with every id and time replaced."""
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>", text)
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00|\d\d\.\d\d\.\d{4} \d\d:\d\d", "<time>", text)


@pytest.mark.parametrize("role", ["colleague", "administrator"])
def test_no_command_tells_of_it(shell: Shell, monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    """In two firms that differ by Anna's personal directory Boris reads the same, as administrator too."""
    answers = []
    for firm in ("without", "with"):
        monkeypatch.setenv("MULTIBUH_FIRM", firm)
        furnish(shell)
        if firm == "with":
            hide(shell)
        answers.append(observed(shell, admin=role == "administrator"))

    assert answers[0] == answers[1]


def test_its_id_is_a_missing_id(place: Shell) -> None:
    """Whoever has got hold of its id, or of its file's, reads what he reads of an id that is nothing."""
    directory, attachment = hide(place)
    for admin in ([], ["--admin"]):
        for command in (
            ["show", directory, INN],
            ["history", directory, INN],
            ["write", directory, INN, "Моё"],
            ["restore", directory, INN, "1"],
            ["dir", "publish", directory],
            ["dir", "transfer", directory, "--to", "boris"],
            ["fetch", attachment, "-o", "x"],
        ):
            hidden = place.refused("--user", "boris", *admin, *command)
            missing = [MISSING if part in {directory, attachment} else part for part in command]
            assert hidden.replace(directory, MISSING).replace(attachment, MISSING) == place.refused(
                "--user", "boris", *admin, *missing
            )


def test_it_does_not_make_a_name_ambiguous(place: Shell) -> None:
    """A hidden directory of the same name is no candidate."""
    place.directory("Карта", "--personal")

    assert place("--user", "boris", "show", "Карта", INN).startswith("Карта — ")
    assert "несколько" in place.refused("show", "Карта", INN)


def test_its_owner_sees_it(place: Shell) -> None:
    """What the others must not see is there all the same: the tests above hide something."""
    hide(place)

    assert "Секрет" in place("card", INN)
    assert "Секрет" not in place("--user", "boris", "card", INN)
