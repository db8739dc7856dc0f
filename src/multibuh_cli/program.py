"""The commands and the global options, put together."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any, Final

import typer
import typer.main

from multibuh_cli.help_pages import Group
from multibuh_cli.setup import Setup

__all__ = ["program"]

_SUMMARY: Final = """
Справочники бухгалтерской фирмы: что важно знать о каждом клиенте, под рукой в его карточке.

Программа — для того, кому и так доступно само хранилище. Ключ --user не вход с паролем: он лишь говорит, от чьего
имени показывать и записывать. Сотрудников и пароли ведёт ваша система, в неё встраивают библиотеку multibuh.
"""
_EXAMPLES: Final = """
\b
С чего начать:
  export MULTIBUH_STORE=sqlite:///firm.db
  export MULTIBUH_FIRM=fintrust MULTIBUH_USER=anna
  multibuh init
  multibuh import clients.xlsx --organization Организация --inn ИНН \\
    --directory 'Карта обслуживания' --directory Банк --card --dry-run
  multibuh org list
  multibuh card 'ООО «Тёплый ветер»'

Ключи ставят перед командой: multibuh --user boris card 7707083893. Организацию называют по id, ИНН или точному
названию, справочник — по id или названию. Для программ есть --json. Справка о команде: multibuh КОМАНДА --help.

Код завершения: 0 — сделано, 1 — отказано (причина одной строкой в stderr), 2 — команда набрана неверно.
"""
_MODULES: Final = {
    "init": "maintenance",
    "import": "imports",
    "card": "cards",
    "org": "organizations",
    "dir": "directories",
    "write": "entries",
    "show": "entries",
    "history": "history",
    "restore": "history",
    "attach": "attachments",
    "fetch": "attachments",
    "check": "maintenance",
    "gc": "maintenance",
    "copy": "copying",
}
"""Which file each command is in; in the order in which one meets them."""


class Program(Group):
    """All commands; a file is read when one of its commands is called, or all of them for the help."""

    def list_commands(self, _ctx: Any) -> list[str]:
        """Return the names of the commands."""
        return list(_MODULES)

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        """Return a command; of an unknown name None, and then all are there to suggest another."""
        for name in [cmd_name] if cmd_name in _MODULES else _MODULES:
            if name not in self.commands:
                self.commands.update(_commands_of(_MODULES[name]))
        return self.commands.get(cmd_name)


def _commands_of(module: str) -> dict[str, Any]:
    app = typer.Typer(rich_markup_mode=None)
    import_module(f"multibuh_cli.{module}").register(app)
    return dict(typer.main.get_group(app).commands)


def program() -> Any:
    """Return the whole program as one command."""
    app = typer.Typer(cls=Program, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(help=_SUMMARY, epilog=_EXAMPLES)(_remember)
    return typer.main.get_group(app)


def _remember(
    ctx: typer.Context,
    *,
    store: Annotated[
        str | None,
        typer.Option(metavar="АДРЕС", envvar="MULTIBUH_STORE", help="Где данные, например sqlite:///firm.db."),
    ] = None,
    attachments: Annotated[
        str | None,
        typer.Option(metavar="АДРЕС", envvar="MULTIBUH_ATTACHMENTS", help="Где файлы, если не рядом с данными."),
    ] = None,
    firm: Annotated[
        str | None, typer.Option(metavar="ФИРМА", envvar="MULTIBUH_FIRM", help="Какая бухгалтерская фирма.")
    ] = None,
    user: Annotated[
        str | None, typer.Option(metavar="СОТРУДНИК", envvar="MULTIBUH_USER", help="От чьего имени.")
    ] = None,
    admin: Annotated[bool, typer.Option("--admin", help="Действовать как администратор.")] = False,
) -> None:
    """Keep the global options for the command."""
    ctx.obj = Setup(store=store, attachments=attachments, firm=firm, user=user, is_admin=admin)
