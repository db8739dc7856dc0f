"""The laws of what is copied: each history by itself, and all of them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from multibuh_core.commit import ByHand
from multibuh_core.copying.pasts import check_entry_past, past_owner_of
from multibuh_core.copying.refusals import unlawful
from multibuh_core.copying.revisions import check_revisions
from multibuh_core.copying.storable import are_storable, is_utc
from multibuh_core.ports.histories import DirectoryHistory, EntryHistory, History, OrganizationHistory

if TYPE_CHECKING:
    from multibuh_core.attachment import Attachment
    from multibuh_core.commit import Commit
    from multibuh_core.organization import Organization

__all__ = ["checked_histories"]

_DIGEST: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


def checked_histories(histories: Iterable[History]) -> Iterator[History]:
    """
    Give the same histories, each checked as it passes; `Backend.write_firm` reads its own through this.

    Ids are remembered meanwhile, and no texts.

    Raises:
        InvalidInputError: From the first that breaks a law: a gap in the versions, an order that is not that of
            `Backend.read_firm`, an entry of what is not there, a key or an attachment that two records bear, a past
            that is not private, one commit that is told in two ways.
    """
    checks = _Checks()
    for history in histories:
        checks.check(history)
        yield history


class _Checks:
    """What has passed so far, as far as what comes must agree with it."""

    def __init__(self) -> None:
        self._last: tuple[int, tuple[str, ...]] = (-1, ())
        self._organizations: set[str] = set()
        self._past_owners: dict[str, str | None] = {}
        """By directory."""
        self._keys: set[tuple[str | None, ...]] = set()
        self._attachments: set[str] = set()
        self._commits: dict[str, int] = {}
        """The hash of each: what they say need not be kept."""

    def check(self, history: History) -> None:
        """Check one, and remember it."""
        if not history.revisions:
            raise unlawful("", "в ней нет ни одной версии")
        if isinstance(history, OrganizationHistory):
            self._check_organization(history)
        elif isinstance(history, DirectoryHistory):
            self._check_directory(history)
        else:
            self._check_entry(history)
        for revision in history.revisions:
            self._check_commit(revision.commit)

    def _check_organization(self, history: OrganizationHistory) -> None:
        last = history.revisions[-1].organization
        record = f"организация {last.id}"
        self._check_order(record, 0, last.id)
        check_revisions(record, history.revisions)
        self._organizations.add(last.id)
        for key in _keys_of(last):
            if key in self._keys:
                raise unlawful(record, "ИНН с КПП или внешний ключ уже носит другая организация")
            self._keys.add(key)

    def _check_directory(self, history: DirectoryHistory) -> None:
        id_ = history.revisions[-1].directory.id
        record = f"справочник {id_}"
        self._check_order(record, 1, id_)
        check_revisions(record, history.revisions)
        self._past_owners[id_] = past_owner_of(record, history)

    def _check_entry(self, history: EntryHistory) -> None:
        record = f"запись {history.directory_id} {history.organization_id}"
        self._check_order(record, 2, history.organization_id, history.directory_id)
        if history.organization_id not in self._organizations or history.directory_id not in self._past_owners:
            raise unlawful(record, "нет её справочника или организации")
        check_revisions(record, history.revisions)
        check_entry_past(record, history, self._past_owners[history.directory_id])
        self._check_attachments(record, history)

    def _check_order(self, record: str, kind: int, *ids: str) -> None:
        if (kind, ids) <= self._last or not all(ids) or not are_storable(ids):
            raise unlawful(record, "идут организации, справочники, записи: каждая один раз, по порядку id")
        self._last = kind, ids

    def _check_attachments(self, record: str, history: EntryHistory) -> None:
        named: dict[str, Attachment] = {}
        for one in (one for revision in history.revisions for one in revision.attachments):
            if not _DIGEST.fullmatch(one.sha256) or one.size < 0:
                raise unlawful(record, "у вложения нет правильной контрольной суммы или размера")
            if named.setdefault(one.id, one) != one or one.id in self._attachments:
                raise unlawful(record, f"одно вложение ({one.id}) не может быть разным или в двух записях")
        self._attachments.update(named)

    def _check_commit(self, commit: Commit) -> None:
        known = self._commits.get(commit.id)
        if known is None:
            if not is_utc(commit.at) or not are_storable(_texts_of(commit)):
                raise unlawful(f"фиксация {commit.id}", "время не в UTC, или есть знаки, которые не хранят")
            known = self._commits[commit.id] = hash(commit)
        if known != hash(commit):
            raise unlawful(f"фиксация {commit.id}", "об одной фиксации сказано по-разному")


def _keys_of(organization: Organization) -> Iterator[tuple[str | None, ...]]:
    """Give what no other organization may bear."""
    if organization.inn is not None and organization.archived_at is None:
        yield "", organization.inn, organization.kpp
    yield from organization.external_ids.items()


def _texts_of(commit: Commit) -> tuple[str, ...]:
    origin = commit.origin
    said = (origin.channel,) if isinstance(origin, ByHand) else (origin.import_id, origin.source, origin.sheet)
    return commit.id, commit.by, *said
