"""What the revisions of one record must be, whichever record it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multibuh_core.copying.refusals import unlawful
from multibuh_core.copying.storable import are_storable, is_utc
from multibuh_core.revision import DirectoryRevision, EntryRevision, OrganizationRevision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multibuh_core.directory import Directory
    from multibuh_core.organization import Organization

__all__ = ["Revision", "check_revisions"]

Revision = OrganizationRevision | DirectoryRevision | EntryRevision


def check_revisions(record: str, revisions: Sequence[Revision]) -> None:
    """
    Check a history by itself: without a gap, of one record, as its commits say, and such as any store can keep.

    Raises:
        InvalidInputError: If it is not.
    """
    if [one.version for one in revisions] != list(range(1, len(revisions) + 1)):
        raise unlawful(record, "версии должны идти подряд, начиная с первой")
    if len(set(map(_id_of, revisions))) != 1:
        raise unlawful(record, "в ней есть версии другой записи")
    for revision in revisions:
        if isinstance(revision, EntryRevision):
            _check_entry(record, revision)
        elif isinstance(revision, OrganizationRevision):
            _check_organization(record, revision)
        else:
            _check_directory(record, revision)


def _id_of(revision: Revision) -> str:
    """Return the id of what a revision is of; one of an entry does not say it."""
    if isinstance(revision, EntryRevision):
        return ""
    return revision.organization.id if isinstance(revision, OrganizationRevision) else revision.directory.id


def _check_organization(record: str, revision: OrganizationRevision) -> None:
    one = revision.organization
    _check_state(record, one, revision)
    external_ids = (text for pair in one.external_ids.items() for text in pair)
    _check_texts(record, revision.version, one.name, one.inn, one.kpp, one.ogrn, *external_ids)


def _check_directory(record: str, revision: DirectoryRevision) -> None:
    one = revision.directory
    _check_state(record, one, revision)
    _check_texts(record, revision.version, one.name, one.description, one.owner_id)
    if revision.row is not None:
        raise unlawful(record, f"версия {revision.version} взята из строки таблицы, а справочники таблицами не меняют")


def _check_entry(record: str, revision: EntryRevision) -> None:
    _check_texts(record, revision.version, revision.text)
    for one in revision.attachments:
        _check_texts(record, revision.version, one.id, one.name, one.media_type, one.added_by)
        if not is_utc(one.added_at):
            raise _without_zone(record, revision.version)
    names = {one.name for one in revision.attachments}
    if len(names) != len(revision.attachments):
        raise unlawful(record, f"в версии {revision.version} у двух вложений одно имя")


def _check_state(
    record: str, state: Organization | Directory, revision: OrganizationRevision | DirectoryRevision
) -> None:
    """Check that a revision says of its record what it says of itself."""
    said = state.version, state.updated_at, state.updated_by
    if said != (revision.version, revision.commit.at, revision.commit.by):
        raise unlawful(record, f"версия {revision.version} не согласуется с фиксацией, которая её записала")
    if state.archived_at is not None and not is_utc(state.archived_at):
        raise _without_zone(record, revision.version)


def _check_texts(record: str, version: int, *texts: str | None) -> None:
    if not are_storable(texts):
        raise unlawful(record, f"в версии {version} есть знак U+0000 или непарный суррогат, их не хранят")


def _without_zone(record: str, version: int) -> Exception:
    return unlawful(record, f"в версии {version} время не в UTC")
