"""`multibuh dir`."""

from __future__ import annotations

import json

from multibuh_core import Directory, Visibility
from multibuh_core.serialization import loads
from tests.multibuh_cli.shell import INN, Shell


def test_list_is_a_table_of_what_the_user_sees(shell: Shell) -> None:
    """The list stands in the order of the card, and says who sees each and whose it is."""
    shell.directory("Мои заметки", "--personal", "--card", "--position", "-1")
    shell.directory("Банк")

    assert shell("dir", "list").splitlines() == [
        "Справочник    Вид            Владелец   В карточке   Место",
        "─" * 58,
        "Мои заметки   личный         anna       да           -1",
        "Банк          коллективный   anna       нет          0",
        "2 справочника",
    ]


def test_empty_list_says_how_to_begin(shell: Shell) -> None:
    """Who sees no directory yet is told how to make one."""
    assert shell("dir", "list") == "Справочников пока нет. Завести: multibuh dir create.\n"


def test_json_is_an_array_of_documents(shell: Shell) -> None:
    """With `--json` the list is an array of documents that can be loaded again."""
    created = shell.directory("Банк", "--card", "--position", "3")

    [listed] = [loads(json.dumps(one), Directory) for one in shell.json("dir", "list")]

    assert (listed.id, listed.name, listed.visibility) == (created, "Банк", Visibility.COLLECTIVE)
    assert (listed.show_in_card, listed.position, listed.owner_id) == (True, 3, "anna")


def test_published_directory_is_seen_by_all(shell: Shell) -> None:
    """What its owner publishes the others see from then on, and not before."""
    shell.directory("Заметки", "--personal")
    assert shell.json("--user", "boris", "dir", "list") == []

    said = shell("dir", "publish", "Заметки")

    assert said == "Справочник «Заметки» теперь коллективный: его видит вся фирма.\n"
    assert [one["name"] for one in shell.json("--user", "boris", "dir", "list")] == ["Заметки"]


def test_only_the_owner_publishes_and_transfers(shell: Shell) -> None:
    """Somebody else may not publish or give away a collective directory, and is told whom to ask."""
    shell.directory("Банк")

    assert shell.refused("--user", "boris", "dir", "publish", "Банк") == (
        "Открыть справочник всем может только его владелец: обратитесь к нему."
    )
    assert shell.refused("--user", "boris", "dir", "transfer", "Банк", "--to", "boris") == (
        "Передать этот справочник может его владелец или администратор: обратитесь к ним."
    )


def test_transferred_directory_has_a_new_owner(shell: Shell) -> None:
    """A directory goes to another owner; a personal one is the new owner's alone."""
    shell.directory("Заметки", "--personal")

    assert shell("dir", "transfer", "Заметки", "--to", "boris") == "Владелец справочника «Заметки» теперь boris.\n"

    assert shell.json("dir", "list") == []
    assert [one["owner_id"] for one in shell.json("--user", "boris", "dir", "list")] == ["boris"]


def test_hand_over_says_the_same_for_much_and_for_nothing(shell: Shell) -> None:
    """An administrator hands over what somebody owns, and does not learn whether it was anything (L6)."""
    shell.org(inn=INN)
    shell.directory("Заметки", "--personal")

    much = shell("--user", "head", "--admin", "dir", "hand-over", "--of", "anna", "--to", "vera")
    nothing = shell("--user", "head", "--admin", "dir", "hand-over", "--of", "oleg", "--to", "vera")

    assert much == "Всё, чем владел сотрудник anna, теперь принадлежит сотруднику vera.\n"
    assert nothing == much.replace("anna", "oleg")
    assert [one["name"] for one in shell.json("--user", "vera", "dir", "list")] == ["Заметки"]


def test_hand_over_takes_an_administrator(shell: Shell) -> None:
    """Without `--admin` nothing is handed over."""
    assert shell.refused("dir", "hand-over", "--of", "oleg", "--to", "vera") == (
        "Передавать справочники сотрудника может администратор: обратитесь к нему."
    )
