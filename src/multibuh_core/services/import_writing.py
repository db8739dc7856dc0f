"""The writing of one plan: checked against what is there, asked of the policy, then written whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Final

import attrs

from multibuh_core.commit import Commit
from multibuh_core.directory import Directory
from multibuh_core.imports.moved import existing_directories, existing_organizations, require_unmoved
from multibuh_core.imports.plan import Plan, PlannedDirectory
from multibuh_core.imports.progress import Ticker
from multibuh_core.imports.roster import Roster
from multibuh_core.names import tidy
from multibuh_core.organization import Organization
from multibuh_core.policy import Permission
from multibuh_core.ports import NewText
from multibuh_core.revision import Action
from multibuh_core.services.session import refusal
from multibuh_core.visibility import Visibility

if TYPE_CHECKING:
    from multibuh_core.ports import UnitOfWork
    from multibuh_core.services.session import Session

__all__ = ["Writing"]

_new_text: Final = partial(tuple.__new__, NewText)
"""What `NewText` does of a tuple, without counting its fields again: half a million times."""


@attrs.frozen
class Writing:
    """The writing of one plan in one unit."""

    session: Session
    work: UnitOfWork
    commit: Commit
    plan: Plan
    tick: Ticker

    def write(self) -> None:
        """Check what the plan rests on and who may, then write it."""
        seen = {directory.id: directory for directory in self.work.directories.list(archived=None)}
        roster = Roster(self.work.organizations.list(archived=None) if self.plan.organizations else ())
        present = existing_directories(self.plan, seen)
        directories = [self._created(one) if one.id is None else present[one.id] for one in self.plan.directories]
        organizations = self._organizations(existing_organizations(self.plan, roster))
        self._require_permissions(directories, organizations)
        require_unmoved(self.plan, seen, roster)
        for directory in directories:
            if directory.id not in seen:
                self.work.directories.put(directory, action=Action.CREATED, commit=self.commit)
        self.work.organizations.put_many(self._changed(organizations), commit=self.commit)
        self.work.entries.write_many(self._texts(directories, organizations), commit=self.commit)

    def _created(self, planned: PlannedDirectory) -> Directory:
        return Directory(
            id=self.session.settings.new_id(),
            name=tidy(planned.name),
            description="",
            visibility=planned.visibility,
            owner_id=self.session.actor.user_id,
            show_in_card=planned.show_in_card,
            position=0,
            archived_at=None,
            updated_at=self.commit.at,
            updated_by=self.commit.by,
            version=1,
        )

    def _organizations(self, present: Mapping[str, Organization]) -> list[Organization]:
        """Return the plan's organizations as they will be, in its order."""
        new_id = self.session.settings.new_id
        return [
            present[one.id or ""]
            if one.details is None
            else one.details.organization(one.id or new_id(), self.commit, version=one.version + 1)
            for one in self.plan.organizations
        ]

    def _require_permissions(self, directories: list[Directory], organizations: list[Organization]) -> None:
        """Ask the policy for each thing that is written, as of each written alone: it may look at any of them."""
        allows, actor = self.session.settings.policy.allows, self.session.actor
        for target, directory in zip(self.plan.directories, directories, strict=True):
            if target.id is None:
                self.session.require(Permission.CREATE_DIRECTORY, directory=directory)
        # None: a personal directory; there the policy is not asked.
        collective = [one if one.visibility is Visibility.COLLECTIVE else None for one in directories]
        for one, organization in zip(self.plan.organizations, organizations, strict=True):
            if one.details is not None:
                self.session.require(Permission.CHANGE_ORGANIZATIONS, organization=organization)
            for at in one.directories:
                asked = collective[at]
                if asked and not allows(Permission.WRITE_ENTRIES, actor, directory=asked, organization=organization):
                    raise refusal(Permission.WRITE_ENTRIES.value, actor.user_id)

    def _changed(self, organizations: list[Organization]) -> Iterator[tuple[Organization, Action, int]]:
        for one, organization in zip(self.plan.organizations, organizations, strict=True):
            self.tick()
            if one.details is not None:
                yield organization, Action.ADDED if one.id is None else Action.UPDATED, one.row

    def _texts(self, directories: list[Directory], organizations: list[Organization]) -> Iterator[NewText]:
        id_at = [directory.id for directory in directories].__getitem__
        for one, organization in zip(self.plan.organizations, organizations, strict=True):
            self.tick()
            ids = map(id_at, one.directories)
            yield from map(
                _new_text, zip(repeat(organization.id), ids, one.versions, one.texts, one.rows, strict=False)
            )
