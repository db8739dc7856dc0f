"""`multibuh org`: the organizations that the firm serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from multibuh_cli.help_pages import add_command, add_group
from multibuh_cli.naming import named_organization
from multibuh_cli.output import bold, moment, plural, printable, say, say_document, say_documents
from multibuh_cli.parameters import AsJson, OrganizationName
from multibuh_cli.setup import opened_workspace
from multibuh_cli.usage import WrongUsageError

if TYPE_CHECKING:
    from multibuh_core import Organization

__all__ = ["register"]

_KINDS = {
    "legal_entity": "юридическое лицо",
    "entrepreneur": "предприниматель",
    "self_employed": "самозанятый",
    "other": "другое",
}


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    commands = add_group(app, "org", "Организации, которые обслуживает фирма.")
    add_command(
        commands,
        "add",
        add,
        "Добавить организацию.",
        "multibuh org add 'ООО «Ромашка»' --inn 7707083893 --kpp 773601001",
        "multibuh org add 'ТСЖ без номеров'",
        details="Номера необязательны; контрольные цифры ИНН и ОГРН проверяются. Вид, если не указан, следует из ИНН.",
    )
    add_command(
        commands, "list", show_list, "Показать список организаций.", "multibuh org list", "multibuh org list --json"
    )
    add_command(
        commands,
        "show",
        show,
        "Показать данные одной организации.",
        "multibuh org show 7707083893",
        details="Записи о ней показывает multibuh card.",
    )
    add_command(
        commands,
        "archive",
        archive,
        "Убрать организацию в архив.",
        "multibuh --admin org archive 7707083893",
        details="Записи сохраняются и читаются, но больше не меняются. ",
    )


def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="НАЗВАНИЕ", help="Как организация называется.")],
    *,
    inn: Annotated[str | None, typer.Option(metavar="ИНН", help="10 или 12 цифр.")] = None,
    kpp: Annotated[str | None, typer.Option(metavar="КПП", help="9 знаков; у предпринимателя его нет.")] = None,
    ogrn: Annotated[str | None, typer.Option(metavar="ОГРН", help="ОГРН (13 цифр) или ОГРНИП (15).")] = None,
    kind: Annotated[str | None, typer.Option(metavar="ВИД", help=f"{', '.join(_KINDS)}.")] = None,
) -> None:
    """Add an organization."""
    if kind is not None and kind not in _KINDS:
        raise WrongUsageError(f"--kind: «{kind}» не бывает (есть {', '.join(_KINDS)})", ctx)
    from multibuh_core import OrganizationKind

    with opened_workspace(ctx) as workspace:
        added = workspace.organizations.add(
            name, inn=inn, kpp=kpp, ogrn=ogrn, kind=None if kind is None else OrganizationKind(kind)
        )
    say(f"Добавлена организация {printable(added.name)}, id {added.id}")


def show_list(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show the live organizations."""
    with opened_workspace(ctx) as workspace:
        found = workspace.organizations.list()
    if as_json:
        say_documents(found)
        return
    if not found:
        say("Организаций пока нет. Добавить: multibuh org add, загрузить таблицу: multibuh import.")
        return
    from multibuh_cli.tables import show_table

    show_table(
        [("Организация", True), ("ИНН", False), ("КПП", False), ("Вид", True)],
        [(one.name, one.inn or "—", one.kpp or "—", _KINDS[one.kind]) for one in found],
    )
    say(plural(len(found), "организация", "организации", "организаций"))


def show(ctx: typer.Context, organization: OrganizationName, as_json: AsJson = False) -> None:
    """Show one organization."""
    with opened_workspace(ctx) as workspace:
        found = named_organization(workspace, organization)
    if as_json:
        say_document(found)
        return
    say(bold(printable(found.name)))
    for label, value in _details(found):
        say(f"  {label:<10}{printable(value)}")


def archive(ctx: typer.Context, organization: OrganizationName) -> None:
    """Put one organization into the archive."""
    with opened_workspace(ctx) as workspace:
        found = named_organization(workspace, organization)
        archived = workspace.organizations.archive(found.id)
    say(f"В архиве: {printable(archived.name)}, id {archived.id}")


def _details(organization: Organization) -> list[tuple[str, str]]:
    rows = [
        ("Вид", _KINDS[organization.kind]),
        ("ИНН", organization.inn),
        ("КПП", organization.kpp),
        ("ОГРН", organization.ogrn),
        *((f"Ключ {system}", key) for system, key in organization.external_ids.items()),
        ("id", organization.id),
        ("Изменена", f"{moment(organization.updated_at)}, {organization.updated_by}, версия {organization.version}"),
        ("В архиве", moment(organization.archived_at) if organization.archived_at else None),
    ]
    return [(label, value) for label, value in rows if value]
