"""The firms of a store, told from the first commits of their logs: a folder's name is only a digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multibuh_backends.blobs.keys import is_digest
from multibuh_backends.files.commits import CommitDocument
from multibuh_backends.files.layout import FIRMS, commit_key, commit_number, firm_key, log_of
from multibuh_core.errors import CorruptionError, StorageError, shown

if TYPE_CHECKING:
    from multibuh_backends.files.objects import Objects

__all__ = ["firm_ids", "firm_keys", "readable_firm_ids"]


def firm_ids(objects: Objects) -> dict[str, str]:
    """
    Return the firms that have a commit: key and id.

    A folder without one is left behind by a writer that came to nothing.

    Raises:
        CorruptionError: If the first commit of a log is missing, cannot be read, or is another firm's.
    """
    return dict(_known(objects, key) for key in firm_keys(objects) if _has_commits(objects, key))


def readable_firm_ids(objects: Objects) -> tuple[dict[str, str], list[str]]:
    """Return the firms that can be told, and one line for each of the others."""
    try:
        names = objects.names(FIRMS)
    except CorruptionError as error:
        return {}, [str(error)]
    found: dict[str, str] = {}
    faults = []
    for key in names:
        try:
            if not is_digest(key):
                faults.append(f"В папке {FIRMS} лежит чужое: {shown(key)}. Уберите его.")
            elif _has_commits(objects, key):
                found |= [_known(objects, key)]
        except StorageError as error:
            faults.append(str(error))
    return found, faults


def firm_keys(objects: Objects) -> list[str]:
    """Return the keys of the firms that have a folder, with a commit or without one."""
    return [name for name in objects.names(FIRMS) if is_digest(name)]


def _has_commits(objects: Objects, key: str) -> bool:
    return any(commit_number(name) is not None for name in objects.names(log_of(key)))


def _known(objects: Objects, key: str) -> tuple[str, str]:
    first = commit_key(key, 1)
    data = objects.get(first)
    firm = None if data is None else CommitDocument.read(data, key=first).firm
    if firm is None or firm_key(firm) != key:
        message = f"В журнале {shown(f'{FIRMS}/{key[:12]}…')} нет его первой фиксации: восстановите его из копии."
        raise CorruptionError(message)
    return key, firm
