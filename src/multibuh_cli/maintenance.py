"""`multibuh init`, `check`, `gc`: the store itself."""

from __future__ import annotations

from typing import Annotated

import typer

from multibuh_cli.help_pages import add_command
from multibuh_cli.output import plural, printable, say
from multibuh_cli.refusals import RefusedError
from multibuh_cli.setup import opened_backend

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    add_command(
        app,
        "init",
        init,
        "Создать хранилище.",
        "multibuh --store sqlite:///firm.db init",
        details="Вложения лягут рядом. Существующее хранилище остаётся как есть; перед --upgrade сделайте его копию.",
    )
    add_command(
        app,
        "check",
        check,
        "Проверить всё, что хранится: каждую контрольную сумму, каждое правило.",
        "multibuh --store sqlite:///firm.db check",
        details="Проверяются все фирмы, поэтому --firm и --user не нужны. Если есть неполадки, они перечислены, а код "
        "завершения 1.",
    )
    add_command(
        app,
        "gc",
        gc,
        "Удалить файлы, которых не называет ни одна запись.",
        "multibuh --store sqlite:///firm.db gc",
        details="Такие остаются после сбоев. Удаляется только то, что лежит без дела больше суток.",
    )


def init(
    ctx: typer.Context,
    *,
    upgrade: Annotated[
        bool, typer.Option("--upgrade", help="Обновить хранилище, которое сделала прежняя версия.")
    ] = False,
) -> None:
    """Make the store; what exists stays, or is upgraded where that is asked for."""
    from multibuh_core import NotFoundError

    try:
        with opened_backend(ctx, upgrade=upgrade):
            say("Хранилище есть, его формат — этой версии." if upgrade else "Хранилище уже есть, оно не изменено.")
    except NotFoundError:
        with opened_backend(ctx, create=True):
            say("Хранилище создано.")


def check(ctx: typer.Context) -> None:
    """Tell each fault of the stored data."""
    count = 0
    with opened_backend(ctx) as backend:
        for fault in backend.verify():
            say(printable(fault))
            count += 1
    if count:
        faults = plural(count, "неполадка", "неполадки", "неполадок")
        raise RefusedError(f"Найдено: {faults}. Восстановите повреждённое из резервной копии.")
    say("Неполадок нет.")


def gc(ctx: typer.Context) -> None:
    """Remove what nothing names."""
    with opened_backend(ctx) as backend:
        removed = backend.gc()
    say(f"Удалено: {plural(removed, 'файл', 'файла', 'файлов')}." if removed else "Удалять нечего.")
