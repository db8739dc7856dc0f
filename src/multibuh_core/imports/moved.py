"""Moved: whether what a plan rests on is as it was when the plan was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from multibuh_core.errors import ConflictError, shown
from multibuh_core.imports.targets import namesakes

if TYPE_CHECKING:
    from multibuh_core.directory import Directory
    from multibuh_core.imports.plan import Plan
    from multibuh_core.imports.roster import Roster
    from multibuh_core.organization import Organization

__all__ = ["existing_directories", "existing_organizations", "require_unmoved"]


def existing_directories(plan: Plan, seen: Mapping[str, Directory]) -> dict[str, Directory]:
    """
    Return by id the directories of *plan* that were there when it was made.

    Raises:
        ConflictError: If the viewer does not see one any more; a hidden one and a missing one are told alike (L1).
    """
    found = {}
    for planned in plan.directories:
        if planned.id is not None:
            if planned.id not in seen:
                raise _moved(f"справочника {shown(planned.id)} больше нет")
            found[planned.id] = seen[planned.id]
    return found


def existing_organizations(plan: Plan, roster: Roster) -> dict[str, Organization]:
    """
    Return by id the organizations of *plan* that were there when it was made.

    Raises:
        ConflictError: If one is missing.
    """
    found = {}
    for planned in plan.organizations:
        if planned.id is not None:
            if planned.id not in roster.by_id:
                raise _moved(f"организации {shown(planned.id)} больше нет")
            found[planned.id] = roster.by_id[planned.id]
    return found


def require_unmoved(plan: Plan, seen: Mapping[str, Directory], roster: Roster) -> None:
    """
    Check that all that *plan* rests on, but for the entries, is as it was; the entries are checked as they are written.

    Raises:
        ConflictError: If a directory or an organization has changed since, or one that is to be made is there by now.
    """
    for planned in plan.directories:
        if planned.id is None:
            if namesakes(planned.name, planned.visibility, tuple(seen.values())):
                raise _moved(f"справочник {shown(planned.name)} уже появился")
        elif seen[planned.id].version != planned.version or seen[planned.id].archived_at is not None:
            raise _moved(f"справочник {shown(seen[planned.id].name)} изменился")
    for one in plan.organizations:
        if one.id is not None:
            present = roster.by_id[one.id]
            if present.version != one.version or present.archived_at is not None:
                raise _moved(f"организация {shown(present.name)} изменилась")
        elif one.details is not None and not set(roster.relatives(one.details)) <= set(one.beside):
            raise _moved(f"организация {shown(one.details.name)} уже появилась")


def _moved(what: str) -> ConflictError:
    return ConflictError(f"План устарел: {what} после его составления. Ничего не записано, составьте план заново.")
