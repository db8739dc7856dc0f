"""The spreadsheet that S6 and S7 import: so many organizations by five directories."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

__all__ = ["COLUMNS", "make_spreadsheet"]

COLUMNS = ("Карта обслуживания", "Документы", "Банк", "Зарплата", "Отчётность")
_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


def inn(number: int) -> str:
    """Return a valid ИНН of a legal entity, another for each number."""
    digits = f"{990_000_000 - number:09d}"
    check = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11 % 10
    return f"{digits}{check}"


def make_spreadsheet(path: Path, organizations: int) -> None:
    """Write the file: name, ИНН, КПП, and five texts a row, all different."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Клиенты")
        sheet.write_row(0, 0, ["Организация", "ИНН", "КПП", *COLUMNS])
        for number in range(organizations):
            texts = [f"{column} {number}: банк по вторникам, документы до 10 числа" for column in COLUMNS]
            sheet.write_row(number + 1, 0, [f"ООО «Клиент {number}»", inn(number), "990101001", *texts])
