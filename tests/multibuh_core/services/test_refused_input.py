"""What the services refuse before they look at anything: the exact message of each, once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from multibuh_core import OVERWRITE, InvalidInputError, Visibility
from tests.multibuh_core.refusals import refusal
from tests.multibuh_core.services.office import Office, an_office

Call = Callable[[Office], object]
OPEN: dict[str, Any] = {"visibility": Visibility.COLLECTIVE}
FLAG = "нужно True или False."
LIMIT = "нужно целое число от 1 или None (без ограничения)."
FAR = 2**31

INPUT: dict[str, tuple[Call, str]] = {
    "find by nothing": (
        lambda o: o.anna.organizations.find(),
        "find «None»: укажите хотя бы одно: inn, kpp, name или external_id. Все организации даёт list().",
    ),
    "entries of nothing": (
        lambda o: o.anna.entries.list(),
        "entries.list «None»: укажите организацию или справочник: organization_id= или directory_id=.",
    ),
    "visibility as text": (
        lambda o: o.anna.directories.create("Новый", visibility=any_value("collective")),
        "visibility «collective»: укажите Visibility.COLLECTIVE или Visibility.PERSONAL.",
    ),
    "position as text": (
        lambda o: o.anna.directories.create("Новый", **OPEN, position=any_value("1")),
        "место в карточке «1»: нужно целое число от -2147483648 до 2147483647.",
    ),
    "position as bool": (
        lambda o: o.anna.directories.create("Новый", **OPEN, position=True),
        "место в карточке «True»: нужно целое число от -2147483648 до 2147483647.",
    ),
    "position too far": (
        lambda o: o.anna.directories.update(o.guide.id, expected_version=1, position=FAR),
        "место в карточке «2147483648»: нужно целое число от -2147483648 до 2147483647.",
    ),
    "show_in_card": (
        lambda o: o.anna.directories.create("Новый", **OPEN, show_in_card=any_value(1)),
        f"show_in_card «1»: {FLAG}",
    ),
    "replace": (
        lambda o: o.anna.attachments.attach(o.guide.id, o.org.id, b"", name="a", replace=any_value("no")),
        f"replace «no»: {FLAG}",
    ),
    "archived": (lambda o: o.anna.organizations.list(archived=any_value("all")), f"archived «all»: {FLAG}"),
    "limit of zero": (lambda o: o.anna.directories.list(limit=0), f"limit «0»: {LIMIT}"),
    "limit as text": (lambda o: o.anna.organizations.list(limit=any_value("10")), f"limit «10»: {LIMIT}"),
    "limit as bool": (lambda o: o.anna.entries.list(directory_id="1", limit=True), f"limit «True»: {LIMIT}"),
    "after an id": (
        lambda o: o.anna.organizations.list(after=any_value("7")),
        "after «7»: нужен последний полученный элемент (Organization) или None.",
    ),
    "after a version": (
        lambda o: o.anna.entries.history(o.guide.id, o.org.id, after=any_value(1)),
        "after «1»: нужен последний полученный элемент (EntryRevision) или None.",
    ),
    "version as text": (
        lambda o: o.anna.entries.read(o.guide.id, o.org.id, version=any_value("1")),
        "version «1»: нужно целое число. Передайте version из истории.",
    ),
    "version as float": (
        lambda o: o.anna.entries.restore(o.guide.id, o.org.id, any_value(1.0), expected_version=OVERWRITE),
        "version «1.0»: нужно целое число. Передайте version из истории.",
    ),
    "cards of one id": (
        lambda o: o.anna.cards.read_many(o.org.id.replace(o.org.id, "7")),
        "organization_ids «7»: нужен список идентификаторов, а не строка.",
    ),
    "bytes without a name": (
        lambda o: o.anna.attachments.attach(o.guide.id, o.org.id, b"data"),
        "название «None»: для байтов и потока нужно имя файла. Передайте name=.",
    ),
    "no file": (
        lambda o: o.anna.attachments.attach(o.guide.id, o.org.id, "no/such/file.pdf"),
        f"файл «{Path('no/such/file.pdf')}»: такого файла нет. Проверьте путь.",
    ),
    "hand over to oneself": (
        lambda o: o.ada.directories.hand_over(of="anna", to="ada"),
        "идентификатор сотрудника «ada»: передать справочники самому себе нельзя. Укажите другого преемника.",
    ),
    "hand over to the same": (
        lambda o: o.ada.directories.hand_over(of="anna", to="anna"),
        "идентификатор сотрудника «anna»: преемник — тот же сотрудник. Укажите другого преемника.",
    ),
    "transfer to nobody": (
        lambda o: o.anna.directories.transfer(o.guide.id, to=""),
        "идентификатор сотрудника «»: нужно от 1 до 128 знаков. Передайте идентификатор такой длины.",
    ),
}


def any_value(value: Any) -> Any:
    """Return a value as one of any type: a caller without a type checker may give it."""
    return value


class TestRefusedInput:
    """InvalidInputError, and nothing was asked or written."""

    @pytest.mark.parametrize(("call", "message"), INPUT.values(), ids=INPUT)
    def test_message_is_exact(self, call: Call, message: str) -> None:
        """Wrong input is named, shown, and told the rule; neither the policy nor the store had a part in it."""
        office = an_office()
        assert str(refusal(InvalidInputError, call, office)) == message
        assert office.policy.questions == []
        assert office.anna.entries.read(office.guide.id, office.org.id) == office.entry

    def test_input_is_looked_at_before_all_else(self) -> None:
        """Wrong input is told even where the directory is missing."""
        office = an_office()
        refusal(InvalidInputError, office.anna.entries.write, "missing", "missing", "a\0", expected_version=0)
        refusal(InvalidInputError, office.anna.entries.write, "missing", "missing", "a", expected_version=-1)
        refusal(InvalidInputError, office.anna.attachments.attach, "missing", "missing", b"", name="..")
        refusal(InvalidInputError, office.anna.directories.update, "missing", expected_version=1, name="")
        refusal(InvalidInputError, office.anna.organizations.update, "missing", expected_version=1, inn="1")
