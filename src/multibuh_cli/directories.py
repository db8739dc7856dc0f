"""`multibuh dir`: the firm's directories, collective and personal."""

from __future__ import annotations

from typing import Annotated

import typer

from multibuh_cli.help_pages import add_command, add_group
from multibuh_cli.naming import named_directory, sight
from multibuh_cli.numbers import whole
from multibuh_cli.output import plural, printable, say, say_documents
from multibuh_cli.parameters import AsJson, DirectoryName
from multibuh_cli.setup import opened_workspace

__all__ = ["register"]

ToUser = Annotated[str, typer.Option("--to", metavar="СОТРУДНИК", help="Кому передать.")]


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    commands = add_group(app, "dir", "Справочники фирмы: коллективные и личные.")
    add_command(
        commands,
        "create",
        create,
        "Завести справочник.",
        "multibuh dir create 'Карта обслуживания' --card",
        "multibuh dir create 'Мои заметки' --personal --card --position 10",
        details="Коллективный справочник видит вся фирма, личный — только владелец; для остальных личного просто нет.",
    )
    add_command(
        commands,
        "list",
        show_list,
        "Показать справочники, которые вы видите.",
        "multibuh dir list",
        "multibuh dir list --json",
    )
    add_command(
        commands,
        "publish",
        publish,
        "Сделать свой личный справочник коллективным.",
        "multibuh dir publish 'Мои заметки'",
        details="Вернуть его в личные нельзя. Все увидят записи такими, какие они сейчас; прежние версии останутся "
        "видны только вам.",
    )
    add_command(
        commands,
        "transfer",
        transfer,
        "Передать справочник другому владельцу.",
        "multibuh dir transfer 'Банк' --to boris",
        details="Передать может владелец, а коллективный — ещё и администратор. Переданный личный справочник вы больше "
        "не увидите.",
    )
    add_command(
        commands,
        "hand-over",
        hand_over,
        "Передать преемнику всё, чем владел сотрудник.",
        "multibuh --admin dir hand-over --of anna --to boris",
        details="Для администратора, когда сотрудник уходит. Передаются и личные справочники, и архивные; сколько их "
        "было, программа не говорит, чтобы не выдать чужого.",
    )


def create(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="НАЗВАНИЕ", help="Любое.")],
    *,
    personal: Annotated[bool, typer.Option("--personal", help="Личный: его видите только вы.")] = False,
    card: Annotated[bool, typer.Option("--card", help="Показывать записи в карточке организации.")] = False,
    position: Annotated[
        int, typer.Option(metavar="N", parser=whole, help="Место в карточке: меньше — выше. По умолчанию 0.")
    ] = 0,
) -> None:
    """Create a directory."""
    from multibuh_core import Visibility

    with opened_workspace(ctx) as workspace:
        created = workspace.directories.create(
            name,
            visibility=Visibility.PERSONAL if personal else Visibility.COLLECTIVE,
            show_in_card=card,
            position=position,
        )
    say(f"Создан {sight(created)} справочник «{printable(created.name)}», id {created.id}")


def show_list(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show the live directories that the user sees."""
    with opened_workspace(ctx) as workspace:
        found = workspace.directories.list()
    if as_json:
        say_documents(found)
        return
    if not found:
        say("Справочников пока нет. Завести: multibuh dir create.")
        return
    from multibuh_cli.tables import show_table

    show_table(
        [("Справочник", True), ("Вид", False), ("Владелец", True), ("В карточке", False), ("Место", False)],
        [(one.name, sight(one), one.owner_id, "да" if one.show_in_card else "нет", str(one.position)) for one in found],
    )
    say(plural(len(found), "справочник", "справочника", "справочников"))


def publish(ctx: typer.Context, directory: DirectoryName) -> None:
    """Make a personal directory collective."""
    with opened_workspace(ctx) as workspace:
        published = workspace.directories.publish(named_directory(workspace, directory).id)
    say(f"Справочник «{printable(published.name)}» теперь коллективный: его видит вся фирма.")


def transfer(ctx: typer.Context, directory: DirectoryName, to: ToUser) -> None:
    """Give a directory to another owner."""
    with opened_workspace(ctx) as workspace:
        found = named_directory(workspace, directory)
        workspace.directories.transfer(found.id, to=to)
    say(f"Владелец справочника «{printable(found.name)}» теперь {printable(to)}.")


def hand_over(
    ctx: typer.Context,
    of: Annotated[str, typer.Option("--of", metavar="СОТРУДНИК", help="Чьё передать.")],
    to: ToUser,
) -> None:
    """Give all that a user owns to another; the answer is the same for nothing and for much (L6)."""
    with opened_workspace(ctx) as workspace:
        workspace.directories.hand_over(of=of, to=to)
    say(f"Всё, чем владел сотрудник {printable(of)}, теперь принадлежит сотруднику {printable(to)}.")
