"""Stores of a known size: organizations, directories, and an entry for each pair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from multibuh_core import Action, Actor, Commit, Organization, OrganizationKind, Viewer, Visibility, Workspace
from multibuh_core.commit import ByHand
from multibuh_core.ports import Backend, NewText
from tests.benchmarks.spreadsheet import inn

__all__ = ["FIRM", "filled", "with_a_file", "with_files"]

FIRM = "fintrust"
ON_CARD = 6
WITH_FILES = 2


def filled(backend: Backend, *, organizations: int, directories: int, hidden: int = 0) -> list[str]:
    """
    Fill a store for Anna, and return the ids of its organizations.

    Of her *directories* six show in the card; *hidden* more are personal ones of another user, on the card too.
    """
    anna = Workspace(backend, firm=FIRM, actor=Actor("anna"))
    boris = Workspace(backend, firm=FIRM, actor=Actor("boris"))
    ids = [
        anna.directories.create(
            f"Справочник {number}", visibility=Visibility.COLLECTIVE, show_in_card=number < ON_CARD, position=number
        ).id
        for number in range(directories)
    ]
    secrets = [
        boris.directories.create(f"Личное {number}", visibility=Visibility.PERSONAL, show_in_card=True).id
        for number in range(hidden)
    ]
    commit = Commit(id=backend.settings.new_id(), at=backend.settings.now(), by="anna", origin=ByHand())
    clients = [_client(commit, number, backend.settings.new_id()) for number in range(organizations)]
    with backend.begin(FIRM, viewer=Viewer("anna"), writes=True) as work:
        work.organizations.put_many(((client, Action.ADDED, None) for client in clients), commit=commit)
        work.entries.write_many(_texts(clients, ids), commit=commit)
        work.commit()
    theirs = Commit(id=backend.settings.new_id(), at=backend.settings.now(), by="boris", origin=ByHand())
    with backend.begin(FIRM, viewer=Viewer("boris"), writes=True) as work:
        work.entries.write_many(_texts(clients, secrets), commit=theirs)
        work.commit()
    return [client.id for client in clients]


def with_a_file(backend: Backend, organization_id: str) -> None:
    """Attach a file to one entry of Anna's first directory."""
    anna = Workspace(backend, firm=FIRM, actor=Actor("anna"))
    anna.attachments.attach(anna.directories.list()[0].id, organization_id, b"%PDF", name="reglament.pdf")


def _client(commit: Commit, number: int, organization_id: str) -> Organization:
    return Organization(
        id=organization_id,
        name=f"ООО «Клиент {number}»",
        kind=OrganizationKind.LEGAL_ENTITY,
        inn=inn(number),
        kpp="990101001",
        ogrn=None,
        external_ids={},
        archived_at=None,
        updated_at=commit.at,
        updated_by=commit.by,
        version=1,
    )


def _texts(clients: list[Organization], directories: list[str]) -> Iterator[NewText]:
    for number, client in enumerate(clients):
        for directory in directories:
            yield NewText(client.id, directory, 0, f"Клиент {number}: банк по вторникам, документы до 10 числа", 1)


def with_files(connection: Any, *, mark: str = "?") -> None:
    """
    Let the entries of two directories on the card name a file each, as one that is attached stands there.

    *mark* stands for a value in the driver's statements.
    """
    (named,) = connection.execute("SELECT attachments FROM multibuh_entries WHERE attachments <> '[]'").fetchone()
    connection.execute(
        f"UPDATE multibuh_entries SET attachments = {mark} WHERE directory_id IN"
        f" (SELECT id FROM multibuh_directories WHERE visibility = 'collective' AND position < {mark})",
        (named, WITH_FILES),
    )
