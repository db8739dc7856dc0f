"""What the tests of the ports have in common: a place to ask for, and each way to read and to write in a unit."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

import attrs

from multibuh_core.actor import Viewer
from multibuh_core.commit import ByHand, ByImport, Commit
from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.table import Row, Table
from multibuh_core.place import Place
from multibuh_core.ports import NewText, UnitOfWork
from multibuh_core.revision import Action
from multibuh_core.testing.builders import an_attachment, an_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.numbers import an_inn
from multibuh_core.testing.outcomes import outcome
from multibuh_core.testing.world import FIRM, World
from multibuh_core.visibility import Visibility
from multibuh_core.workspace import Workspace

__all__ = [
    "NOT_YET",
    "OF_DIRECTORY",
    "READS",
    "SOURCE",
    "WRITES",
    "Asked",
    "Read",
    "Write",
    "a_commit",
    "all_read",
    "an_imported_place",
    "place_of",
    "unit_of",
]

SOURCE: Final = "клиенты.xlsx"
MORE: Final = b"more"
NOT_YET: Final = a_missing_id(77)
"""The id of the organization and of the attachment that `WRITES` bring."""


@attrs.frozen(kw_only=True)
class Asked:
    """What a unit is asked for."""

    directory: str = a_missing_id(1)
    organization: str
    version: int = 1
    attachment: str = a_missing_id(2)


Read: TypeAlias = Callable[[UnitOfWork, Asked], Any]
Write: TypeAlias = Callable[[UnitOfWork, Place, Commit], None]


def a_commit(world: World, by: str = "anna", *, source: str | None = None) -> Commit:
    """Return what a unit will have written, by hand or by an import."""
    origin = ByHand() if source is None else ByImport(import_id=a_missing_id(3), source=source, sheet="")
    return Commit(id=world.settings.new_id(), at=world.settings.now(), by=by, origin=origin)


def an_imported_place(world: World, owner: Workspace, visibility: Visibility = Visibility.PERSONAL) -> Asked:
    """Import one organization and its entry in a new directory, attach a file, and say what there is to ask for."""
    table = Table(headers=("Имя", "ИНН", "Банк"), rows=(Row(2, ("ООО «Ромашка»", an_inn(1), "по вторникам")),))
    column = DirectoryColumn("Банк", visibility=visibility, show_in_card=True)
    mapping = ImportMapping(name="Имя", inn="ИНН", directories=[column])
    owner.imports.apply(owner.imports.plan(table, mapping, source=SOURCE))
    (organization,) = owner.organizations.find(inn=an_inn(1))
    (directory,) = (one for one in owner.directories.list() if one.name == "Банк")
    file = owner.attachments.attach(directory.id, organization.id, b"data", name="a.txt")
    world.backend.blobs(FIRM).put(io.BytesIO(MORE))
    return Asked(directory=directory.id, organization=organization.id, attachment=file.id)


@contextmanager
def unit_of(world: World, user: str, *, writes: bool = False) -> Iterator[UnitOfWork]:
    """Give a unit of work on behalf of a user; discarded unless it is committed."""
    with world.backend.begin(FIRM, viewer=Viewer(user), writes=writes) as work:
        yield work


def place_of(world: World, asked: Asked) -> Place:
    """Return the place as Anna sees it now."""
    with unit_of(world, "anna") as work:
        return work.entries.place(asked.directory, asked.organization)


def all_read(work: UnitOfWork, asked: Asked) -> dict[str, Any]:
    """Return what each method of a unit that reads gives, or all that its error tells."""
    return {name: outcome(read, work, asked) for name, read in READS.items()}


OF_DIRECTORY: dict[str, Read] = {
    "directories.get": lambda w, a: w.directories.get(a.directory),
    "directories.history": lambda w, a: w.directories.history(a.directory),
    "entries.place": lambda w, a: w.entries.place(a.directory, a.organization),
    "entries.list": lambda w, a: w.entries.list(directory_id=a.directory),
    "entries.list behind": lambda w, a: w.entries.list(
        organization_id=a.organization, after=(a.organization, a.directory)
    ),
    "entries.history": lambda w, a: w.entries.history(a.directory, a.organization),
    "entries.revision": lambda w, a: w.entries.revision(a.directory, a.organization, a.version),
    "entries.attachment": lambda w, a: w.entries.attachment(a.attachment),
    "entries.texts": lambda w, a: list(w.entries.texts([a.directory])),
    "entries.imported_texts": lambda w, a: dict(w.entries.imported_texts(SOURCE, [(a.organization, a.directory)])),
}
"""Every way to read what stands in a directory by its id, or an attachment by its own."""

READS: dict[str, Read] = {
    **OF_DIRECTORY,
    "organizations.get": lambda w, a: w.organizations.get(a.organization),
    "organizations.find": lambda w, _: w.organizations.find(inn=an_inn(1)),
    "organizations.list": lambda w, _: w.organizations.list(archived=None),
    "organizations.history": lambda w, a: w.organizations.history(a.organization),
    "organizations.rival": lambda w, _: w.organizations.rival(an_organization(1, kpp=None)),
    "directories.list": lambda w, _: w.directories.list(archived=None),
    "entries.list of an organization": lambda w, a: w.entries.list(organization_id=a.organization),
    "cards.read": lambda w, a: w.cards.read(a.organization),
    "cards.read_many": lambda w, a: dict(w.cards.read_many([a.organization])),
}
"""Every method of a unit that reads."""


def _put_entry(work: UnitOfWork, place: Place, commit: Commit) -> None:
    file = an_attachment(1, MORE, id=NOT_YET, added_at=commit.at)
    changed = _next(place.entry, commit, attachments=(*place.entry.attachments, file))
    work.entries.put(changed, action=Action.ATTACHED, commit=commit)


def _next(record: Any, commit: Commit, **changes: Any) -> Any:
    return attrs.evolve(record, version=record.version + 1, updated_at=commit.at, updated_by=commit.by, **changes)


WRITES: dict[str, Write] = {
    "organizations.put": lambda w, place, commit: w.organizations.put(
        _next(place.organization, commit, name="Иначе", kpp="773601001"), action=Action.UPDATED, commit=commit
    ),
    "organizations.put_many": lambda w, _, commit: w.organizations.put_many(
        [(an_organization(2, id=NOT_YET), Action.ADDED, 7)], commit=commit
    ),
    "directories.put": lambda w, place, commit: w.directories.put(
        _next(place.directory, commit, name="Иначе"), action=Action.UPDATED, commit=commit
    ),
    "directories.publish": lambda w, place, commit: w.directories.publish(
        _next(place.directory, commit, visibility=Visibility.COLLECTIVE), commit=commit
    ),
    "directories.hand_over": lambda w, _, commit: w.directories.hand_over(of="anna", to="nina", commit=commit),
    "entries.put": _put_entry,
    "entries.write_many": lambda w, place, commit: w.entries.write_many(
        [NewText(place.organization.id, place.directory.id, place.entry.version, "новое", 7)], commit=commit
    ),
}
"""Every method of a unit that writes; each changes something of an imported place of Anna's."""
