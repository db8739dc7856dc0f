"""How organizations and directories are named."""

from __future__ import annotations

from tests.multibuh_cli.shell import INN, KPP, Shell


def test_name_is_compared_tidied_and_folded(shell: Shell) -> None:
    """Case, outer and double spaces do not count in a name; but all of it does."""
    shell.org("ООО «Ромашка»")

    assert shell("org", "show", "  ооо   «РОМАШКА» ").startswith("ООО «Ромашка»\n")
    assert shell.refused("org", "show", "Ромашка") == (
        "Организация «Ромашка» не найдена: посмотрите список, multibuh org list."
    )


def test_ambiguous_organization_is_refused_with_the_candidates(shell: Shell) -> None:
    """An ИНН that several branches bear is refused with the id, name and numbers of each, in the order of the list."""
    head = shell.org("ООО «Ромашка»", inn=INN, kpp=KPP)
    branch = shell.org("ООО «Ромашка», филиал", inn=INN, kpp="773601002")

    assert shell.refused("card", INN) == (
        f"Организаций «{INN}» несколько, назовите по id: {head} (ООО «Ромашка», ИНН {INN}, КПП {KPP}); "
        f"{branch} (ООО «Ромашка», филиал, ИНН {INN}, КПП 773601002)."
    )
    assert shell("card", branch).startswith("ООО «Ромашка», филиал\n")


def test_long_list_of_candidates_is_shortened(shell: Shell) -> None:
    """Of many candidates ten are told, and how many more there are."""
    for _ in range(12):
        shell.org("ТСЖ")

    line = shell.refused("card", "ТСЖ")

    assert line.count("(ТСЖ, без ИНН)") == 10
    assert line.endswith("; и ещё 2.")


def test_ambiguous_directory_is_refused_with_the_candidates(shell: Shell) -> None:
    """A name that two directories bear is refused with the id, sight and owner of each."""
    shell.org(inn=INN)
    mine = shell.directory("Банк", "--personal")
    ours = shell.directory("Банк")

    line = shell.refused("show", "Банк", INN)

    assert line.startswith("Справочников «Банк» несколько, назовите по id: ")
    assert f"{mine} (Банк, личный, владелец anna)" in line
    assert f"{ours} (Банк, коллективный, владелец anna)" in line
    assert shell("show", ours, INN).startswith("Банк — ")


def test_live_one_is_meant_before_an_archived_one(shell: Shell) -> None:
    """A name that a live organization bears means it; an archived one is found where no live one bears the name."""
    old = shell.org("ТСЖ")
    shell("--admin", "org", "archive", old)
    assert shell.json("org", "show", "ТСЖ")["id"] == old

    new = shell.org("ТСЖ")

    assert shell.json("org", "show", "ТСЖ")["id"] == new
    assert shell.json("org", "show", old)["id"] == old


def test_name_may_look_like_a_number_or_an_id(shell: Shell) -> None:
    """What is neither an ИНН nor an id here is looked for as a name."""
    shell.org("1234567890")
    shell.org("0199f0c2-7c1e-7d3a-9a55-3f8f2e6b1c04")

    assert shell("org", "show", "1234567890").startswith("1234567890\n")
    assert shell("org", "show", "0199f0c2-7c1e-7d3a-9a55-3f8f2e6b1c04").startswith("0199f0c2")
