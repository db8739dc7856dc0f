"""A small office to test the services in: a store in memory, three colleagues, a client and two directories."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

import attrs

from multibuh_backends.memory import MemoryBackend
from multibuh_core import (
    Actor,
    Attachment,
    Directory,
    Entry,
    Organization,
    Permission,
    Role,
    Settings,
    StandardPolicy,
    Visibility,
    Workspace,
)
from tests.multibuh_core.records import AT

__all__ = ["Asked", "Office", "an_office"]


@attrs.define
class Asked:
    """A policy that remembers each question, as the names it was asked with, and refuses what it is told to."""

    refused: set[Permission] = attrs.field(factory=set)
    questions: list[tuple[Permission, str | None, str | None]] = attrs.field(factory=list)

    def allows(
        self,
        permission: Permission,
        actor: Actor,
        *,
        directory: Directory | None = None,
        organization: Organization | None = None,
    ) -> bool:
        """Tell whether the actor may do this."""
        on = None if directory is None else directory.name
        of = None if organization is None else organization.name
        self.questions.append((permission, on, of))
        allowed = StandardPolicy().allows(permission, actor, directory=directory, organization=organization)
        return allowed and permission not in self.refused


@attrs.frozen
class Office:
    """Anna made all there is; Boris is her colleague, Ada the administrator."""

    policy: Asked
    anna: Workspace
    boris: Workspace
    ada: Workspace
    org: Organization
    guide: Directory
    """Collective, in the card."""
    notes: Directory
    """Personal, Anna's."""
    entry: Entry
    """In the guide, of version 2, with a text and a file."""
    file: Attachment


def an_office() -> Office:
    """Return a new office, whose clock ticks by seconds and whose policy has not been asked anything yet."""
    policy, seconds = Asked(), itertools.count()

    def clock() -> datetime:
        return AT + timedelta(seconds=next(seconds))

    backend = MemoryBackend(Settings(policy=policy, clock=clock))

    def workspace(name: str, *roles: str) -> Workspace:
        return Workspace(backend, firm="fintrust", actor=Actor(name, roles=roles))

    anna = workspace("anna")
    org = anna.organizations.add("ООО «Ромашка»", inn="7707083893", kpp="773601001", external_ids={"1c": "000000123"})
    said: dict[str, Any] = {"show_in_card": True}
    guide = anna.directories.create("Карта", visibility=Visibility.COLLECTIVE, **said)
    notes = anna.directories.create("Заметки", visibility=Visibility.PERSONAL, **said)
    anna.entries.write(guide.id, org.id, "Банк — по вторникам", expected_version=0)
    file = anna.attachments.attach(guide.id, org.id, b"%PDF", name="reglament.pdf")
    anna.entries.write(notes.id, org.id, "Директор не любит звонков", expected_version=0)
    policy.questions.clear()
    return Office(
        policy=policy,
        anna=anna,
        boris=workspace("boris"),
        ada=workspace("ada", Role.ADMIN),
        org=org,
        guide=guide,
        notes=notes,
        entry=anna.entries.read(guide.id, org.id),
        file=file,
    )
