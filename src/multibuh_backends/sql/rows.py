"""Rows and the objects they are: in which order the columns of a record stand, and what is made of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, FromClause

from multibuh_backends.sql.values import (
    Members,
    attachments_out,
    external_ids_out,
    time_out,
    time_out_or_none,
)
from multibuh_backends.trusted import maker_of
from multibuh_core.commit import ByHand, ByImport, Commit
from multibuh_core.directory import Directory
from multibuh_core.entry import Entry
from multibuh_core.organization import Organization, OrganizationKind
from multibuh_core.revision import Action, DirectoryRevision, EntryRevision, OrganizationRevision
from multibuh_core.visibility import Visibility

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Row

__all__ = [
    "COMMIT",
    "DIRECTORY",
    "DIRECTORY_STATE",
    "ENTRY",
    "ENTRY_STATE",
    "ORGANIZATION",
    "ORGANIZATION_STATE",
    "REVISION",
    "columns",
    "directory_of",
    "directory_revision_of",
    "entry",
    "entry_of",
    "entry_revision_of",
    "organization_of",
    "organization_revision_of",
]

ORGANIZATION: Final = (
    "id", "name", "kind", "inn", "kpp", "ogrn", "external_ids", "archived_at", "updated_at", "updated_by", "version",
)  # fmt: skip
DIRECTORY: Final = (
    "id", "name", "description", "visibility", "owner_id", "show_in_card", "position",
    "archived_at", "updated_at", "updated_by", "version",
)  # fmt: skip
ENTRY: Final = ("directory_id", "organization_id", "text", "attachments", "version", "updated_at", "updated_by")
COMMIT: Final = ("id", "committed_at", "committed_by", "channel", "import_id", "source", "sheet")

REVISION: Final = ("version", "action", "row")
ORGANIZATION_STATE: Final = ("organization_id", "name", "kind", "inn", "kpp", "ogrn", "external_ids", "archived_at")
DIRECTORY_STATE: Final = (
    "directory_id", "name", "description", "visibility", "owner_id", "show_in_card", "position", "archived_at",
)  # fmt: skip
ENTRY_STATE: Final = ("text", "attachments")
"""What a revision says of an entry; behind it stand the columns of `REVISION`, then those of the commit."""

_organization = maker_of(Organization)
_directory = maker_of(Directory)
entry = maker_of(Entry)
_commit = maker_of(Commit)
_KINDS, _VISIBILITIES, _ACTIONS = Members(OrganizationKind), Members(Visibility), Members(Action)


def columns(source: FromClause, names: tuple[str, ...]) -> tuple[ColumnElement[Any], ...]:
    """Return columns of a table in the order of *names*."""
    return tuple(source.c[name] for name in names)


def organization_of(row: Row) -> Organization:
    """Return an organization; columns as in `ORGANIZATION`."""
    id_, name, kind, inn, kpp, ogrn, external_ids, archived_at, updated_at, updated_by, version = row
    return _organization(
        id_,
        name,
        _KINDS[kind],
        inn,
        kpp,
        ogrn,
        external_ids_out(external_ids),
        time_out_or_none(archived_at),
        time_out(updated_at),
        updated_by,
        version,
    )


@lru_cache(maxsize=1024)
def directory_of(row: Row) -> Directory:
    """
    Return a directory; columns as in `DIRECTORY`.

    Equal rows give the same frozen object: the cards of a firm show few directories, again and again.
    """
    (
        id_, name, description, visibility, owner_id, show_in_card, position,
        archived_at, updated_at, updated_by, version,
    ) = row  # fmt: skip
    return _directory(
        id_,
        name,
        description,
        _VISIBILITIES[visibility],
        owner_id,
        show_in_card == 1,
        position,
        time_out_or_none(archived_at),
        time_out(updated_at),
        updated_by,
        version,
    )


def entry_of(row: Row) -> Entry:
    """Return an entry; columns as in `ENTRY`."""
    directory_id, organization_id, text, attachments, version, updated_at, updated_by = row
    return entry(
        directory_id,
        organization_id,
        text,
        attachments_out(attachments),
        version,
        time_out(updated_at),
        updated_by,
    )


def commit_of(row: Row) -> Commit:
    """Return a commit; columns as in `COMMIT`."""
    id_, at, by, channel, import_id, source, sheet = row
    origin = ByHand(channel=channel) if import_id is None else ByImport(import_id=import_id, source=source, sheet=sheet)
    return _commit(id_, time_out(at), by, origin)


def organization_revision_of(row: Row) -> OrganizationRevision:
    """Return a revision; columns as in `ORGANIZATION_STATE`, `REVISION`, `COMMIT`."""
    *state, version, action, number = row[:11]
    commit = commit_of(row[11:])
    organization = organization_of((*state, row[12], commit.by, version))
    return OrganizationRevision(
        version=version, action=_ACTIONS[action], organization=organization, commit=commit, row=number
    )


def directory_revision_of(row: Row) -> DirectoryRevision:
    """Return a revision; columns as in `DIRECTORY_STATE`, `REVISION`, `COMMIT`."""
    *state, version, action, number = row[:11]
    commit = commit_of(row[11:])
    directory = directory_of((*state, row[12], commit.by, version))
    return DirectoryRevision(version=version, action=_ACTIONS[action], directory=directory, commit=commit, row=number)


def entry_revision_of(row: Row) -> EntryRevision:
    """Return a revision; columns as in `ENTRY_STATE`, `REVISION`, `COMMIT`."""
    text, attachments, version, action, number = row[:5]
    return EntryRevision(
        version=version,
        action=_ACTIONS[action],
        text=text,
        attachments=attachments_out(attachments),
        commit=commit_of(row[5:]),
        row=number,
    )
