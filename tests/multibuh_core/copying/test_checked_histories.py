"""The laws of what is copied, those that the kit does not try on every backend."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import attrs
import pytest

from multibuh_core.commit import ByHand, ByImport
from multibuh_core.copying import checked_histories
from multibuh_core.errors import InvalidInputError
from multibuh_core.ports import DirectoryHistory, EntryHistory, History, OrganizationHistory
from multibuh_core.revision import Action
from tests.multibuh_core.copying.stores import FIRM, a_source

NAIVE = datetime(2026, 1, 12, 9)  # noqa: DTZ001 - it is what is refused
MOSCOW = datetime(2026, 1, 12, 9, tzinfo=timezone(timedelta(hours=3)))


def last_of(history: Any, **fields: Any) -> Any:
    """Return a history with its last revision changed."""
    return attrs.evolve(history, revisions=(*history.revisions[:-1], attrs.evolve(history.revisions[-1], **fields)))


def of_record(name: str, /, **fields: Any) -> Callable[[Any], Any]:
    """Return what changes the record in the last revision of a history."""
    return lambda history: last_of(history, **{name: attrs.evolve(getattr(history.revisions[-1], name), **fields)})


def of_file(**fields: Any) -> Callable[[Any], Any]:
    """Return what changes a file in the first revision that has one."""

    def changed(history: Any) -> Any:
        revisions = [
            attrs.evolve(one, attachments=tuple(attrs.evolve(file, **fields) for file in one.attachments))
            for one in history.revisions
        ]
        return attrs.evolve(history, revisions=tuple(revisions))

    return changed


def twice(history: Any) -> Any:
    """Return an entry whose files are there twice."""
    revisions = (attrs.evolve(one, attachments=one.attachments * 2) for one in history.revisions)
    return attrs.evolve(history, revisions=tuple(revisions))


def acted(number: int, action: Action) -> Callable[[Any], Any]:
    """Return what makes another action of a revision."""

    def changed(history: Any) -> Any:
        revisions = list(history.revisions)
        revisions[number] = attrs.evolve(revisions[number], action=action)
        return attrs.evolve(history, revisions=tuple(revisions))

    return changed


UNLAWFUL: dict[str, tuple[type[History], Callable[[Any], Any], str]] = {
    "another id": (OrganizationHistory, of_record("organization", id="ещё"), "другой записи"),
    "another version": (DirectoryHistory, of_record("directory", version=9), "не согласуется с фиксацией"),
    "another time": (DirectoryHistory, of_record("directory", updated_at=MOSCOW), "не согласуется с фиксацией"),
    "archived without a zone": (OrganizationHistory, of_record("organization", archived_at=NAIVE), "не в UTC"),
    "archived elsewhere": (DirectoryHistory, of_record("directory", archived_at=MOSCOW), "не в UTC"),
    "added without a zone": (EntryHistory, of_file(added_at=NAIVE), "не в UTC"),
    "commit without a zone": (EntryHistory, of_record("commit", id="новая", at=NAIVE), "не в UTC"),
    "a zero in a name": (OrganizationHistory, of_record("organization", name="а\0б"), "U\\+0000"),
    "half a character": (DirectoryHistory, of_record("directory", description="\udc00"), "суррогат"),
    "half a character in a file": (EntryHistory, of_file(media_type="\udc00"), "суррогат"),
    "a zero in a channel": (EntryHistory, of_record("commit", id="новая", origin=ByHand(channel="\0")), "не хранят"),
    "half a character in a source": (
        EntryHistory,
        of_record("commit", id="новая", origin=ByImport(import_id="1", source="\udc00", sheet="")),
        "не хранят",
    ),
    "a row of a directory": (DirectoryHistory, lambda one: last_of(one, row=3), "таблицами не меняют"),
    "two files of one name": (EntryHistory, twice, "одно имя"),
    "a negative size": (EntryHistory, of_file(size=-1), "контрольной суммы или размера"),
    "no digest": (EntryHistory, of_file(sha256=""), "контрольной суммы или размера"),
    "created as published": (DirectoryHistory, acted(0, Action.PUBLISHED), "закрыто для всех"),
    "published by itself": (EntryHistory, acted(0, Action.PUBLISHED), "а её справочник нет"),
    "owners of some versions": (EntryHistory, lambda one: attrs.evolve(one, private_to=()), "закрыто для всех"),
    "nothing at all": (EntryHistory, lambda one: attrs.evolve(one, revisions=(), private_to=()), "ни одной версии"),
}


@pytest.mark.parametrize(("kind", "broken", "rule"), UNLAWFUL.values(), ids=UNLAWFUL.keys())
def test_what_breaks_a_law_is_refused(kind: type[History], broken: Callable[[Any], Any], rule: str) -> None:
    """Each law has its own rule, told without a text of the record."""
    histories = list(a_source().read_firm(FIRM))
    at = next(
        at
        for at, one in enumerate(histories)
        if isinstance(one, kind)
        and (not isinstance(one, EntryHistory) or any(revision.attachments for revision in one.revisions))
        and not any(getattr(one, "private_to", ()))
    )
    with pytest.raises(InvalidInputError, match=rule):
        list(checked_histories([*histories[:at], broken(histories[at]), *histories[at + 1 :]]))


def test_what_is_lawful_passes_unchanged() -> None:
    """What a store gives is given on as it is, one by one."""
    histories = list(a_source().read_firm(FIRM))
    passing = checked_histories(histories)
    for one in histories:
        assert next(passing) is one
    assert next(passing, None) is None
