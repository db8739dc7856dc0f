"""`multibuh attach`, `fetch`: files of entries."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from multibuh_cli.help_pages import add_command
from multibuh_cli.naming import named_directory, named_organization
from multibuh_cli.output import plural, printable, say, say_document, size
from multibuh_cli.parameters import AsJson, DirectoryName, OrganizationName
from multibuh_cli.refusals import RefusedError
from multibuh_cli.setup import opened_workspace
from multibuh_cli.usage import WrongUsageError

if TYPE_CHECKING:
    from multibuh_core import Attachment

__all__ = ["register"]

STDOUT = "-"


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    add_command(
        app,
        "attach",
        attach,
        "Приложить файлы к записи об организации.",
        "multibuh attach 'Карта обслуживания' 7707083893 reglament.pdf act.docx",
        details="Тот же файл под тем же именем второй раз не прикладывается; другой под тем же именем — с --replace.",
    )
    add_command(
        app,
        "fetch",
        fetch,
        "Получить приложенный файл.",
        "multibuh fetch 0199f0c2-7c1e-7d3a-9a55-3f8f2e6b1c04",
        "multibuh fetch 0199f0c2-7c1e-7d3a-9a55-3f8f2e6b1c04 -o - | less",
        details="id файла стоит в карточке и в записи. Файл сохраняется в текущую папку под своим именем; то, что там "
        "уже есть, не затирается.",
    )


def attach(
    ctx: typer.Context,
    directory: DirectoryName,
    organization: OrganizationName,
    files: Annotated[list[str], typer.Argument(metavar="ФАЙЛ...", help="Один или несколько.")],
    replace: Annotated[bool, typer.Option("--replace", help="Заменить приложенное под тем же именем.")] = False,
) -> None:
    """Attach files, one after the other: calling it again goes on where it stopped."""
    with opened_workspace(ctx) as workspace:
        into = named_directory(workspace, directory)
        about = named_organization(workspace, organization)
        _check_files(files)
        for file in files:
            attached = workspace.attachments.attach(into.id, about.id, file, replace=replace)
            say(f"Приложен {printable(attached.name)} ({size(attached.size)}), id {attached.id}")


def _check_files(files: list[str]) -> None:
    """Refuse before anything is attached what is sure to be refused, and two files that would be one."""
    from multibuh_core import InvalidInputError
    from multibuh_core.file_names import safe_file_name

    for file in files:
        if not Path(file).is_file():
            raise InvalidInputError("path", file, "такого файла нет. Проверьте путь.")
    for name, count in Counter(safe_file_name(Path(file).name) for file in files).items():
        if count > 1:
            raise RefusedError(
                f"Под именем «{name}» {plural(count, 'файл', 'файла', 'файлов')}: прикладывайте по одному."
            )


def fetch(
    ctx: typer.Context,
    attachment: Annotated[str, typer.Argument(metavar="ВЛОЖЕНИЕ", help="id файла.")],
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="ПУТЬ", help="Куда: файл, папка или - (стандартный вывод)."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Save an attachment, whole or not at all."""
    if as_json and output == STDOUT:
        raise WrongUsageError("--json и -o - вместе не бывают: оба пишут в стандартный вывод", ctx=ctx)
    with opened_workspace(ctx) as workspace:
        found = workspace.attachments.get(attachment)
        with workspace.attachments.open(attachment) as stream:
            if output == STDOUT:
                from shutil import copyfileobj

                copyfileobj(stream, sys.stdout.buffer)
                return
            from multibuh_cli.saving import save

            saved = save(stream, _target(found, output))
    if as_json:
        say_document(found)
    else:
        say(f"Сохранён {printable(str(saved))} ({size(found.size)})")


def _target(attachment: Attachment, output: str | None) -> Path:
    """Return the file to make: the attachment's own safe name in this folder or in the one said, or the path said."""
    if output is None:
        return Path(attachment.name)
    path = Path(output)
    return path / attachment.name if path.is_dir() else path
