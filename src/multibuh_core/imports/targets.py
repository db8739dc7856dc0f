"""Targets: which directories the columns of a mapping are written to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from multibuh_core.errors import ConflictError, InvalidInputError, NotFoundError
from multibuh_core.imports.plan import PlannedDirectory
from multibuh_core.names import fold, tidy
from multibuh_core.visibility import Visibility

if TYPE_CHECKING:
    from multibuh_core.directory import Directory
    from multibuh_core.imports.mapping import DirectoryColumn

__all__ = ["namesakes", "targets"]


def targets(
    columns: Sequence[DirectoryColumn], seen: Sequence[Directory], get: Callable[[str], Directory | None]
) -> tuple[PlannedDirectory, ...]:
    """
    Return the directory of each column.

    Args:
        columns: Of the mapping.
        seen: All that the viewer sees, archived ones too.
        get: Returns one by id, where the viewer sees it.

    Raises:
        NotFoundError: If there is no directory with an id that the mapping names.
        ConflictError: If one is in the archive.
        InvalidInputError: If several bear a name, or two columns lead to one.
    """
    found = tuple(_by_name(column, seen) if column.directory_id is None else _by_id(column, get) for column in columns)
    ids = [directory.id for directory in found if directory.id is not None]
    for directory, column in zip(found, columns, strict=True):
        if ids.count(directory.id or "") > 1:
            rule = f"в справочник «{directory.name}» записываются два столбца. Оставьте один."
            raise InvalidInputError("column", column.column, rule)
    return found


def namesakes(name: str, visibility: Visibility, seen: Sequence[Directory]) -> list[Directory]:
    """Return the directories that *name* may mean: collective ones, or personal ones, which are the viewer's own."""
    folded = fold(name)
    return [one for one in seen if one.visibility is visibility and fold(one.name) == folded]


def _by_id(column: DirectoryColumn, get: Callable[[str], Directory | None]) -> PlannedDirectory:
    directory = get(column.directory_id or "")
    if directory is None:
        raise NotFoundError("directory", column.directory_id)
    return _live(directory)


def _by_name(column: DirectoryColumn, seen: Sequence[Directory]) -> PlannedDirectory:
    name = column.directory_name
    bearers = namesakes(name, column.visibility, seen)
    live = [one for one in bearers if one.archived_at is None]
    if len(live) > 1:
        ids = ", ".join(one.id for one in live)
        rule = f"справочников с таким названием {len(live)}. Укажите нужный по идентификатору: {ids}."
        raise InvalidInputError("name", name, rule)
    if bearers:
        return _live((live or bearers)[0])
    return PlannedDirectory(
        id=None, version=0, name=tidy(name), visibility=column.visibility, show_in_card=column.show_in_card
    )


def _live(directory: Directory) -> PlannedDirectory:
    if directory.archived_at is not None:
        message = f"Справочник «{directory.name}» в архиве, изменения не принимаются: сначала верните из архива."
        raise ConflictError(message)
    return PlannedDirectory(
        id=directory.id,
        version=directory.version,
        name=directory.name,
        visibility=directory.visibility,
        show_in_card=directory.show_in_card,
    )
