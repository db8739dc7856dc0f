"""
Make the sample of this version's store: ``python -m tests.stored.make_sample 0.1.0``.

Run once a release, when the stored form has changed; a sample of an earlier version is never made again.
"""

from __future__ import annotations

import itertools
import json
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from multibuh_backends import connect
from multibuh_core import Actor, Role, Settings, Visibility, Workspace
from multibuh_core.commit import ByImport
from multibuh_core.ports import Backend, NewText
from tests.stored.contents import FIRM, contents

FOLDER = Path(__file__).parent


def sample_settings() -> Settings:
    """Return a clock and ids that are the same each time."""
    seconds, numbers = itertools.count(), itertools.count(1)
    return Settings(
        clock=lambda: datetime(2026, 1, 12, 9, tzinfo=UTC) + timedelta(seconds=next(seconds), microseconds=1),
        new_id=lambda: f"0190abcd-0000-7000-8000-{next(numbers):012x}",
    )


def fill(backend: Backend) -> None:
    """Write some of everything that a store can hold."""
    anna = Workspace(backend, firm=FIRM, actor=Actor("anna"), channel="portal")
    boris = Workspace(backend, firm=FIRM, actor=Actor("boris", frozenset({Role.ADMIN})))
    galina = Workspace(backend, firm=FIRM, actor=Actor("galina"))
    guide = anna.directories.create("Карта обслуживания", visibility=Visibility.COLLECTIVE, show_in_card=True)
    notes = anna.directories.create("Мои заметки", visibility=Visibility.PERSONAL, show_in_card=True, position=-1)
    shared = anna.directories.create("Личное, потом общее", visibility=Visibility.PERSONAL, show_in_card=True)
    left = galina.directories.create("Заметки Галины", visibility=Visibility.PERSONAL, description="До увольнения")
    old = boris.directories.create("Старый справочник", visibility=Visibility.COLLECTIVE)
    rose = anna.organizations.add(
        "ООО «Ромашка»", inn="7707083893", kpp="773601001", ogrn="1027700132195", external_ids={"1c": "000000123"}
    )
    person = anna.organizations.add("ИП Ёлкина Анна", inn="500100732259")
    closed = anna.organizations.add("АО «Закрытое»")
    for directory, author in ((guide, anna), (notes, anna), (shared, anna), (left, galina), (old, boris)):
        for client in (rose, person, closed):
            author.entries.write(directory.id, client.id, f"{directory.name}: {client.name}", expected_version=0)
    anna.attachments.attach(guide.id, rose.id, "Регламент".encode(), name="reglament.txt")
    anna.attachments.attach(guide.id, rose.id, "Регламент, новый".encode(), name="reglament.txt", replace=True)
    secret = anna.attachments.attach(shared.id, person.id, "Только Анне".encode(), name="secret.txt")
    anna.attachments.detach(secret.id)
    anna.attachments.attach(shared.id, person.id, "Для всех".encode(), name="common.txt")
    anna.directories.publish(shared.id)
    boris.entries.write(shared.id, rose.id, "Уже общее", expected_version=2)
    boris.entries.restore(shared.id, rose.id, 2, expected_version=3)
    anna.entries.clear(guide.id, closed.id, expected_version=1)
    _import(backend, anna, guide.id, [rose.id, person.id])
    anna.organizations.update(person.id, expected_version=1, name="ИП Ёлкина Анна Петровна", external_ids={"crm": "7"})
    anna.directories.update(guide.id, expected_version=1, description="Главный справочник")
    boris.directories.hand_over(of="galina", to="anna")
    anna.directories.transfer(guide.id, to="boris")
    boris.directories.archive(old.id)
    boris.organizations.archive(closed.id)


def _import(backend: Backend, anna: Workspace, directory_id: str, organization_ids: list[str]) -> None:
    origin = ByImport(import_id=backend.settings.new_id(), source="Клиенты", sheet="Лист1")
    commit = anna._session.new_commit(origin)
    with backend.begin(FIRM, viewer=anna._session.viewer, writes=True) as work:
        present = [work.entries.place(directory_id, one).entry for one in organization_ids]
        texts = [
            NewText(entry.organization_id, directory_id, entry.version, "Из таблицы\nвторая строка", row)
            for row, entry in enumerate(present, start=2)
        ]
        work.entries.write_many(texts, commit=commit)
        work.commit()


def main(version: str) -> None:
    """Make the sample of a version, unless there is one."""
    place = FOLDER / f"sqlite-{version}"
    if place.exists():
        sys.exit(f"{place.name}: уже есть, сделанное раньше не меняется")
    place.mkdir()
    with connect(f"sqlite:///{place / 'firm.db'}", create=True, settings=sample_settings()) as backend:
        fill(backend)
        text = json.dumps(contents(backend), ensure_ascii=False, sort_keys=True, indent=1)
    (place / "contents.json").write_text(text + "\n", encoding="utf-8")
    shutil.rmtree(place / "firm.db.attachments" / ".multibuh-incoming", ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1])
