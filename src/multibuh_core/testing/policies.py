"""Policies to test with: one that remembers what it was asked, one that refuses a row."""

from __future__ import annotations

import attrs

from multibuh_core.actor import Actor
from multibuh_core.directory import Directory
from multibuh_core.organization import Organization
from multibuh_core.policy import Permission, StandardPolicy

__all__ = ["RefusingPolicy"]


@attrs.define
class RefusingPolicy:
    """The standard policy, but for the rows refused; it remembers what it was asked."""

    refused: set[Permission] = attrs.field(factory=set)
    asked: list[tuple[Permission, Directory | None]] = attrs.field(factory=list)

    def allows(
        self,
        permission: Permission,
        actor: Actor,
        *,
        directory: Directory | None = None,
        organization: Organization | None = None,
    ) -> bool:
        """Tell whether the actor may do this."""
        self.asked.append((permission, directory))
        allowed = StandardPolicy().allows(permission, actor, directory=directory, organization=organization)
        return permission not in self.refused and allowed
