"""
Make service_map.xlsx, the spreadsheet that `migrate_spreadsheet.py` moves: two sheets, each with two header rows.

All of it is made up, as in `make_clients.py`. On purpose: one client stands in two rows of the first sheet, one has no
ИНН in the second and is found by its name, and one number lost its leading zero.

The file stands ready beside this script; run the script after a change here. The same text gives the same bytes.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import xlsxwriter

Rows = tuple[tuple[str | int, ...], ...]

MADE = datetime(2026, 1, 15, 9)  # noqa: DTZ001 - a spreadsheet knows no zones
SHEETS: dict[str, tuple[tuple[tuple[str, tuple[str, ...]], ...], Rows]] = {
    "Учёт": (
        (("Организация", ("Название", "ИНН", "КПП")), ("Что делаем", ("Банк", "Документы"))),
        (
            ("ООО «Липовый мёд»", "9988700013", "998801001", "По вторникам и четвергам.", "Просим у Дины до 5-го."),
            ("ООО «Сухой док»", "9988700020", "998801001", "Ежедневно до обеда.", "Привозит курьер по средам."),
            ("ООО «Сухой док»", "9988700020", "998801001", "Валютный счёт — в день поступления.", ""),
            (
                "ИП Ларина Нина Олеговна",
                "998870003402",
                "",
                "По пятницам.",
                "Присылает сканы, оригиналы в конце месяца.",
            ),
            ("ООО «Горный ключ»", 199700041, "019901001", "Раз в неделю.", "Связь только утром."),
        ),
    ),
    "Зарплата": (
        (("Организация", ("Название", "ИНН")), ("Сроки", ("Аванс", "Расчёт"))),
        (
            ("ООО «Липовый мёд»", "9988700013", "20-го", "5-го"),
            ("ООО «Сухой док»", "", "25-го", "10-го, премии утверждает директор"),
            ("ИП Ларина Нина Олеговна", "998870003402", "—", "10-го"),
            ("ООО «Горный ключ»", 199700041, "15-го", "30-го"),
        ),
    ),
}


def make(path: Path) -> None:
    """Write the spreadsheet to *path*."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.set_properties({"title": "Карта обслуживания", "author": "multibuh", "created": MADE})
        bold = workbook.add_format({"bold": True, "bottom": 1, "align": "center"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        for name, (groups, rows) in SHEETS.items():
            sheet = workbook.add_worksheet(name)
            sheet.set_column(0, 6, 24)
            column = 0
            for group, headers in groups:
                sheet.merge_range(0, column, 0, column + len(headers) - 1, group, bold)
                for header in headers:
                    sheet.write_string(1, column, header, bold)
                    column += 1
            for number, row in enumerate(rows, start=2):
                for column, value in enumerate(row):
                    if isinstance(value, int):
                        sheet.write_number(number, column, value)
                    elif value:
                        sheet.write_string(number, column, value, wrapped)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("service_map.xlsx"))
