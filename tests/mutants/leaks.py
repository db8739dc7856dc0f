"""Mutants that let a viewer see a hidden directory itself: by what is counted, ordered, named, or shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from multibuh_core.errors import AlreadyExistsError
from multibuh_core.ports import CurrentText
from multibuh_core.revision import Action
from tests.mutants.parts import Cards, Directories, Entries, Healthy

if TYPE_CHECKING:
    from multibuh_core.directory import Directory
    from multibuh_core.entry import Entry

__all__ = [
    "HiddenInCard",
    "LeakByCount",
    "LeakByCountOfEntries",
    "LeakByNameClash",
    "LeakByOrder",
    "LeakByVersion",
    "TextsOfHidden",
]


class _CountedFirst(Directories):
    def list(self, *, archived: bool | None = False, limit: int | None = None, after: Any = None) -> Any:
        page = [one for one in self.all_of_them() if after is None or one.sort_key > after]
        if archived is not None:
            page = [one for one in page if (one.archived_at is not None) is archived]
        return tuple(one for one in page[:limit] if one.is_visible_to(self._unit.viewer))


class LeakByCount(Healthy):
    """A page of directories is counted before the hidden ones are taken out."""

    law = "L1"
    directories_part = _CountedFirst


class _CountedEntriesFirst(Entries):
    def list(self, *, limit: int | None = None, **which: Any) -> tuple[Entry, ...]:
        visible = super().list(**which)
        if limit is None or which.get("organization_id") is None:
            return visible[:limit]
        hidden = [one for one in self._unit.directories.all_of_them() if self._unit.directories.is_hidden(one.id)]
        counted = sum(self._entry(one.id, which["organization_id"]).version > 0 for one in hidden)
        return visible[: max(1, limit - counted)]


class LeakByCountOfEntries(Healthy):
    """In a page of an organization's entries those of hidden directories take up places."""

    law = "L1"
    entries_part = _CountedEntriesFirst


class _UniqueNames(Directories):
    def put(self, directory: Directory, *, action: Action, **said: Any) -> None:
        for other in self.all_of_them():
            if action is Action.CREATED and other.sort_key[1] == directory.sort_key[1]:
                message = "Справочник с таким названием уже есть: выберите другое."
                raise AlreadyExistsError(message, what="directory", other_id=other.id)
        super().put(directory, action=action, **said)


class LeakByNameClash(Healthy):
    """Names of directories are unique in the firm, those of hidden ones too."""

    law = "L1"
    directories_part = _UniqueNames


class _BehindTheLast(Directories):
    def list(self, *, archived: bool | None = False, limit: int | None = None, after: Any = None) -> Any:
        made = list(self._firm.directories)
        placed = sorted(
            super().list(archived=archived), key=lambda one: (one.position or made.index(one.id), *one.sort_key[1:])
        )
        ids = [one.id for one in placed]
        start = ids.index(after[2]) + 1 if after is not None and after[2] in ids else 0
        return tuple(placed[start:][:limit])


class LeakByOrder(Healthy):
    """A directory without a position stands behind as many as there were when it was made, hidden ones too."""

    law = "L1"
    directories_part = _BehindTheLast


class _OneCounter(Entries):
    def put(self, entry: Entry, **said: Any) -> None:
        written = self._firm.entries.get(entry.organization_id, {}).values()
        count = sum(len(versions.until(self._unit.number)) for versions in written)
        super().put(attrs.evolve(entry, version=count + 1), **said)


class LeakByVersion(Healthy):
    """The entries of an organization share one counter of versions."""

    law = "L1"
    entries_part = _OneCounter


class _Unfiltered(Entries):
    def texts(self, directory_ids: Sequence[str]) -> Iterator[CurrentText]:
        for organization_id in sorted(self._firm.entries):
            for directory_id in directory_ids:
                entry = self._entry(directory_id, organization_id)
                if entry.version:
                    yield CurrentText(organization_id, directory_id, entry.version, entry.text)


class TextsOfHidden(Healthy):
    """The bulk read of texts trusts its caller to ask for what the viewer sees."""

    law = "L1"
    entries_part = _Unfiltered


class _AllShown(Cards):
    def shows(self, directory: Directory) -> bool:
        return directory.show_in_card and directory.archived_at is None


class HiddenInCard(Healthy):
    """A card shows personal directories to everybody."""

    law = "L1"
    cards_part = _AllShown
