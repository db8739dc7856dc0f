"""Organizations: the clients that the firm serves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from multibuh_core.errors import InvalidInputError
from multibuh_core.names import checked_characters, fold
from multibuh_core.organization import Organization, OrganizationKind, organization_exists
from multibuh_core.organization_details import OrganizationDetails, checked_changes, checked_external_id
from multibuh_core.policy import Permission
from multibuh_core.revision import Action, OrganizationRevision
from multibuh_core.services.retrying import retried
from multibuh_core.services.rules import (
    KEEP,
    Keep,
    checked_after,
    checked_archived,
    checked_limit,
    existing_organization,
    only_given,
    require_live,
    require_version,
)
from multibuh_core.version import ExpectedVersion, checked_expected

if TYPE_CHECKING:
    from multibuh_core.commit import Commit
    from multibuh_core.ports import UnitOfWork
from multibuh_core.services.session import Session

__all__ = ["Organizations"]


@attrs.frozen
class Organizations:
    """The firm's organizations; every actor of the firm sees them all."""

    _session: Session

    @retried
    def add(
        self,
        name: str,
        *,
        inn: str | None = None,
        kpp: str | None = None,
        ogrn: str | None = None,
        kind: OrganizationKind | None = None,
        external_ids: Mapping[str, str] | None = None,
    ) -> Organization:
        """
        Add an organization; *kind* not given follows the ИНН.

        Raises:
            InvalidInputError: For a wrong name, number, kind or external id.
            NotAllowedError: If the policy says no.
            AlreadyExistsError: If a live one has this (ИНН, КПП), or any one of these external ids; its id is
                *other_id*.
        """
        details = OrganizationDetails.checked(
            name=name, inn=inn, kpp=kpp, ogrn=ogrn, kind=kind, external_ids={} if external_ids is None else external_ids
        )
        with self._session.writing() as (work, commit):
            organization = details.organization(self._session.settings.new_id(), commit)
            self._session.require(Permission.CHANGE_ORGANIZATIONS, organization=organization)
            _require_no_rival(work, organization)
            work.organizations.put(organization, action=Action.ADDED, commit=commit)
        return organization

    def get(self, organization_id: str) -> Organization:
        """
        Return one organization, archived or not.

        Raises:
            NotFoundError: If there is none.
        """
        with self._session.reading() as work:
            return existing_organization(work, organization_id)

    def find(
        self,
        *,
        inn: str | None = None,
        kpp: str | None = None,
        name: str | None = None,
        external_id: tuple[str, str] | None = None,
    ) -> tuple[Organization, ...]:
        """
        Return the live organizations to which all that is given applies; one ИНН has many branches.

        They stand by (folded name, id). A name is compared tidied and folded; *external_id* is a pair, as
        ``("1c", "000000123")``.

        Raises:
            InvalidInputError: If nothing is given to find by.
        """
        if inn is None and kpp is None and name is None and external_id is None:
            rule = "укажите хотя бы одно: inn, kpp, name или external_id. Все организации даёт list()."
            raise InvalidInputError("find", None, rule)
        pair = None if external_id is None else checked_external_id(external_id)
        inn, kpp = _optional_characters("inn", inn), _optional_characters("kpp", kpp)
        folded = None if name is None else fold(checked_characters("name", name))
        with self._session.reading() as work:
            return work.organizations.find(inn=inn, kpp=kpp, folded_name=folded, external_id=pair)

    def list(
        self, *, archived: bool | None = False, limit: int | None = None, after: Organization | None = None
    ) -> tuple[Organization, ...]:
        """
        Return organizations by (folded name, id), behind *after* (the last one received), at most *limit*.

        *archived*: False the live ones, True the archived ones, None all.
        """
        checked_archived(archived)
        checked_limit(limit)
        checked_after(after, Organization)
        with self._session.reading() as work:
            key = None if after is None else after.sort_key
            return work.organizations.list(archived=archived, limit=limit, after=key)

    @retried
    def update(
        self,
        organization_id: str,
        *,
        expected_version: ExpectedVersion,
        name: str | Keep = KEEP,
        inn: str | Keep | None = KEEP,
        kpp: str | Keep | None = KEEP,
        ogrn: str | Keep | None = KEEP,
        kind: OrganizationKind | Keep = KEEP,
        external_ids: Mapping[str, str] | Keep = KEEP,
    ) -> Organization:
        """
        Change what is given and keep the rest; None takes a number away.

        A kind that followed the old ИНН follows the new one.

        Raises:
            InvalidInputError, NotFoundError, NotAllowedError: As for `add` and `get`.
            ConflictError: If it is archived.
            VersionConflictError: If it has moved on from *expected_version*.
            AlreadyExistsError: As for `add`.
        """
        expected = checked_expected(expected_version)
        changes = checked_changes(
            only_given(name=name, inn=inn, kpp=kpp, ogrn=ogrn, kind=kind, external_ids=external_ids)
        )
        with self._session.writing() as (work, commit):
            present = existing_organization(work, organization_id)
            self._session.require(Permission.CHANGE_ORGANIZATIONS, organization=present)
            require_live(present)
            require_version(expected, present)
            details = OrganizationDetails.of(present)
            if (changed := details.changed(changes)) == details:
                return present
            organization = changed.organization(present.id, commit, version=present.version + 1)
            _require_no_rival(work, organization)
            work.organizations.put(organization, action=Action.UPDATED, commit=commit)
        return organization

    @retried
    def archive(self, organization_id: str) -> Organization:
        """
        Put the organization into the archive: read by id as before, changed no more.

        Raises:
            NotFoundError: If there is none.
            NotAllowedError: If the policy says no; the standard one asks for an administrator.
        """
        with self._session.writing() as (work, commit):
            present = existing_organization(work, organization_id)
            self._session.require(Permission.ARCHIVE_ORGANIZATIONS, organization=present)
            if present.archived_at is not None:
                return present
            archived = _next(present, commit, archived_at=commit.at)
            work.organizations.put(archived, action=Action.ARCHIVED, commit=commit)
        return archived

    @retried
    def unarchive(self, organization_id: str) -> Organization:
        """
        Take the organization back from the archive; its keys must still be free.

        Raises:
            NotFoundError, NotAllowedError: As for `archive`.
            AlreadyExistsError: If a live one now has its (ИНН, КПП).
        """
        with self._session.writing() as (work, commit):
            present = existing_organization(work, organization_id)
            self._session.require(Permission.ARCHIVE_ORGANIZATIONS, organization=present)
            if present.archived_at is None:
                return present
            live = _next(present, commit, archived_at=None)
            _require_no_rival(work, live)
            work.organizations.put(live, action=Action.UNARCHIVED, commit=commit)
        return live

    def history(
        self, organization_id: str, *, limit: int | None = None, after: OrganizationRevision | None = None
    ) -> tuple[OrganizationRevision, ...]:
        """
        Return the revisions, oldest first, behind *after* (the last one received), at most *limit*.

        Raises:
            NotFoundError: If there is no such organization.
        """
        checked_limit(limit)
        checked_after(after, OrganizationRevision)
        with self._session.reading() as work:
            existing_organization(work, organization_id)
            version = 0 if after is None else after.version
            return work.organizations.history(organization_id, limit=limit, after=version)


def _next(present: Organization, commit: Commit, *, archived_at: datetime | None) -> Organization:
    return attrs.evolve(
        present, archived_at=archived_at, updated_at=commit.at, updated_by=commit.by, version=present.version + 1
    )


def _require_no_rival(work: UnitOfWork, organization: Organization) -> None:
    rival = work.organizations.rival(organization)
    if rival is not None:
        raise organization_exists(organization, rival)


def _optional_characters(field: str, value: str | None) -> str | None:
    return None if value is None else checked_characters(field, value)
