"""
The problem: an accountant leaves, and what she knew of her clients leaves with her.

Some of it is in directories that the whole firm sees, but they are hers; the rest is in her personal notes, which
nobody else may read, an administrator neither. `hand_over` gives all of it to one successor, unseen: the
administrator learns not even how many directories there were. Everybody else sees what they saw before.

    python examples/offboarding.py
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from multibuh_backends import connect
from multibuh_core import Actor, NotFoundError, Role, Visibility, Workspace


def main(folder: Path) -> None:
    """Let Anna leave, and Vera take over."""
    with connect(f"sqlite:///{(folder / 'firm.db').as_posix()}", create=True) as backend:
        anna, boris, vera, head = (
            Workspace(backend, firm="fintrust", actor=actor)
            for actor in (Actor("anna"), Actor("boris"), Actor("vera"), Actor("head", roles=[Role.ADMIN]))
        )
        org = anna.organizations.add("ООО «Ромашка»", inn="7707083893", kpp="773601001")
        guide = anna.directories.create("Карта обслуживания", visibility=Visibility.COLLECTIVE, show_in_card=True)
        notes = anna.directories.create("Заметки Анны", visibility=Visibility.PERSONAL, show_in_card=True)
        anna.entries.write(guide.id, org.id, "Банк — по вторникам", expected_version=0)
        anna.entries.write(notes.id, org.id, "Акты у директора просить до обеда", expected_version=0)

        print("Анна работает. Что видно в карточке:")
        for name, workspace in (("Анна", anna), ("Вера", vera), ("администратор", head)):
            show(name, workspace, org.id)

        head.directories.hand_over(of="anna", to="vera")

        print("Анна ушла, её справочники переданы Вере. Что видно в карточке:")
        for name, workspace in (("Вера", vera), ("Борис", boris), ("администратор", head)):
            show(name, workspace, org.id)

        try:
            head.directories.get(notes.id)
        except NotFoundError:
            print("Администратор передал заметки, но прочитать их не может: для него их нет.")
        last = vera.directories.history(notes.id)[-1]
        print(f"В истории справочника Вера видит: {last.action.value}, {last.commit.by}, версия {last.version}.")


def show(name: str, workspace: Workspace, organization_id: str) -> None:
    """Print which directories somebody sees in the card."""
    card = workspace.cards.read(organization_id)
    print(f"  {name}: {', '.join(item.directory.name for item in card.items)}")


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        main(Path(place))
