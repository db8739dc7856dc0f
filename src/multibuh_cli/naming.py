"""How a person names an organization or a directory: by id, by ИНН, by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from multibuh_cli.output import printable
from multibuh_cli.refusals import RefusedError

if TYPE_CHECKING:
    from multibuh_core import Directory, Organization, Workspace

__all__ = ["is_id", "named_directory", "named_organization", "sight"]

T = TypeVar("T")

_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_INN: Final = re.compile(r"[0-9]{10}|[0-9]{12}")
_SHOWN: Final = 10


def is_id(said: str) -> bool:
    """Tell whether it reads like an id of the library's; a name may too."""
    return _ID.fullmatch(said) is not None


def named_organization(workspace: Workspace, said: str) -> Organization:
    """
    Return the organization of this id, ИНН or exact name (tidied, folded); an archived one if no live one bears it.

    Raises:
        NotFoundError: If there is none.
        RefusedError: If there are several; with all of them, to choose by id.
    """
    from multibuh_core import NotFoundError
    from multibuh_core.names import fold

    if is_id(said):
        try:
            return workspace.organizations.get(said)
        except NotFoundError:
            pass  # a name may look like an id
    folded = fold(said)
    found: Sequence[Organization] = ()
    if _INN.fullmatch(said):
        found = workspace.organizations.find(inn=said)
    if not found:
        found = workspace.organizations.find(name=said)
    if not found:
        archived = workspace.organizations.list(archived=True)
        found = [one for one in archived if one.inn == said or fold(one.name) == folded]
    return _only(found, NotFoundError("organization", said), f"Организаций «{printable(said)}»", _organization)


def named_directory(workspace: Workspace, said: str) -> Directory:
    """
    Return the directory of this id or name that the user sees; an archived one if no live one bears it.

    Raises:
        NotFoundError: If there is none; a hidden one is a missing one (L1).
        RefusedError: If the user sees several; with all of them, to choose by id.
    """
    from multibuh_core import NotFoundError
    from multibuh_core.names import fold

    if is_id(said):
        try:
            return workspace.directories.get(said)
        except NotFoundError:
            pass  # a name may look like an id
    folded = fold(said)
    named = [one for one in workspace.directories.list(archived=None) if fold(one.name) == folded]
    found = [one for one in named if one.archived_at is None] or named
    return _only(found, NotFoundError("directory", said), f"Справочников «{printable(said)}»", _directory)


def _only(found: Sequence[T], missing: Exception, said: str, described: Callable[[T], str]) -> T:
    if not found:
        raise missing
    if len(found) > 1:
        candidates = "; ".join(described(candidate) for candidate in found[:_SHOWN])
        rest = f"; и ещё {len(found) - _SHOWN}" if len(found) > _SHOWN else ""
        raise RefusedError(f"{said} несколько, назовите по id: {candidates}{rest}.")
    return found[0]


def _organization(organization: Organization) -> str:
    numbers = [("ИНН", organization.inn), ("КПП", organization.kpp)]
    told = ", ".join(f"{label} {number}" for label, number in numbers if number) or "без ИНН"
    return f"{organization.id} ({printable(organization.name)}, {told})"


def _directory(directory: Directory) -> str:
    return f"{directory.id} ({printable(directory.name)}, {sight(directory)}, владелец {printable(directory.owner_id)})"


def sight(directory: Directory) -> str:
    """Return who sees the directory, in a word."""
    from multibuh_core import Visibility

    return "личный" if directory.visibility is Visibility.PERSONAL else "коллективный"
