"""All that two users can read in a store, as plain data: what a sample held when made, and must hold ever after."""

from __future__ import annotations

from typing import Any

from multibuh_core import Actor, NotFoundError, Workspace
from multibuh_core.ports import Backend
from multibuh_core.serialization import document

__all__ = ["FIRM", "USERS", "contents", "go_on_in"]

FIRM = "fintrust"
USERS = ("anna", "boris")


def contents(backend: Backend) -> dict[str, Any]:
    """Return what each user can read: records, histories, past versions, cards, and the bytes of the attachments."""
    return {user: _seen_by(Workspace(backend, firm=FIRM, actor=Actor(user))) for user in USERS}


def _seen_by(user: Workspace) -> dict[str, Any]:
    organizations = user.organizations.list(archived=None)
    directories = user.directories.list(archived=None)
    places = [(directory.id, organization.id) for directory in directories for organization in organizations]
    revisions = {f"{one} {other}": user.entries.history(one, other) for one, other in places}
    named = {file for history in revisions.values() for revision in history for file in revision.attachments}
    return {
        "organizations": [document(one) for one in organizations],
        "directories": [document(one) for one in directories],
        "organization_histories": {one.id: _documents(user.organizations.history(one.id)) for one in organizations},
        "directory_histories": {one.id: _documents(user.directories.history(one.id)) for one in directories},
        "entries": {f"{one} {other}": document(user.entries.read(one, other)) for one, other in places},
        "entry_histories": {place: _documents(history) for place, history in revisions.items()},
        "past": {place: _past(user, *place.split()) for place in revisions},
        "cards": {one.id: document(user.cards.read(one.id)) for one in organizations},
        "files": {file.id: _bytes(user, file.id) for file in sorted(named, key=lambda file: file.id)},
    }


def _documents(records: tuple[object, ...]) -> list[dict[str, Any]]:
    return [document(record) for record in records]


def _past(user: Workspace, directory_id: str, organization_id: str) -> list[str | None]:
    """Return the text of every version by its number, None where it is missing for the user."""
    texts: list[str | None] = []
    for version in range(1, user.entries.read(directory_id, organization_id).version + 1):
        try:
            texts.append(user.entries.read(directory_id, organization_id, version=version).text)
        except NotFoundError:
            texts.append(None)
    return texts


def _bytes(user: Workspace, attachment_id: str) -> str:
    with user.attachments.open(attachment_id) as stream:
        return stream.read().decode()


def go_on_in(backend: Backend) -> None:
    """Write and attach in the store of a sample, and hold it against being sound."""
    boris = Workspace(backend, firm=FIRM, actor=Actor("boris"))
    client = boris.organizations.find(inn="7707083893")[0]
    (guide,) = (one for one in boris.directories.list() if one.name == "Карта обслуживания")
    entry = boris.entries.read(guide.id, client.id)
    boris.entries.write(guide.id, client.id, "Дальше", expected_version=entry.version)
    boris.attachments.attach(guide.id, client.id, "Ещё".encode(), name="more.txt")
    assert len(boris.entries.history(guide.id, client.id)) == entry.version + 2
    assert backend.gc() == 0
    assert list(backend.verify()) == []
