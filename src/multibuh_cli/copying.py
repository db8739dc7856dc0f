"""`multibuh copy`: a firm goes to another store."""

from __future__ import annotations

from typing import Annotated

import typer

from multibuh_cli.help_pages import add_command
from multibuh_cli.output import printable, say
from multibuh_cli.progress import stages
from multibuh_cli.setup import opened_firm

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    add_command(
        app,
        "copy",
        copy,
        "Скопировать фирму в другое хранилище, целиком.",
        "multibuh --store sqlite:///firm.db copy --to file:///srv/multibuh",
        details="Переходит всё: история, вложения, архив и личные справочники вместе с их владельцами, поэтому --user "
        "не нужен, а копию храните так же, как само хранилище. Если хранилища ещё нет, оно создаётся; если такая фирма "
        "в нём уже есть, команда откажет. Записи появляются в нём все сразу или не появляются вовсе, потом копия "
        "сверяется. Прерванную команду просто повторите. Исходное хранилище не меняется.",
    )


def copy(
    ctx: typer.Context,
    *,
    to: Annotated[str, typer.Option("--to", metavar="АДРЕС", help="Куда: например, file:///srv/multibuh.")],
    to_attachments: Annotated[
        str | None, typer.Option(metavar="АДРЕС", help="Где там будут файлы, если не в обычном месте.")
    ] = None,
) -> None:
    """Copy the firm to the store at *to*, made if there is none."""
    with opened_firm(ctx) as (source, firm), stages() as begin:
        from multibuh_backends import connect
        from multibuh_core.copying import copy_firm

        with connect(to, attachments=to_attachments, create=True) as target:
            copy_firm(source, target, firm, progress=begin("Копирую"))
    say(f"Фирма {printable(firm)} скопирована и сверена.")
