"""Organizations on their way into the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multibuh_backends.sql.digests import digest_of
from multibuh_backends.sql.values import external_ids_in, time_in
from multibuh_core.names import fold

if TYPE_CHECKING:
    from multibuh_backends.sql.driver import Row
    from multibuh_core.organization import Organization
    from multibuh_core.revision import Action

__all__ = ["current_row", "external_id_rows", "revision_row", "row_of_change"]


def current_row(firm: str, organization: Organization) -> Row:
    """Return the row of a new organization."""
    changed = row_of_change(firm, organization)
    return firm, organization.id, *changed[:-2]


def row_of_change(firm: str, organization: Organization) -> Row:
    """Return what changes the row of an organization to its next version."""
    archived_at = organization.archived_at
    return (
        organization.name,
        fold(organization.name),
        organization.kind.value,
        organization.inn,
        organization.kpp,
        organization.ogrn,
        external_ids_in(organization.external_ids),
        None if archived_at is None else time_in(archived_at),
        time_in(organization.updated_at),
        organization.updated_by,
        organization.version,
        firm,
        organization.id,
    )


def revision_row(firm: str, organization: Organization, action: Action, commit_id: str, row: int | None) -> Row:
    """Return the row of a revision."""
    archived_at = organization.archived_at
    fields = (
        firm,
        organization.id,
        organization.version,
        organization.name,
        organization.kind.value,
        organization.inn,
        organization.kpp,
        organization.ogrn,
        external_ids_in(organization.external_ids),
        None if archived_at is None else time_in(archived_at),
        action.value,
        commit_id,
        row,
    )
    return *fields, digest_of(*fields)


def external_id_rows(firm: str, organization: Organization) -> list[Row]:
    """Return the rows of its external ids."""
    return [(firm, system, value, organization.id) for system, value in organization.external_ids.items()]
