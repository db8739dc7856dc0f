"""Refusals: one line on what was not done, why, and the way out in the words of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from multibuh_cli.output import moment, printable

if TYPE_CHECKING:
    from multibuh_core import MultibuhError

__all__ = ["RefusedError", "told"]


class RefusedError(Exception):
    """What this program refuses itself; exit 1."""


_MISSING: Final = {
    "directory": "Справочник «{id}» не найден: посмотрите список, multibuh dir list.",
    "organization": "Организация «{id}» не найдена: посмотрите список, multibuh org list.",
    "attachment": "Вложение «{id}» не найдено: посмотрите его id в записи, multibuh show.",
    "version": "Версия «{id}» не найдена: посмотрите доступные, multibuh history.",
    "firm": "Фирмы «{id}» в хранилище нет: проверьте --firm и --store.",
    "store": "Хранилища «{id}» нет: проверьте адрес или создайте его, multibuh init.",
}
_OPTIONS: Final = {"replace=True": "--replace", "create=True": "multibuh init"}
"""What the library's messages call by an argument, and how it is called here."""


def told(error: MultibuhError | RefusedError) -> str:
    """Return the one line for *error*."""
    from multibuh_core import NotFoundError, VersionConflictError

    if isinstance(error, NotFoundError):
        line = _MISSING[error.what].format(id=error.id)
    elif isinstance(error, VersionConflictError):
        line = _conflict(error)
    else:
        line = str(error)
        for argument, option in _OPTIONS.items():
            line = line.replace(argument, option)
    line = printable(" ".join(line.splitlines()))
    return line[:1].upper() + line[1:]


def _conflict(error: Any) -> str:
    current = error.current
    by = f", {current.updated_by}, {moment(current.updated_at)}" if current.updated_at else ""
    return (
        f"Вы исходили из версии {error.expected}, а сейчас версия {error.actual}{by}: ничего не записано. "
        f"Прочитайте её (multibuh show) и повторите с --expect {error.actual}."
    )
