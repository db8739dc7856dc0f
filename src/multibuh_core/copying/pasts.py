"""What a history must say of its private past (L7), and of who saw the directory (L6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multibuh_core.copying.refusals import unlawful
from multibuh_core.revision import Action
from multibuh_core.visibility import Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multibuh_core.copying.revisions import Revision
    from multibuh_core.ports import DirectoryHistory, EntryHistory

__all__ = ["check_entry_past", "past_owner_of", "published_version"]


def past_owner_of(record: str, history: DirectoryHistory) -> str | None:
    """
    Return to whom the past of a directory is private; None where it was never published.

    Raises:
        InvalidInputError: If the past is not private to one user, or if anything but publishing changed who sees it.
    """
    published = published_version(history.revisions)
    owner = history.private_to[0] if history.private_to else None
    if published == 1 or (owner is None) is not (published == 0):
        raise _exposed(record)
    _check_past(record, published, history.private_to, owner, len(history.revisions))
    was_personal = [one.directory.visibility is Visibility.PERSONAL for one in history.revisions]
    if was_personal != [one.version < published if published else was_personal[0] for one in history.revisions]:
        raise unlawful(record, "личный справочник открывает всем только публикация, и закрыть его нельзя")
    return owner


def check_entry_past(record: str, history: EntryHistory, owner: str | None) -> None:
    """
    Check the past of an entry against that of its directory, which is private to *owner*.

    Raises:
        InvalidInputError: If they do not agree.
    """
    published = published_version(history.revisions)
    if published and owner is None:
        raise unlawful(record, "запись опубликована, а её справочник нет")
    _check_past(record, published, history.private_to, owner, len(history.revisions))


def published_version(revisions: Sequence[Revision]) -> int:
    """Return the version that came with publishing; 0 where there is none. A directory is published once."""
    return next((one.version for one in revisions if one.action is Action.PUBLISHED), 0)


def _check_past(record: str, published: int, private_to: tuple[str | None, ...], owner: str | None, count: int) -> None:
    expected = [owner if version < published else None for version in range(1, count + 1)]
    if list(private_to) != expected:
        raise _exposed(record)


def _exposed(record: str) -> Exception:
    return unlawful(record, "написанное до публикации должно быть закрыто для всех, кроме одного сотрудника")
