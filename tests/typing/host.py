"""A host's code, as its type checker sees the library; mypy reads this, nothing runs it."""

from __future__ import annotations

from typing import BinaryIO, assert_type

from multibuh_backends import connect
from multibuh_backends.spreadsheets import read_table
from multibuh_core import (
    OVERWRITE,
    Actor,
    Attachment,
    CardProjection,
    Directory,
    Entry,
    EntryRevision,
    NotFoundError,
    Organization,
    Permission,
    Role,
    Settings,
    StandardPolicy,
    VersionConflictError,
    Visibility,
    Workspace,
)
from multibuh_core.copying import copy_firm
from multibuh_core.imports import DirectoryColumn, ImportMapping, ImportReport, Plan


class NobodyPublishes(StandardPolicy):
    """A policy of the host's own."""

    def allows(
        self,
        permission: Permission,
        actor: Actor,
        *,
        directory: Directory | None = None,
        organization: Organization | None = None,
    ) -> bool:
        """Say no to handing over, and what the standard policy says to the rest."""
        if permission is Permission.HAND_OVER:
            return False
        return super().allows(permission, actor, directory=directory, organization=organization)


def serve() -> None:
    """Use the library as DESIGN's section 7 shows."""
    with connect("sqlite:///firm.db", create=True, settings=Settings(policy=NobodyPublishes())) as backend:
        anna = Workspace(backend, firm="fintrust", actor=Actor("anna", roles=[Role.ADMIN, "head"]), channel="portal")
        assert_type(anna.organizations.add("ООО «Ромашка»", inn="7707083893"), Organization)
        [org] = anna.organizations.find(inn="7707083893")
        guide = anna.directories.create("Карта", visibility=Visibility.COLLECTIVE, show_in_card=True)
        assert_type(guide, Directory)
        assert_type(anna.entries.write(guide.id, org.id, "Банк", expected_version=0), Entry)
        anna.entries.write(guide.id, org.id, "Касса", expected_version=OVERWRITE)
        assert_type(anna.entries.history(guide.id, org.id), tuple[EntryRevision, ...])
        assert_type(anna.attachments.attach(guide.id, org.id, b"1", name="a.txt"), Attachment)
        assert_type(anna.attachments.open("id"), BinaryIO)
        assert_type(anna.cards.read(org.id), CardProjection)
        for organization_id, card in anna.cards.read_many([org.id]).items():
            assert_type(organization_id, str)
            assert_type(card, CardProjection)
        with anna.transaction() as tx:
            assert_type(tx, Workspace)
            tx.organizations.update(org.id, expected_version=org.version, kpp=None)

        anna.entries.write(guide.id, org.id, "Без версии")  # type: ignore[call-arg]
        anna.directories.create("Без видимости")  # type: ignore[call-arg]
        anna.directories.update(guide.id, expected_version=1, owner_id="boris")  # type: ignore[call-arg]
        org.name = "Другое"  # type: ignore[misc]


def move_in(workspace: Workspace) -> ImportReport:
    """Import a spreadsheet."""
    mapping = ImportMapping(name="Название", inn="ИНН", directories=[DirectoryColumn("Банк", show_in_card=True)])
    table = read_table("clients.xlsx", header_rows=(1, 2), columns=mapping.columns)
    plan = workspace.imports.plan(table, mapping, source="clients.xlsx", overwrite=False)
    assert_type(plan, Plan)
    return workspace.imports.apply(Plan.from_json(plan.to_json()))


def answer(error: Exception) -> str:
    """Read the fields of the errors."""
    if isinstance(error, NotFoundError):
        assert_type(error.what, str)
        assert_type(error.id, str)
    if isinstance(error, VersionConflictError):
        assert_type(error.expected, int)
        assert_type(error.actual, int)
    return str(error)


def move() -> None:
    """Take a firm to another store, as its operator does."""
    with connect("sqlite:///firm.db") as source, connect("file:///srv/multibuh", create=True) as target:
        copy_firm(source, target, "fintrust", progress=lambda done, total: print(f"{done} of {total}"))  # noqa: T201
