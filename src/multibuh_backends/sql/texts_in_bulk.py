"""Many texts at once, as an import reads and writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Final

from multibuh_backends.sql import bulk_queries as queries
from multibuh_backends.sql.clash import ClashError
from multibuh_backends.sql.entry_queries import ADD, ADD_REVISION, CHANGE
from multibuh_backends.sql.entry_rows import revision_row
from multibuh_backends.sql.lists import json_list
from multibuh_backends.sql.savepoints import savepoint
from multibuh_backends.sql.values import NO_ATTACHMENTS, key
from multibuh_core.errors import ConflictError, NotFoundError
from multibuh_core.ports import CurrentText, NewText
from multibuh_core.revision import Action

if TYPE_CHECKING:
    from multibuh_backends.sql.staging import Staging
    from multibuh_core.commit import Commit

__all__ = ["imported_texts", "texts", "write_many"]

CHUNK: Final = 4_000
_current = partial(tuple.__new__, CurrentText)
"""What `CurrentText` does of a row, without counting its fields again."""


def texts(unit: Staging, directory_ids: Sequence[str]) -> Iterator[CurrentText]:
    """
    Give the present texts of these directories, by organization id.

    A page at a time: what a unit reads does not change. In a unit that writes it may, so there all are read at once.
    """
    visible = unit.driver.rows(queries.VISIBLE, unit.firm, unit.viewer, json_list(map(key, directory_ids)))
    pages = _pages(unit, json_list(row[0] for row in visible))
    if unit.writes:
        pages = iter(list(pages))
    return (text for page in pages for text in page)


def _pages(unit: Staging, directory_ids: str) -> Iterator[Iterator[CurrentText]]:
    after = ("", "")
    while rows := unit.driver.rows(queries.TEXTS, unit.firm, directory_ids, *after, CHUNK):
        yield map(_current, rows)
        after = rows[-1][:2]


def imported_texts(unit: Staging, source: str, pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """Return the text that the last import of *source* wrote, for each pair that it wrote."""
    found: dict[tuple[str, str], str] = {}
    given = iter(pairs)
    while chunk := list(islice(given, CHUNK)):
        asked = json_list((key(organization_id), key(directory_id)) for organization_id, directory_id in chunk)
        for *pair, text in unit.driver.rows(queries.IMPORTED, unit.firm, unit.viewer, source, asked):
            found[pair[0], pair[1]] = text
    return found


def write_many(unit: Staging, given: Iterable[NewText], *, commit: Commit) -> None:
    """
    Stage many texts, all or none, in chunks.

    Raises:
        ConflictError: If one is no longer at the version it is written over.
        NotFoundError: If the viewer sees no such directory.
    """
    source, seen = iter(given), set[str]()
    with savepoint(unit):
        while chunk := list(islice(source, CHUNK)):
            at = unit.record(commit)
            _check_directories(unit, {text.directory_id for text in chunk}, seen)
            organization_ids = {text.organization_id for text in chunk}
            unit.guard.rest_on(unit.viewer, organization_ids, {text.directory_id for text in chunk})
            new = [text for text in chunk if text.version == 0]
            try:
                _add(unit, new, commit, at)
                if len(new) < len(chunk):
                    _change(unit, [text for text in chunk if text.version], commit, at)
            except ClashError:
                message = "Запись изменилась после составления плана: составьте план заново."
                raise ConflictError(message) from None


def _check_directories(unit: Staging, directory_ids: set[str], seen: set[str]) -> None:
    if new := directory_ids - seen:
        visible = {row[0] for row in unit.driver.rows(queries.VISIBLE, unit.firm, unit.viewer, json_list(sorted(new)))}
        if missing := new - visible:
            raise NotFoundError("directory", min(missing))
        seen |= new


def _add(unit: Staging, new: Sequence[NewText], commit: Commit, at: str) -> None:
    """
    Write what nobody wrote before: a key that is taken tells that somebody did.

    In the order of the keys, in which SQLite appends to its pages and does not split them: a third of an import's time.
    """
    new = sorted(new)
    firm, commit_id, by, action = unit.firm, commit.id, commit.by, Action.WRITTEN.value
    unit.driver.change_many(
        ADD,
        [
            (firm, organization, directory, 1, text, NO_ATTACHMENTS, at, by)
            for organization, directory, _, text, _ in new
        ],
    )
    tail = f"\0{NO_ATTACHMENTS}\0{action}\0{commit_id}\0"
    # The digest is `digest_of` the same fields; said at once, for an import does this half a million times (S6).
    unit.driver.change_many(
        ADD_REVISION,
        [
            (
                *(firm, organization, directory, 1, text, NO_ATTACHMENTS, action, commit_id, row, None),
                sha256(f"{firm}\0{organization}\0{directory}\0001\0{text}{tail}{row}".encode()).digest(),
            )
            for organization, directory, _, text, row in new
        ],
    )


def _change(unit: Staging, changed: Sequence[NewText], commit: Commit, at: str) -> None:
    """Write over what is there; its attachments stay."""
    firm, commit_id, by, action = unit.firm, commit.id, commit.by, Action.WRITTEN.value
    asked = json_list((text.organization_id, text.directory_id) for text in changed)
    kept = {(one, other): attachments for one, other, attachments in unit.driver.rows(queries.KEPT, firm, asked)}
    updates, revisions = [], []
    for organization, directory, version, text, row in changed:
        attachments = kept.get((organization, directory), NO_ATTACHMENTS)
        updates.append((text, attachments, at, by, version + 1, firm, organization, directory))
        revisions.append(
            revision_row(firm, organization, directory, version + 1, text, attachments, action, commit_id, row)
        )
    unit.driver.change_many(CHANGE, updates)
    unit.driver.change_many(ADD_REVISION, revisions)
