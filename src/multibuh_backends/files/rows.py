"""Changes as rows of a document, and back: what a commit did to one record."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from multibuh_backends.files.logged import Logged
from multibuh_backends.memory.firm import Past, Written
from multibuh_backends.trusted import maker_of
from multibuh_core.attachment import Attachment
from multibuh_core.commit import Commit
from multibuh_core.directory import Directory
from multibuh_core.organization import NO_EXTERNAL_IDS, Organization, OrganizationKind
from multibuh_core.revision import Action, DirectoryRevision, OrganizationRevision
from multibuh_core.serialization import make_converter
from multibuh_core.serialization.fields import write_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multibuh_backends.files.logged import Texts

__all__ = [
    "Change",
    "attachments_in",
    "attachments_out",
    "change_in",
    "changes_out",
    "commits_in",
    "commits_out",
    "organization_in",
    "organization_out",
    "text_in",
]

Change = tuple[str, OrganizationRevision | DirectoryRevision | Written | Logged | Past]
"""What became of a record: the directory's id where the value does not bear one, else the empty text; and the value."""

_CONVERTER: Final = make_converter()
_ENTRY, _ORGANIZATION, _DIRECTORY, _PAST = "entry", "organization", "directory", "past"
_attachment = maker_of(Attachment)
_organization = maker_of(Organization)
_KINDS: Final = {kind.value: kind for kind in OrganizationKind}


def changes_out(changes: Sequence[Change]) -> tuple[list[Commit], list[list[Any]]]:
    """Return the commits that changes name, each once, and the changes as rows that name them by their places."""
    places: dict[str, int] = {}
    commits: list[Commit] = []
    rows = []
    for directory_id, value in changes:
        if isinstance(value, Past):
            rows.append([_PAST, directory_id, value.owner_id, value.published_version])
            continue
        at = places.setdefault(value.commit.id, len(commits))
        if at == len(commits):
            commits.append(value.commit)
        if isinstance(value, OrganizationRevision):
            rows.append([_ORGANIZATION, at, value.action, value.row, _CONVERTER.unstructure(value.organization)])
        elif isinstance(value, DirectoryRevision):
            rows.append([_DIRECTORY, at, value.action, value.row, _CONVERTER.unstructure(value.directory)])
        else:
            entry = value.entry
            files = attachments_out(entry.attachments)
            place = entry.organization_id, entry.directory_id
            rows.append([_ENTRY, at, value.action, value.row, *place, entry.version, entry.text, files])
    return commits, rows


def change_in(row: list[Any], commits: Sequence[Commit], texts: Texts, number: int, place: int) -> Change:
    """Return the change that a row tells; *number* and *place* say where its text can be read again."""
    kind = row[0]
    if kind == _ENTRY:
        _, at, action, from_row, organization_id, directory_id, version, text, files = row
        known = attachments_in(files)
        logged = Logged(
            texts,
            number,
            place,
            organization_id,
            directory_id,
            version,
            Action(action),
            commits[at],
            from_row,
            text,
            known,
        )
        return "", logged
    if kind == _PAST:
        _, directory_id, owner_id, published_version = row
        return directory_id, Past(owner_id, published_version)
    _, at, action, from_row, state = row
    said: dict[str, Any] = {"action": Action(action), "commit": commits[at], "row": from_row}
    if kind == _ORGANIZATION:
        organization = _CONVERTER.structure(state, Organization)
        return "", OrganizationRevision(version=organization.version, organization=organization, **said)
    directory = _CONVERTER.structure(state, Directory)
    return "", DirectoryRevision(version=directory.version, directory=directory, **said)


def text_in(row: list[Any]) -> str:
    """Return the text of an entry's row."""
    text: str = row[-2]
    return text


def commits_out(commits: Sequence[Commit]) -> list[Any]:
    """Return commits as plain data."""
    return [_CONVERTER.unstructure(commit) for commit in commits]


def commits_in(documents: list[Any]) -> list[Commit]:
    """Return the commits that plain data tells."""
    return [_CONVERTER.structure(document, Commit) for document in documents]


def organization_out(organization: Organization) -> list[Any]:
    """Return an organization as a row, without what its commit and its place among its versions say."""
    archived_at = organization.archived_at
    return [
        organization.name,
        organization.kind,
        organization.inn,
        organization.kpp,
        organization.ogrn,
        dict(organization.external_ids),
        None if archived_at is None else write_time(archived_at),
    ]


def organization_in(row: list[Any], id_: str, commit: Commit, version: int) -> Organization:
    """Return the organization that a row tells."""
    name, kind, inn, kpp, ogrn, external_ids, archived_at = row
    made: Organization = _organization(
        id_,
        name,
        _KINDS[kind],
        inn,
        kpp,
        ogrn,
        MappingProxyType(external_ids) if external_ids else NO_EXTERNAL_IDS,
        None if archived_at is None else datetime.fromisoformat(archived_at),
        commit.at,
        commit.by,
        version,
    )
    return made


def attachments_out(attachments: Sequence[Attachment]) -> list[list[Any]]:
    """Return attachments as rows of their fields."""
    return [
        [one.id, one.name, one.media_type, one.size, one.sha256, write_time(one.added_at), one.added_by]
        for one in attachments
    ]


def attachments_in(rows: list[list[Any]]) -> tuple[Attachment, ...]:
    """Return the attachments that rows tell."""
    return tuple(
        _attachment(id_, name, media_type, size, sha256, datetime.fromisoformat(added_at), added_by)
        for id_, name, media_type, size, sha256, added_at, added_by in rows
    )
