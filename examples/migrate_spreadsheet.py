"""
The problem: the firm has kept its service map in a spreadsheet for years, and cannot stop working while it moves.

Two sheets with two header rows each become four directories. A plan shows what would be written and what is wrong with
the rows, a person looks at it, perhaps tomorrow, and it is applied whole. Then somebody corrects an entry by hand while
somebody else still keeps the spreadsheet: the second run takes over nothing twice and leaves the hand edit alone.

    python examples/migrate_spreadsheet.py
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from multibuh_backends import connect
from multibuh_backends.spreadsheets import read_table
from multibuh_core import Actor, Workspace
from multibuh_core.imports import DirectoryColumn, ImportMapping, ImportReport, Plan

FILE: Final = Path(__file__).with_name("service_map.xlsx")
HEADER_ROWS: Final = (1, 2)
"""Their texts are joined by a space: «Организация» over «ИНН» is the column «Организация ИНН»."""


def column(header: str, directory: str) -> DirectoryColumn:
    """Say that a column goes into a directory, which is shown in the card."""
    return DirectoryColumn(header, name=directory, show_in_card=True)


MAPPINGS: Final = {
    "Учёт": ImportMapping(
        name="Организация Название",
        inn="Организация ИНН",
        kpp="Организация КПП",
        directories=[column("Что делаем Банк", "Банк"), column("Что делаем Документы", "Документы")],
    ),
    "Зарплата": ImportMapping(
        name="Организация Название",
        inn="Организация ИНН",
        directories=[column("Сроки Аванс", "Аванс"), column("Сроки Расчёт", "Расчёт")],
    ),
}


def planned(workspace: Workspace, sheet: str) -> Plan:
    """Return what the import of one sheet would write; nothing is written."""
    mapping = MAPPINGS[sheet]
    table = read_table(FILE, sheet=sheet, header_rows=HEADER_ROWS, columns=mapping.columns)
    return workspace.imports.plan(table, mapping, source=FILE.name)


def review(sheet: str, report: ImportReport) -> None:
    """Print what a person should know before saying yes."""
    organizations, entries = report.organizations, report.entries
    print(f"Лист «{sheet}»: организаций новых {organizations.new}, уже есть {organizations.matched};")
    print(
        f"  записей новых {entries.new}, изменено {entries.changed}, без изменений {entries.unchanged}, "
        f"расхождений {entries.conflicts}"
    )
    for title, faults in (("отклонено", report.rejected), ("замечание", report.warnings)):
        for fault in faults:
            print(f"  {title}: строка {fault.row}, {fault.column}: {fault.reason}")


def main(folder: Path) -> None:
    """Move the spreadsheet, correct one entry by hand, and run the import again."""
    with connect(f"sqlite:///{(folder / 'firm.db').as_posix()}", create=True) as backend:
        anna = Workspace(backend, firm="fintrust", actor=Actor("anna"))

        print("Первый раз")
        for sheet in MAPPINGS:
            plan = planned(anna, sheet)
            review(sheet, plan.report)
            document = folder / f"{sheet}.json"
            document.write_text(plan.to_json(), encoding="utf-8")  # to be looked at, and applied tomorrow
            anna.imports.apply(Plan.from_json(document.read_text(encoding="utf-8")))

        [org] = anna.organizations.find(name="ООО «Липовый мёд»")
        [bank] = [one for one in anna.directories.list() if one.name == "Банк"]
        entry = anna.entries.read(bank.id, org.id)
        anna.entries.write(bank.id, org.id, "Теперь только по вторникам.", expected_version=entry.version)

        print("Второй раз, после правки руками")
        for sheet in MAPPINGS:
            review(sheet, anna.imports.apply(planned(anna, sheet)))

        print(f"{org.name}, {bank.name}: {anna.entries.read(bank.id, org.id).text}")


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        main(Path(place))
