"""A firm that has of everything something, and all that anybody sees of it."""

from __future__ import annotations

from typing import Any, Final

from multibuh_core.actor import Actor, Role
from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.table import Row, Table
from multibuh_core.ports import Backend
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import all_seen_by
from multibuh_core.testing.world import FIRM
from multibuh_core.workspace import Workspace

__all__ = ["ADMIN", "PEOPLE", "SOURCE", "a_table", "a_whole_firm", "all_seen_in", "workspace"]

ADMIN: Final = "ada"
PEOPLE: Final = ("anna", "boris", "nina", ADMIN, "stranger")
SOURCE: Final = "клиенты.xlsx"


def workspace(backend: Backend, user: str, firm: str = FIRM) -> Workspace:
    """Return somebody's workspace on a backend."""
    roles = [Role.ADMIN] if user == ADMIN else []
    return Workspace(backend, firm=firm, actor=Actor(user, roles), channel="портал")


def all_seen_in(backend: Backend, firm: str = FIRM) -> Any:
    """Return all that each of the people sees of a firm: records, cards, every revision, the bytes of every file."""
    seen = {}
    for user in PEOPLE:
        one = workspace(backend, user, firm)
        records = all_seen_by(one)
        files = {
            file.id: one.attachments.open(file.id).read()
            for _, history in records[2]
            for revision in history
            for file in revision.attachments
        }
        seen[user] = records, files
    return seen


def a_whole_firm(backend: Backend, firm: str = FIRM) -> None:
    """Make changes of every kind, by hand and by imports, in the open and not."""
    ada, anna, boris, nina = (workspace(backend, user, firm) for user in (ADMIN, "anna", "boris", "nina"))
    orgs = _organizations(ada)
    guide = new_directory(anna, position=7, description="как  есть\n").id
    _entries(anna, boris, guide, orgs)
    notes = new_notes(anna).id
    anna.entries.write(notes, orgs[0], "только моё ", expected_version=0)
    anna.attachments.attach(notes, orgs[0], b"only mine", name="a.txt")
    _published(anna, boris, orgs)
    with nina.transaction() as tx:
        leaving = [new_notes(tx, "Личное").id, new_notes(tx, "Ставшее общим").id, new_directory(tx, "Общее").id]
        for directory in leaving:
            tx.entries.write(directory, orgs[0], f"прежнее {directory}", expected_version=0)
        tx.directories.publish(leaving[1])
        tx.directories.archive(leaving[2])
    ada.directories.hand_over(of="nina", to="boris")
    for text in ("раз", "два"):
        ada.imports.apply(ada.imports.plan(*a_table(text), source=SOURCE))
    put_away = new_directory(anna, "В архиве").id
    anna.entries.write(put_away, orgs[1], "было", expected_version=0)
    anna.directories.archive(put_away)
    ada.organizations.archive(orgs[1])
    ada.organizations.archive(orgs[2])
    ada.organizations.unarchive(orgs[2])


def a_table(text: str) -> tuple[Table, ImportMapping]:
    """Return a table of two organizations with a text for each, and what it is to become."""
    rows = Row(2, ("Из таблицы", an_inn(5), text)), Row(3, ("Иначе", "", f"{text} ещё"))
    column = DirectoryColumn("Банк", show_in_card=True)
    return Table(headers=("Имя", "ИНН", "Банк"), rows=rows), ImportMapping(name="Имя", inn="ИНН", directories=[column])


def _organizations(ada: Workspace) -> list[str]:
    first = new_organization(ada, inn=an_inn(1), kpp="773601001", external_ids={"1c": "1", "crm": "а"}).id
    ada.organizations.update(first, expected_version=1, name="ООО «Ромашка» 🌼", external_ids={"crm": "б"})
    return [first, new_organization(ada, "Ёлка").id, new_organization(ada, "Ель", inn=an_inn(1), kpp="773601002").id]


def _entries(anna: Workspace, boris: Workspace, guide: str, orgs: list[str]) -> None:
    boris.entries.write(guide, orgs[0], "  как есть\n\n", expected_version=0)
    file = anna.attachments.attach(guide, orgs[0], b"one", name="a.txt")
    anna.attachments.attach(guide, orgs[0], b"two", name="a.txt", replace=True)
    anna.attachments.attach(guide, orgs[0], b"one", name="b.pdf", media_type="text/plain")
    anna.entries.clear(guide, orgs[0], expected_version=4)
    anna.entries.restore(guide, orgs[0], 2, expected_version=5)
    anna.attachments.detach(file.id)
    boris.attachments.attach(guide, orgs[1], b"", name="пусто.txt")
    anna.directories.update(guide, expected_version=1, name="Карта", position=-1)


def _published(anna: Workspace, boris: Workspace, orgs: list[str]) -> None:
    """Publish a directory with a past, restore some of it, and give it to another."""
    once = new_notes(anna, "Тайное имя").id
    anna.entries.write(once, orgs[0], "тайное", expected_version=0)
    hidden = anna.attachments.attach(once, orgs[0], b"hidden", name="h.txt")
    shown = anna.attachments.attach(once, orgs[1], b"shown again", name="s.txt")
    for file in (hidden, shown):
        anna.attachments.detach(file.id)
    anna.entries.clear(once, orgs[0], expected_version=3)
    anna.directories.update(once, expected_version=1, name="Явное имя")
    anna.directories.publish(once)
    anna.entries.restore(once, orgs[1], 1, expected_version=3)
    boris.entries.write(once, orgs[0], "явное", expected_version=5)
    boris.entries.write(once, orgs[2], "первое", expected_version=0)
    anna.directories.transfer(once, to="boris")
