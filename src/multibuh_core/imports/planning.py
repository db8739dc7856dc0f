"""Planning: from the groups of rows to what is written of each organization."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from multibuh_core.errors import InvalidInputError
from multibuh_core.imports.claims import Claims
from multibuh_core.imports.filling import fill
from multibuh_core.imports.plan import PlannedOrganization

if TYPE_CHECKING:
    from multibuh_core.imports.details import DetailsReader
    from multibuh_core.imports.group import Group
    from multibuh_core.imports.roster import Roster

__all__ = ["acceptable", "planned"]


def acceptable(groups: Iterable[Group], roster: Roster, reader: DetailsReader) -> list[Group]:
    """
    Return the groups that may be imported, with their details, in the order to write them; other rows are rejected.

    Those that are there go before those that are added: these may take keys that those let go. The texts of one row for
    an organization that is there are left for the comparison: as a rule they are there too.
    """
    claims = Claims(roster)
    accepted: list[Group] = []
    for group in sorted(groups, key=_is_added):
        is_filled_later = group.organization is not None and len(group.members) == 1
        if not is_filled_later and not fill(group, reader.columns, reader.faults):
            continue
        try:
            group.details = reader.read(group)
        except InvalidInputError as error:
            _reject(group, error, reader)
        else:
            accepted += [group] if group.details is None else claims.granted(group)
    for group, clash in claims.refused():
        _reject(group, clash, reader)
    return accepted


def _is_added(group: Group) -> bool:
    return group.organization is None


def _reject(group: Group, error: InvalidInputError, reader: DetailsReader) -> None:
    for member in group.members:
        reader.faults.reject(member.row.number, reader.header(error.field), str(error))


def planned(groups: Iterable[Group], roster: Roster) -> tuple[PlannedOrganization, ...]:
    """Return what is to be written, of each organization of which something is."""
    # Most of these tuples are alike: each is kept once, since there may be a hundred thousand organizations.
    shared: dict[tuple[int, ...], tuple[int, ...]] = {}
    return tuple(_planned(group, roster, shared) for group in groups if group.details is not None or any(group.texts))


def _planned(group: Group, roster: Roster, shared: dict[tuple[int, ...], tuple[int, ...]]) -> PlannedOrganization:
    organization, details = group.organization, group.details
    texts, rows = tuple(group.texts), tuple(group.rows)
    places = tuple(range(len(texts)))
    if not all(texts):
        places = tuple(at for at in places if texts[at])
        texts, rows = tuple(texts[at] for at in places), tuple(rows[at] for at in places)
    versions = tuple(group.versions.get(at, 0) for at in places) if group.versions else (0,) * len(places)
    return PlannedOrganization(
        id=None if organization is None else organization.id,
        version=0 if organization is None else organization.version,
        row=group.row,
        details=details,
        beside=roster.relatives(details) if organization is None and details is not None else (),
        directories=shared.setdefault(places, places),
        versions=shared.setdefault(versions, versions),
        rows=rows,
        texts=texts,
    )
