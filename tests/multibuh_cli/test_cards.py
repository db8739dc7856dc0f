"""`multibuh card`."""

from __future__ import annotations

from multibuh_core import CardProjection
from multibuh_core.serialization import loads
from tests.multibuh_cli.shell import INN, KPP, Shell


def test_card_is_the_guide_to_the_organization(shell: Shell) -> None:
    """The card names the organization with its numbers, then each entry with title, author, date and text."""
    shell.org(inn=INN, kpp=KPP)
    shell.directory("Карта", "--card")
    shell.directory("Банк", "--card", "--position", "-1")
    shell("write", "Карта", INN, "Документы просим у Ольги.\n\n- до 10 числа")
    shell("write", "Банк", INN, "По вторникам.")

    lines = shell("card", INN).splitlines()

    assert lines[:4] == ["ООО «Ромашка»", "ИНН 7707083893, КПП 773601001", "", "Банк"]
    assert lines[4].startswith("anna, ")
    assert lines[5:8] == ["  По вторникам.", "", "Карта"]
    assert lines[9:] == ["  Документы просим у Ольги.", "", "  - до 10 числа"]


def test_long_text_is_wrapped_at_eighty_columns(shell: Shell) -> None:
    """A long text stays readable: no line is wider than the terminal, and every word is there."""
    shell.org(inn=INN)
    shell.directory("Карта", "--card")
    text = "Счета-фактуры присылает сканами, оригиналы раз в квартал. " * 20
    shell("write", "Карта", INN, text)

    lines = shell("card", INN).splitlines()

    assert max(map(len, lines)) <= 80
    assert " ".join(lines[5:]).split() == text.split()


def test_empty_card_says_how_to_fill_it(shell: Shell) -> None:
    """A card with nothing in it says how something gets there."""
    shell.org(inn=INN)
    shell.directory("Карта", "--card")

    assert shell("card", INN).splitlines()[2:] == [
        "",
        "Карточка пуста. Записать: multibuh write СПРАВОЧНИК ОРГАНИЗАЦИЯ ТЕКСТ.",
    ]


def test_card_as_json_is_its_document(shell: Shell) -> None:
    """With `--json` the card is one document: the organization, and items of directory and entry."""
    shell.org(inn=INN)
    shell.directory("Карта", "--card")
    shell.directory("Не в карточке")
    shell("write", "Карта", INN, "Банк")
    shell("write", "Не в карточке", INN, "Касса")

    card = shell.json("card", INN)
    loaded = loads(shell("card", INN, "--json"), CardProjection)

    assert card["organization"]["inn"] == INN
    assert [(item["directory"]["name"], item["entry"]["text"]) for item in card["items"]] == [("Карта", "Банк")]
    assert [(item.directory.name, item.entry.text) for item in loaded.items] == [("Карта", "Банк")]


def test_same_state_gives_the_same_bytes(shell: Shell) -> None:
    """Reading a card twice gives the same bytes (L2)."""
    shell.org(inn=INN)
    shell.directory("Карта", "--card")
    shell("write", "Карта", INN, "Банк")

    assert shell("card", INN, "--json") == shell("card", INN, "--json")
    assert shell("card", INN) == shell("card", INN)


def test_archived_organization_is_said_to_be_so(shell: Shell) -> None:
    """The card of an archived organization is read as before, and says that it is in the archive."""
    shell.org(inn=INN)
    shell("--admin", "org", "archive", INN)

    assert shell("card", INN).splitlines()[2] == "В архиве."
