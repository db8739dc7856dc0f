"""What the services refuse by the state of things: class, exact message and fields of each, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from multibuh_core import (
    OVERWRITE,
    AlreadyExistsError,
    ConflictError,
    MultibuhError,
    NotFoundError,
    UnsupportedOperationError,
    VersionConflictError,
)
from tests.multibuh_core.refusals import refusal
from tests.multibuh_core.services.office import Office, an_office

Call = Callable[[Office], object]


def _archived(call: Call, *, what: str = "guide") -> Call:
    def refused(office: Office) -> object:
        if what == "guide":
            office.anna.directories.archive(office.guide.id)
        else:
            office.ada.organizations.archive(office.org.id)
        return call(office)

    return refused


def _unarchive_beside_a_twin(office: Office) -> object:
    office.ada.organizations.archive(office.org.id)
    office.anna.organizations.add("Вторая", inn="7707083893", kpp="773601001")
    return office.ada.organizations.unarchive(office.org.id)


def _nested(office: Office) -> object:
    with office.anna.transaction() as tx, tx.transaction() as inner:
        return inner


def _over(office: Office) -> object:
    with office.anna.transaction() as tx:
        pass
    return tx.organizations.list()


def _write(office: Office, expected: Any = 2) -> object:
    return office.anna.entries.write(office.guide.id, office.org.id, "иначе", expected_version=expected)


def _without_kpp(office: Office) -> object:
    office.anna.organizations.update(office.org.id, expected_version=1, kpp=None)
    return office.anna.organizations.add("Вторая", inn="7707083893")


CALLS: dict[str, tuple[type[MultibuhError], Call, str]] = {
    "twin": (
        AlreadyExistsError,
        lambda o: o.anna.organizations.add("Вторая", inn="7707083893", kpp="773601001"),
        "Организация с ИНН 7707083893, КПП 773601001 уже есть (ORG): измените её или укажите КПП филиала.",
    ),
    "twin without КПП": (
        AlreadyExistsError,
        _without_kpp,
        "Организация с ИНН 7707083893, без КПП уже есть (ORG): измените её или укажите КПП филиала.",
    ),
    "external id": (
        AlreadyExistsError,
        lambda o: o.anna.organizations.add("Вторая", external_ids={"crm": "1", "1c": "000000123"}),
        "Организация с внешним ключом «1c=000000123» уже есть (ORG): измените её или укажите другой ключ.",
    ),
    "other bytes under the name": (
        AlreadyExistsError,
        lambda o: o.anna.attachments.attach(o.guide.id, o.org.id, b"other", name="reglament.pdf"),
        "Файл «reglament.pdf» уже приложен с другим содержимым: укажите replace=True или другое имя.",
    ),
    "archived directory": (
        ConflictError,
        _archived(_write),
        "Справочник «Карта» в архиве, изменения не принимаются: сначала верните из архива.",
    ),
    "archived organization": (
        ConflictError,
        _archived(_write, what="organization"),
        "Организация «ООО «Ромашка»» в архиве, изменения не принимаются: сначала верните из архива.",
    ),
    "stale version": (
        VersionConflictError,
        lambda o: _write(o, 1),
        "Изменение сделано по версии 1, а сейчас версия 2: прочитайте её и повторите изменение с её номером.",
    ),
    "hidden directory": (
        NotFoundError,
        lambda o: o.boris.directories.get(o.notes.id),
        "Справочник «NOTES» не найден: проверьте идентификатор в списке справочников.",
    ),
    "missing organization": (
        NotFoundError,
        lambda o: o.anna.cards.read("7"),
        "Организация «7» не найдена: проверьте идентификатор в списке организаций.",
    ),
    "missing attachment": (
        NotFoundError,
        lambda o: o.anna.attachments.open("7"),
        "Вложение «7» не найдено: проверьте идентификатор в записи организации.",
    ),
    "missing version": (
        NotFoundError,
        lambda o: o.anna.entries.restore(o.guide.id, o.org.id, 7, expected_version=OVERWRITE),
        "Версия «7» не найдена: посмотрите доступные версии в истории записи.",
    ),
    "transaction in a transaction": (
        UnsupportedOperationError,
        _nested,
        "Транзакция внутри транзакции не поддерживается: завершите внешнюю.",
    ),
    "transaction that is over": (
        UnsupportedOperationError,
        _over,
        "Транзакция уже завершена: начните новую.",
    ),
}


class TestRefusedCalls:
    """The thing, the rule, the way out."""

    @pytest.mark.parametrize(("kind", "call", "message"), CALLS.values(), ids=CALLS)
    def test_message_is_exact(self, kind: type[MultibuhError], call: Call, message: str) -> None:
        """Each refusal has its class and its words."""
        office = an_office()
        error = refusal(kind, call, office)
        assert str(error) == message.replace("ORG", office.org.id).replace("NOTES", office.notes.id)

    def test_details_are_fields(self) -> None:
        """What a host needs to go on is not to be read out of the message."""
        office = an_office()
        twin = refusal(AlreadyExistsError, CALLS["twin"][1], office)
        assert (twin.what, twin.other_id) == ("organization", office.org.id)
        assert refusal(AlreadyExistsError, _unarchive_beside_a_twin, an_office()).what == "organization"
        file = refusal(AlreadyExistsError, CALLS["other bytes under the name"][1], office)
        assert (file.what, file.other_id) == ("attachment", office.file.id)
        stale = refusal(VersionConflictError, _write, office, 1)
        assert (stale.expected, stale.actual, stale.current) == (1, 2, office.entry)
        hidden = refusal(NotFoundError, CALLS["hidden directory"][1], office)
        assert (hidden.what, hidden.id) == ("directory", office.notes.id)
