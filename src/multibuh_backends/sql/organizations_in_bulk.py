"""Many organizations at once, as an import writes them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

from multibuh_backends.sql import organization_queries as queries
from multibuh_backends.sql.clash import ClashError
from multibuh_backends.sql.organization_rows import current_row, external_id_rows, revision_row
from multibuh_backends.sql.savepoints import savepoint
from multibuh_core.organization import organization_exists

if TYPE_CHECKING:
    from multibuh_backends.sql.organizations import SqlOrganizations
    from multibuh_backends.sql.staging import Staging
    from multibuh_core.commit import Commit
    from multibuh_core.organization import Organization
    from multibuh_core.revision import Action

    Item = tuple[Organization, Action, int | None]

__all__ = ["put_many"]

CHUNK: Final = 2_000


def put_many(unit: Staging, repository: SqlOrganizations, organizations: Iterable[Item], *, commit: Commit) -> None:
    """
    Stage many organizations, all or none, in chunks.

    Raises:
        AlreadyExistsError: As putting them one after the other would.
    """
    source = iter(organizations)
    with savepoint(unit):
        while chunk := list(islice(source, CHUNK)):
            unit.record(commit)
            try:
                with savepoint(unit):
                    # In the order given: a key that one gives up is free for the next.
                    for is_new, run in groupby(chunk, _is_new):
                        if is_new:
                            _add(unit, run, commit)
                        else:
                            _put_each(repository, run, commit)
            except ClashError:
                _put_each(repository, chunk, commit)
                raise  # not reached while the two ways agree


def _is_new(item: Item) -> bool:
    return item[0].version == 1


def _id(item: Item) -> str:
    return item[0].id


def _add(unit: Staging, items: Iterable[Item], commit: Commit) -> None:
    """Write those that are new, in the order of their keys, in which SQLite only appends."""
    added = sorted(items, key=_id)
    firm, driver = unit.firm, unit.driver
    driver.change_many(queries.ADD, [current_row(firm, organization) for organization, _, _ in added])
    external_ids = [pair for organization, _, _ in added for pair in external_id_rows(firm, organization)]
    driver.change_many(queries.ADD_EXTERNAL_ID, external_ids)
    driver.change_many(
        queries.ADD_REVISION,
        [revision_row(firm, organization, action, commit.id, row) for organization, action, row in added],
    )


def _put_each(repository: SqlOrganizations, items: Iterable[Item], commit: Commit) -> None:
    for organization, action, row in items:
        if (rival := repository.rival(organization)) is not None:
            raise organization_exists(organization, rival) from None
        repository.put(organization, action=action, commit=commit, row=row)
