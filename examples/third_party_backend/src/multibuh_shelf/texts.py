"""The texts of entries in bulk, as an import reads and writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from multibuh_core.commit import ByImport, Commit
from multibuh_core.errors import ConflictError, NotFoundError
from multibuh_core.ports import CurrentText, NewText
from multibuh_core.revision import Action, EntryRevision
from multibuh_shelf.desk import Desk

__all__ = ["ShelfTexts"]


class ShelfTexts:
    """The half of `multibuh_core.ports.EntryRepository` that imports use."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def texts(self, directory_ids: Sequence[str]) -> Iterator[CurrentText]:
        """Give the texts of all written entries of these directories, by organization id."""
        state = self._desk.state
        seen = {one for one in directory_ids if self._desk.directory(one) is not None}
        entries = [state.entry(*place) for place in state.entries if place[0] in seen]
        entries.sort(key=lambda entry: entry.organization_id)
        return (CurrentText(one.organization_id, one.directory_id, one.version, one.text) for one in entries)

    def imported_texts(self, source: str, pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        """Return what the last import of *source* wrote, by the visible revisions."""
        found = {}
        for organization_id, directory_id in pairs:
            for revision in self._desk.entry_history(directory_id, organization_id):
                origin = revision.commit.origin
                if isinstance(origin, ByImport) and origin.source == source:
                    found[organization_id, directory_id] = revision.text
        return found

    def write_many(self, texts: Iterable[NewText], *, commit: Commit) -> None:
        """Stage many texts, each over its version."""
        state = self._desk.staged
        for text in texts:
            if self._desk.directory(text.directory_id) is None:
                raise NotFoundError("directory", text.directory_id)
            if state.organization(text.organization_id) is None:
                raise NotFoundError("organization", text.organization_id)
            entry = state.entry(text.directory_id, text.organization_id)
            if entry.version != text.version:
                message = "Запись изменилась, пока готовился импорт: составьте план заново."
                raise ConflictError(message)
            revision = EntryRevision(
                version=text.version + 1,
                action=Action.WRITTEN,
                text=text.text,
                attachments=entry.attachments,
                commit=commit,
                row=text.row,
            )
            state.add_entry((text.directory_id, text.organization_id), revision)
