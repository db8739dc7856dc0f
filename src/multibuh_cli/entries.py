"""`multibuh write`, `show`: what a directory says of an organization."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

from multibuh_cli.help_pages import add_command
from multibuh_cli.naming import named_directory, named_organization
from multibuh_cli.numbers import counted
from multibuh_cli.output import say, say_document
from multibuh_cli.parameters import AsJson, DirectoryName, OrganizationName
from multibuh_cli.refusals import RefusedError
from multibuh_cli.setup import opened_workspace
from multibuh_cli.usage import WrongUsageError

if TYPE_CHECKING:
    from multibuh_core import Directory, Organization

__all__ = ["register", "title_of"]

STDIN: Final = "-"


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    add_command(
        app,
        "write",
        write,
        "Записать текст об организации в справочник.",
        "multibuh write 'Карта обслуживания' 7707083893 'Банк — по вторникам'",
        "multibuh write 'Карта обслуживания' 7707083893 - < guide.md",
        details="Текст заменяется целиком, файлы остаются, прежние версии хранит история. С «-» вместо текста он "
        "читается со стандартного ввода как есть, в UTF-8. Пустой текст передают явно: ''. Перед текстом, который сам "
        "начинается с «-», ставят --.",
    )
    add_command(
        app,
        "show",
        show,
        "Показать запись об организации.",
        "multibuh show 'Карта обслуживания' 7707083893",
        details="Все записи сразу показывает multibuh card.",
    )


def write(
    ctx: typer.Context,
    directory: DirectoryName,
    organization: OrganizationName,
    text: Annotated[str | None, typer.Argument(metavar="[ТЕКСТ | -]", help="Текст; - читает стандартный ввод.")] = None,
    expect: Annotated[
        int | None,
        typer.Option(metavar="N", parser=counted, help="Записать, только если сейчас версия N (0 — ещё не записано)."),
    ] = None,
) -> None:
    """Replace the text of an entry, based on the version that is read or said."""
    if text is None:
        raise WrongUsageError("не хватает текста: укажите его или «-», чтобы прочитать со стандартного ввода", ctx=ctx)
    with opened_workspace(ctx) as workspace:
        into = named_directory(workspace, directory)
        about = named_organization(workspace, organization)
        said = _standard_input() if text == STDIN else text
        present = workspace.entries.read(into.id, about.id)
        based_on = present.version if expect is None else expect
        written = workspace.entries.write(into.id, about.id, said, expected_version=based_on)
    if written.version == present.version:
        say(f"Так уже и записано: {title_of(into, about)}, версия {written.version}")
    else:
        say(f"Записано: {title_of(into, about)}, версия {written.version}")


def show(ctx: typer.Context, directory: DirectoryName, organization: OrganizationName, as_json: AsJson = False) -> None:
    """Show one entry."""
    with opened_workspace(ctx) as workspace:
        found = named_directory(workspace, directory)
        about = named_organization(workspace, organization)
        entry = workspace.entries.read(found.id, about.id)
    if as_json:
        say_document(entry)
        return
    from multibuh_cli.texts import say_entry

    say_entry(title_of(found, about), entry)
    if entry.is_empty:
        say("  Записи нет." if entry.version == 0 else "  Запись пуста.")


def title_of(directory: Directory, organization: Organization) -> str:
    """Return how an entry is called: by its directory and its organization."""
    return f"{directory.name} — {organization.name}"


def _standard_input() -> str:
    """Return the text that is piped in, exactly; refused if nothing came, for then something before us has failed."""
    from multibuh_core.names import MAX_TEXT_BYTES

    given = sys.stdin.buffer.read(MAX_TEXT_BYTES + 1)
    if not given:
        raise RefusedError(
            "Со стандартного ввода ничего не пришло, запись не изменена: пустой текст передают явно, ''."
        )
    if len(given) > MAX_TEXT_BYTES:
        raise RefusedError("Текст больше 1 МиБ: сократите его или приложите файлом, multibuh attach.")
    try:
        return given.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"Стандартный ввод не в UTF-8 (байт {error.start}): перекодируйте текст, например iconv -t utf-8."
        raise RefusedError(message) from None
