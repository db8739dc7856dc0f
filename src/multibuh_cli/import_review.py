"""What an import comes to, for a person: the numbers, then each row that needs a look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from multibuh_cli.output import bold, plural, printable, say
from multibuh_cli.texts import say_wrapped

if TYPE_CHECKING:
    from multibuh_core.imports import Fault, ImportReport

__all__ = ["say_review"]

_SHOWN: Final = 10


def say_review(report: ImportReport, source: str) -> None:
    """Write the review of an import, or of a plan that was not applied."""
    done = "записано" if report.applied else "проба, ничего не записано"
    say(bold(f"{printable(source)}: {done}"))
    organizations, entries = report.organizations, report.entries
    say(f"  Организации  новых {organizations.new}, уже есть {organizations.matched}")
    say(
        f"  Записи       новых {entries.new}, изменено {entries.changed}, без изменений {entries.unchanged}, "
        f"расхождений {entries.conflicts}"
    )
    rows = len({(fault.sheet, fault.row) for fault in report.rejected})
    _say_faults(f"Отклонено: {plural(rows, 'строка', 'строки', 'строк')}", report.rejected)
    _say_faults(f"Замечания: {len(report.warnings)}", report.warnings)
    if entries.conflicts:
        say()
        say("Чтобы при расхождении взять текст из файла, добавьте --overwrite.")


def _say_faults(title: str, faults: Sequence[Fault]) -> None:
    if not faults:
        return
    say()
    say(bold(title))
    for fault in faults[:_SHOWN]:
        place = ", ".join(filter(None, [fault.sheet, f"строка {fault.row}", fault.column]))
        say_wrapped(f"- {place}: {fault.reason}", indent="  ")
    if len(faults) > _SHOWN:
        say(f"  … и ещё {len(faults) - _SHOWN}. Весь список: та же команда с --json.")
