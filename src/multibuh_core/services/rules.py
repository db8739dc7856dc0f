"""The rules that the services share: what is live, which version a change is based on, how long a list may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from multibuh_core.directory import Directory
from multibuh_core.entry import Entry
from multibuh_core.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    VersionConflictError,
    shown,
)
from multibuh_core.organization import Organization
from multibuh_core.version import OVERWRITE, ExpectedVersion

if TYPE_CHECKING:
    from multibuh_core.ports import UnitOfWork

__all__ = []

T = TypeVar("T")


class Keep:
    """The type of `KEEP`."""

    def __repr__(self) -> str:
        return "KEEP"


KEEP = Keep()
"""An argument of ``update`` that was not given: what it names stays."""


def only_given(**arguments: Any) -> dict[str, Any]:
    """Return the arguments that were given."""
    return {name: value for name, value in arguments.items() if value is not KEEP}


def existing_directory(work: UnitOfWork, directory_id: str) -> Directory:
    """Return the directory, or raise NotFoundError."""
    directory = work.directories.get(directory_id)
    if directory is None:
        raise NotFoundError("directory", directory_id)
    return directory


def existing_organization(work: UnitOfWork, organization_id: str) -> Organization:
    """Return the organization, or raise NotFoundError."""
    organization = work.organizations.get(organization_id)
    if organization is None:
        raise NotFoundError("organization", organization_id)
    return organization


def require_live(*records: Directory | Organization) -> None:
    """Raise ConflictError if one of the records is archived."""
    for record in records:
        if record.archived_at is not None:
            what = "Справочник" if isinstance(record, Directory) else "Организация"
            message = f"{what} {shown(record.name)} в архиве, изменения не принимаются: сначала верните из архива."
            raise ConflictError(message)


def require_version(expected: ExpectedVersion, current: Directory | Organization | Entry) -> None:
    """Raise VersionConflictError unless *current* is at the version that the change is based on (L5)."""
    if expected is not OVERWRITE and expected != current.version:
        raise VersionConflictError(expected=expected, actual=current.version, current=current)


def checked_limit(limit: object) -> int | None:
    """Return the limit of a list, refused unless it is None or an integer from 1."""
    if limit is None:
        return None
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise InvalidInputError("limit", limit, "нужно целое число от 1 или None (без ограничения).")
    return limit


def checked_after(after: object, kind: type[T]) -> T | None:
    """Return the item that a list goes on behind, refused unless it is one of the list's."""
    if after is not None and not isinstance(after, kind):
        rule = f"нужен последний полученный элемент ({kind.__name__}) или None."
        raise InvalidInputError("after", after, rule)
    return after


def checked_flag(field: str, value: object) -> bool:
    """Return a boolean, refused unless it is one."""
    if not isinstance(value, bool):
        raise InvalidInputError(field, value, "нужно True или False.")
    return value


def checked_archived(value: object) -> bool | None:
    """Return which part of a list is wanted, refused unless it is True, False or None."""
    return None if value is None else checked_flag("archived", value)
