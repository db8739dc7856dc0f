"""`multibuh org`."""

from __future__ import annotations

import json

from multibuh_core import Organization, OrganizationKind
from multibuh_core.serialization import loads
from tests.multibuh_cli.shell import INN, KPP, Shell


def test_added_organization_is_shown_with_all_its_numbers(shell: Shell) -> None:
    """What was added is shown under its name, ИНН or id alike, each number with its label."""
    added = shell.org(inn=INN, kpp=KPP, ogrn="1027700132195")

    shown = shell("org", "show", INN)

    assert shown == shell("org", "show", "ооо «ромашка»") == shell("org", "show", added)
    assert shown.splitlines()[:6] == [
        "ООО «Ромашка»",
        "  Вид       юридическое лицо",
        "  ИНН       7707083893",
        "  КПП       773601001",
        "  ОГРН      1027700132195",
        f"  id        {added}",
    ]


def test_list_is_a_table_by_name(shell: Shell) -> None:
    """The list stands by name, with a dash for what is not known, and ends with the count."""
    shell.org("ООО «Ромашка»", inn=INN, kpp=KPP)
    shell.org("ИП Ларина", kind="entrepreneur")

    assert [line.rstrip() for line in shell("org", "list").splitlines()] == [
        "Организация     ИНН          КПП         Вид",
        "─" * 57,
        "ИП Ларина       —            —           предприниматель",
        "ООО «Ромашка»   7707083893   773601001   юридическое лицо",
        "2 организации",
    ]


def test_empty_list_says_how_to_begin(shell: Shell) -> None:
    """Who has no organization yet is told how to get one."""
    assert shell("org", "list") == (
        "Организаций пока нет. Добавить: multibuh org add, загрузить таблицу: multibuh import.\n"
    )


def test_json_is_documents_and_nothing_else(shell: Shell) -> None:
    """With `--json` a list is an array of documents, a show is one, and each can be loaded again."""
    shell.org("ООО «Ромашка»", inn=INN)
    shell.org("ИП Ларина", kind="entrepreneur")

    listed = [loads(json.dumps(one), Organization) for one in shell.json("org", "list")]

    assert [one.kind for one in listed] == [OrganizationKind.ENTREPRENEUR, OrganizationKind.LEGAL_ENTITY]
    assert loads(shell("org", "show", INN, "--json"), Organization) == listed[1]


def test_empty_list_is_an_empty_array(shell: Shell) -> None:
    """With `--json` nothing is an empty array, not a sentence."""
    assert shell("org", "list", "--json") == "[]\n"


def test_archived_organization_leaves_the_list_and_is_found_still(shell: Shell) -> None:
    """Archiving takes an organization off the list; it is shown still, and says since when."""
    added = shell.org(inn=INN)

    assert shell("--admin", "org", "archive", INN) == f"В архиве: ООО «Ромашка», id {added}\n"
    assert shell.json("org", "list") == []
    assert shell("org", "show", INN).splitlines()[-1].startswith("  В архиве  ")


def test_archiving_takes_an_administrator(shell: Shell) -> None:
    """Without `--admin` nothing is archived."""
    shell.org(inn=INN)

    assert shell.refused("org", "archive", INN) == ("Архивировать организации может администратор: обратитесь к нему.")


def test_wrong_number_is_refused(shell: Shell) -> None:
    """A number that breaks a rule is refused with the rule, and nothing is added."""
    assert shell.refused("org", "add", "ООО «Ромашка»", "--inn", "7707083894").startswith("ИНН «7707083894»: ")
    assert shell.json("org", "list") == []


def test_unknown_kind_is_wrong_usage(shell: Shell) -> None:
    """A kind that does not exist is wrong usage, and the line lists those there are: all that the library knows."""
    kinds = ", ".join(kind.value for kind in OrganizationKind)

    assert shell.wrong("org", "add", "ООО «Ромашка»", "--kind", "ooo") == (
        f"--kind: «ooo» не бывает (есть {kinds}). Справка: multibuh org add --help"
    )
