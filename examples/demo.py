"""
The problem: what a firm knows of its clients lies in a spreadsheet and in heads, and a colleague needs it now.

A spreadsheet of twenty clients goes in, with its faults told; a file and a personal note are added; then two colleagues
open the card of one client, and each sees what is theirs to see. `nox -s demo` runs this.

    python examples/demo.py            in a new temporary folder, which stays
    python examples/demo.py FOLDER     in a folder of yours
"""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rich.columns import Columns
from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from multibuh_backends import connect
from multibuh_backends.spreadsheets import read_table
from multibuh_core import Actor, CardProjection, Organization, Visibility, Workspace
from multibuh_core.imports import DirectoryColumn, ImportMapping, ImportReport

CLIENTS: Final = Path(__file__).with_name("clients.xlsx")
CLIENT: Final = "ООО «Тёплый ветер»"
MAPPING: Final = ImportMapping(
    name="Организация",
    inn="ИНН",
    kpp="КПП",
    ogrn="ОГРН",
    external_ids={"1c": "Код 1С"},
    directories=[
        DirectoryColumn(name, show_in_card=True) for name in ("Карта обслуживания", "Документы", "Банк", "Зарплата")
    ],
)
REGLAMENT: Final = "Регламент\n\n1. Документы за месяц — до 10 числа.\n2. Вопросы — в почте, ответ за день.\n"

console = Console(highlight=False)


def main(folder: Path) -> None:
    """Make a firm in *folder*, and show one card as two colleagues see it."""
    store = f"sqlite:///{(folder / 'firm.db').absolute().as_posix()}"
    with connect(store, create=True) as backend:
        anna = Workspace(backend, firm="fintrust", actor=Actor("anna"), channel="demo")
        boris = Workspace(backend, firm="fintrust", actor=Actor("boris"), channel="demo")

        title("Анна загружает таблицу", f"{CLIENTS.name}: двадцать клиентов, четыре справочника")
        table = read_table(CLIENTS, columns=MAPPING.columns)
        show_review(anna.imports.apply(anna.imports.plan(table, MAPPING, source=CLIENTS.name)))

        title("Прикладывает файл и делает заметку для себя", CLIENT)
        [org] = anna.organizations.find(name=CLIENT)
        add_file_and_note(anna, org)

        title("Анна заболела, карточку открывает Борис", "одна организация, каждый видит своё")
        show_side_by_side({"Анна": anna.cards.read(org.id), "Борис": boris.cards.read(org.id)})
    show_how_to_go_on(store)


def show_review(report: ImportReport) -> None:
    """Print what the import came to."""
    say(f"Добавлено организаций {report.organizations.new}, записей {report.entries.new} — всё одной фиксацией.")
    for mark, faults in (("отклонена", report.rejected), ("исправлена", report.warnings)):
        for fault in faults:
            say(f"Строка {fault.row} {mark}. {fault.reason}")


def add_file_and_note(anna: Workspace, org: Organization) -> None:
    """Attach a file where all see it, and write a note that is Anna's alone."""
    [guide] = [one for one in anna.directories.list() if one.name == "Карта обслуживания"]
    attachment = anna.attachments.attach(guide.id, org.id, REGLAMENT.encode(), name="Регламент.txt")
    notes = anna.directories.create("Мои заметки", visibility=Visibility.PERSONAL, show_in_card=True, position=-1)
    anna.entries.write(notes.id, org.id, "Директор не любит звонков до обеда.", expected_version=0)
    say(f"К справочнику «{guide.name}» приложен файл «{attachment.name}».")
    say(f"В личном справочнике «{notes.name}» — заметка. Для остальных его нет.")


def show_side_by_side(cards: dict[str, CardProjection]) -> None:
    """Print the cards beside each other, as far as the terminal is wide enough."""
    width = min(console.width, 100) // 2 - 1
    panels = [Panel(shown(card), title=f"[bold]{name}[/]", width=width) for name, card in cards.items()]
    console.print(Columns(panels, padding=(0, 1)))
    say("Заметки Анны у Бориса нет: личного справочника для других не существует, для администратора тоже.")


def shown(card: CardProjection) -> Text:
    """Return what a colleague sees of the client."""
    parts = []
    for item in card.items:
        is_personal = item.directory.visibility is Visibility.PERSONAL
        note, style = (", личный", "bold magenta") if is_personal else ("", "bold")
        files = "".join(f"\nФайл: {attachment.name}" for attachment in item.entry.attachments)
        parts.append(Text.assemble((f"{item.directory.name}{note}\n", style), item.entry.text, (files, "cyan")))
    return Text("\n\n").join(parts)


def show_how_to_go_on(store: str) -> None:
    """Print the commands to go on with by hand."""
    title("Дальше — руками", "фирма осталась в этой папке")
    for line in commands(store):
        console.print(Text(f"  {line}"), soft_wrap=True)


def commands(store: str) -> Iterator[str]:
    """Give the commands, as this machine can run them."""
    said = "set" if os.name == "nt" else "export"
    program = Path(sys.executable).with_name("multibuh.exe" if os.name == "nt" else "multibuh")
    multibuh = f"{shlex.quote(sys.executable)} -m multibuh_cli"
    if program.exists():
        multibuh = shlex.quote(os.path.relpath(program))
    for name, value in (("STORE", store), ("FIRM", "fintrust"), ("USER", "boris")):
        yield f"{said} MULTIBUH_{name}={shlex.quote(value)}"
    yield f"{multibuh} org list"
    yield f"{multibuh} card '{CLIENT}'"
    yield f"{multibuh} --user anna card '{CLIENT}'"
    yield f"{multibuh} write Банк '{CLIENT}' 'Банк проводим по средам.'"
    yield f"{multibuh} history Банк '{CLIENT}'"
    yield f"{multibuh} --help"


def title(text: str, note: str) -> None:
    """Print the heading of a step."""
    console.print()
    console.print(Text.assemble((text, "bold cyan"), (f"  {note}", "dim")))


def say(text: str) -> None:
    """Print a sentence, wrapped under itself."""
    console.print(Padding(Text(text), (0, 0, 0, 2)))


if __name__ == "__main__":
    place = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="multibuh-"))
    if (place / "firm.db").exists():
        sys.exit(f"В папке {place} уже есть firm.db: укажите другую.")
    place.mkdir(parents=True, exist_ok=True)
    main(place)
