"""Mutants whose bulk writes, made to be fast, keep less than the law asks; and whose imports know too much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from multibuh_core.commit import ByImport
from tests.mutants.parts import Entries, Healthy, Organizations

if TYPE_CHECKING:
    from multibuh_backends.memory.firm import Written
    from multibuh_core.commit import Commit
    from multibuh_core.entry import Entry
    from multibuh_core.organization import Organization
    from multibuh_core.ports import NewText

    Many = Iterable[tuple[Organization, Any, int | None]]

__all__ = [
    "BaseOfAnySource",
    "ImportInChunks",
    "ImportKnowsThePast",
    "ImportLosesFiles",
    "ImportLosesKeys",
    "ImportOverWhatMoved",
    "ImportWithoutUniqueness",
    "RowForgotten",
]


class _Unchecked(Entries):
    def write_many(self, texts: Iterable[NewText], *, commit: Commit) -> None:
        fresh = (one._replace(version=self._entry(one.directory_id, one.organization_id).version) for one in texts)
        super().write_many(fresh, commit=commit)


class ImportOverWhatMoved(Healthy):
    """Many texts are written over whatever version stands there by now."""

    law = "L5"
    entries_part = _Unchecked


class _Flushing(Entries):
    def write_many(self, texts: Iterable[NewText], *, commit: Commit) -> None:
        unit = self._unit
        for text in texts:
            super().write_many([text], commit=commit)
            unit.firm.number = unit.number
            unit._number += 1
            unit._journal.clear()


class ImportInChunks(Healthy):
    """Many texts are committed chunk by chunk as they are written, here one by one."""

    law = "L10"
    entries_part = _Flushing


class _TextsOnly(Entries):
    is_importing = False

    def write_many(self, texts: Iterable[NewText], *, commit: Commit) -> None:
        self.is_importing = True
        super().write_many(texts, commit=commit)
        self.is_importing = False

    def put(self, entry: Entry, **said: Any) -> None:
        super().put(attrs.evolve(entry, attachments=()) if self.is_importing else entry, **said)


class ImportLosesFiles(Healthy):
    """Many texts are written as whole entries, without the files that stood there."""

    law = "L4"
    entries_part = _TextsOnly


class _Rowless(Entries):
    def put(self, entry: Entry, *, row: int | None = None, **said: Any) -> None:  # noqa: ARG002 - it is what is lost
        super().put(entry, **said)


class RowForgotten(Healthy):
    """A revision that an import wrote does not keep its row."""

    law = "L4"
    entries_part = _Rowless


class _UncheckedMany(Organizations):
    def put_many(self, organizations: Many, *, commit: Commit) -> None:
        for organization, action, row in organizations:
            self.put(organization, action=action, commit=commit, row=row)


class ImportWithoutUniqueness(Healthy):
    """Organizations that are written in bulk are not asked for their keys."""

    law = "Domain"
    organizations_part = _UncheckedMany


class _OneTable(Organizations):
    def put_many(self, organizations: Many, *, commit: Commit) -> None:
        nothing: Mapping[str, str] = MappingProxyType({})
        super().put_many(
            ((attrs.evolve(one, external_ids=nothing), *said) for one, *said in organizations), commit=commit
        )


class ImportLosesKeys(Healthy):
    """Organizations that are written in bulk lose their external ids, which stand in a table of their own."""

    law = "L4"
    organizations_part = _OneTable


class _Bases(Entries):
    def imported_texts(self, source: str, pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        found = {}
        for organization_id, directory_id in pairs:
            for written in self.candidates(directory_id, organization_id):
                if isinstance(written.commit.origin, ByImport) and self.counts(written.commit.origin, source):
                    found[organization_id, directory_id] = written.entry.text
        return found

    def candidates(self, directory_id: str, organization_id: str) -> Iterable[Written]:
        return self._visible(directory_id, organization_id)

    def counts(self, origin: ByImport, source: str) -> bool:
        return origin.source == source


class _WholeBase(_Bases):
    def candidates(self, directory_id: str, organization_id: str) -> Iterable[Written]:
        versions = self._firm.entries.get(organization_id, {}).get(directory_id)
        return () if versions is None else versions.until(self._unit.number)


class ImportKnowsThePast(Healthy):
    """The base of an import is found in the private past too, so that its plan betrays what stood there."""

    law = "L7"
    entries_part = _WholeBase


class _AnySource(_Bases):
    def counts(self, _origin: ByImport, _source: str) -> bool:
        return True


class BaseOfAnySource(Healthy):
    """The base of an import is what the last import wrote, whichever its source was."""

    law = "L11"
    entries_part = _AnySource
