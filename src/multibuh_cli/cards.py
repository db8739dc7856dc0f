"""`multibuh card`: the guide to an organization, at once."""

from __future__ import annotations

import typer

from multibuh_cli.help_pages import add_command
from multibuh_cli.naming import named_organization
from multibuh_cli.output import bold, printable, say, say_document
from multibuh_cli.parameters import AsJson, OrganizationName
from multibuh_cli.setup import opened_workspace

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    add_command(
        app,
        "card",
        card,
        "Показать карточку организации: всё, что о ней важно знать.",
        "multibuh card 'ООО «Ромашка»'",
        "multibuh card 7707083893 --json",
        details="В карточке — непустые записи тех справочников, которые вы видите и которые заведены с --card.",
    )


def card(ctx: typer.Context, organization: OrganizationName, as_json: AsJson = False) -> None:
    """Show the card of one organization."""
    with opened_workspace(ctx) as workspace:
        found = workspace.cards.read(named_organization(workspace, organization).id)
    if as_json:
        say_document(found)
        return
    from multibuh_cli.texts import say_entry

    about = found.organization
    say(bold(printable(about.name)))
    numbers = [("ИНН", about.inn), ("КПП", about.kpp), ("ОГРН", about.ogrn)]
    if told := ", ".join(f"{label} {number}" for label, number in numbers if number):
        say(told)
    if about.archived_at is not None:
        say("В архиве.")
    for item in found.items:
        say()
        say_entry(item.directory.name, item.entry)
    if not found.items:
        say()
        say("Карточка пуста. Записать: multibuh write СПРАВОЧНИК ОРГАНИЗАЦИЯ ТЕКСТ.")
