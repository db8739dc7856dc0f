"""`multibuh history`, `restore`: what an entry was before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from multibuh_cli.entries import title_of
from multibuh_cli.help_pages import add_command
from multibuh_cli.naming import named_directory, named_organization
from multibuh_cli.numbers import counted
from multibuh_cli.output import moment, say, say_documents
from multibuh_cli.parameters import AsJson, DirectoryName, OrganizationName
from multibuh_cli.setup import opened_workspace

if TYPE_CHECKING:
    from multibuh_core import EntryRevision

__all__ = ["register"]

_SHORT: Final = 50
_ACTIONS: Final = {
    "written": "записано",
    "attached": "приложен файл",
    "detached": "убран файл",
    "cleared": "очищено",
    "restored": "восстановлено",
    "published": "открыто всем",
}


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    add_command(
        app,
        "history",
        history,
        "Показать, кто, когда и что менял в записи.",
        "multibuh history 'Карта обслуживания' 7707083893",
    )
    add_command(
        app,
        "restore",
        restore,
        "Вернуть запись к прежней версии.",
        "multibuh restore 'Карта обслуживания' 7707083893 2",
        details="Возвращаются и текст, и файлы; сама версия берётся из multibuh history. Это новая версия: история "
        "не теряется.",
    )


def history(
    ctx: typer.Context, directory: DirectoryName, organization: OrganizationName, as_json: AsJson = False
) -> None:
    """Show the revisions of one entry, oldest first."""
    with opened_workspace(ctx) as workspace:
        found = named_directory(workspace, directory)
        about = named_organization(workspace, organization)
        revisions = workspace.entries.history(found.id, about.id)
    if as_json:
        say_documents(revisions)
        return
    if not revisions:
        say("Записи ещё не было.")
        return
    from multibuh_cli.tables import show_table

    show_table(
        [("Версия", False), ("Когда", False), ("Кто", True), ("Что", True), ("Текст", True)],
        [
            (str(one.version), moment(one.commit.at), one.commit.by, _action(one, before), _beginning(one.text))
            for before, one in zip((None, *revisions), revisions, strict=False)
        ],
    )


def restore(
    ctx: typer.Context,
    directory: DirectoryName,
    organization: OrganizationName,
    version: Annotated[int, typer.Argument(metavar="ВЕРСИЯ", parser=counted, help="Номер из истории.")],
) -> None:
    """Make a past version the present one."""
    with opened_workspace(ctx) as workspace:
        found = named_directory(workspace, directory)
        about = named_organization(workspace, organization)
        present = workspace.entries.read(found.id, about.id)
        restored = workspace.entries.restore(found.id, about.id, version, expected_version=present.version)
    if restored.version == present.version:
        say(f"Так уже и есть: {title_of(found, about)}, версия {restored.version}")
    else:
        say(f"Восстановлено из версии {version}: {title_of(found, about)}, версия {restored.version}")


def _action(revision: EntryRevision, before: EntryRevision | None) -> str:
    """Return what was done: to which files, or from which table."""
    from multibuh_core import ByImport

    was = {attachment.id: attachment.name for attachment in before.attachments} if before else {}
    now = {attachment.id: attachment.name for attachment in revision.attachments}
    files = sorted({(now | was)[attachment_id] for attachment_id in now.keys() ^ was.keys()})
    action = " ".join([_ACTIONS[revision.action], ", ".join(files)]).rstrip()
    origin = revision.commit.origin
    if isinstance(origin, ByImport):
        action += f" из {origin.source}" + ("" if revision.row is None else f", строка {revision.row}")
    return action


def _beginning(text: str) -> str:
    first, _, rest = text.strip().partition("\n")
    short = first[:_SHORT].rstrip()
    return short + "…" if rest or len(first) > _SHORT else short
