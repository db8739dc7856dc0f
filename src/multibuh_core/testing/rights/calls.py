"""The scenes and the calls of the table of rights: what stands there, who comes, and what he tries."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs

from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.plan import Plan
from multibuh_core.imports.table import Row, Table
from multibuh_core.testing.adding import new_directory, new_notes, new_organization
from multibuh_core.testing.ids import a_missing_id
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE
from multibuh_core.visibility import Visibility
from multibuh_core.workspace import Workspace

__all__ = ["CALLS", "ROLES", "STATES", "Scene", "a_scene"]

STATES = ("live", "archived", "blank", "published", "invisible", "missing")

ROLES: dict[str, Callable[[World, str], Workspace]] = {
    "owner": lambda world, firm: world.user("olga", firm),
    "member": lambda world, firm: world.user("mark", firm),
    "administrator": lambda world, firm: world.admin("ada", firm),
    "stranger": lambda world, _firm: world.admin("olga", "another firm"),
}


@attrs.frozen(kw_only=True)
class Scene:
    """What the call is aimed at, in a firm of its own."""

    firm: str
    directory: str = a_missing_id(1)
    organization: str = a_missing_id(2)
    target: str = a_missing_id(3)
    """The organization that the calls on organizations are aimed at."""
    present: str = a_missing_id(4)
    past: str = a_missing_id(5)


def a_scene(world: World, state: str, *, firm: str) -> Scene:
    """Make the scene: Olga's directory, an entry with one file that stands there and one that is past."""
    olga = world.user("olga", firm)
    if state == "missing":
        return Scene(firm=firm)
    with olga.transaction() as tx:
        org, target = new_organization(tx).id, new_organization(tx, "ООО «Лютик»").id
        made = (new_notes if state in {"published", "invisible"} else new_directory)(tx).id
        present = past = a_missing_id()
        if state != "blank":
            past = tx.attachments.attach(made, org, b"past", name="past.txt").id
            tx.attachments.detach(past)
            present = tx.attachments.attach(made, org, b"present", name="present.txt").id
            tx.entries.write(made, org, "текст", expected_version=3)
        if state == "published":
            tx.directories.publish(made)
        if state == "archived":
            tx.directories.archive(made)
    if state == "archived":
        world.admin("ada", firm).organizations.archive(target)
    return Scene(firm=firm, directory=made, organization=org, target=target, present=present, past=past)


Try: TypeAlias = Callable[[Workspace, Scene], bool]
"""A call that tells whether what it returns shows the thing."""


def _transaction(workspace: Workspace, scene: Scene) -> bool:
    """Write into whatever directory of the scene's is visible, within a transaction."""
    with workspace.transaction() as tx:
        visible = [one.id for one in tx.directories.list(archived=None)]
        if scene.directory in visible:
            tx.entries.write(scene.directory, scene.organization, "иначе", expected_version=OVERWRITE)
        return scene.directory in visible


def _plan(workspace: Workspace, scene: Scene) -> Plan:
    """Plan an import into the scene's directory."""
    table = Table(headers=("Имя", "Текст"), rows=(Row(2, ("ООО «Ромашка»", "из файла")),))
    columns = [DirectoryColumn("Текст", directory_id=scene.directory)]
    return workspace.imports.plan(table, ImportMapping(name="Имя", directories=columns), source="файл", overwrite=True)


def _names(card_items: object, scene: Scene) -> bool:
    return scene.directory in repr(card_items)


CALLS: dict[str, Try] = {
    "directories.create": lambda w, _: w.directories.create("Новый", visibility=Visibility.COLLECTIVE).name == "",
    "directories.get": lambda w, s: w.directories.get(s.directory).id == s.directory,
    "directories.list": lambda w, s: s.directory in {one.id for one in w.directories.list()},
    "directories.history": lambda w, s: w.directories.history(s.directory)[0].version == 1,
    "directories.update": lambda w, s: bool(
        w.directories.update(s.directory, expected_version=OVERWRITE, name="Иначе")
    ),
    "directories.publish": lambda w, s: bool(w.directories.publish(s.directory)),
    "directories.transfer": lambda w, s: w.directories.transfer(s.directory, to="nina") is None,
    "directories.hand_over": lambda w, _: w.directories.hand_over(of="olga", to="nina") is not None,
    "directories.archive": lambda w, s: bool(w.directories.archive(s.directory)),
    "directories.unarchive": lambda w, s: bool(w.directories.unarchive(s.directory)),
    "entries.read": lambda w, s: w.entries.read(s.directory, s.organization).directory_id == s.directory,
    "entries.read version": lambda w, s: w.entries.read(s.directory, s.organization, version=1).version == 1,
    "entries.list": lambda w, s: bool(w.entries.list(directory_id=s.directory)),
    "entries.history": lambda w, s: [one.version for one in w.entries.history(s.directory, s.organization)][:1] == [1],
    "entries.write": lambda w, s: bool(
        w.entries.write(s.directory, s.organization, "иначе", expected_version=OVERWRITE)
    ),
    "entries.clear": lambda w, s: bool(w.entries.clear(s.directory, s.organization, expected_version=OVERWRITE)),
    "entries.restore": lambda w, s: bool(w.entries.restore(s.directory, s.organization, 1, expected_version=OVERWRITE)),
    "attachments.attach": lambda w, s: bool(w.attachments.attach(s.directory, s.organization, b"new", name="new.txt")),
    "attachments.get": lambda w, s: w.attachments.get(s.present).name == "present.txt",
    "attachments.get past": lambda w, s: w.attachments.get(s.past).name == "past.txt",
    "attachments.open": lambda w, s: w.attachments.open(s.present).read() == b"present",
    "attachments.open past": lambda w, s: w.attachments.open(s.past).read() == b"past",
    "attachments.detach": lambda w, s: bool(w.attachments.detach(s.present)),
    "attachments.detach past": lambda w, s: bool(w.attachments.detach(s.past)),
    "cards.read": lambda w, s: _names(w.cards.read(s.organization).items, s),
    "cards.read_many": lambda w, s: _names(list(w.cards.read_many([s.organization]).values()), s),
    "organizations.add": lambda w, _: w.organizations.add("Новая").name == "",
    "organizations.get": lambda w, s: w.organizations.get(s.target).id == s.target,
    "organizations.find": lambda w, s: s.target in {one.id for one in w.organizations.find(name="ООО «Лютик»")},
    "organizations.list": lambda w, s: s.target in {one.id for one in w.organizations.list()},
    "organizations.update": lambda w, s: bool(
        w.organizations.update(s.target, expected_version=OVERWRITE, name="Иначе")
    ),
    "organizations.archive": lambda w, s: bool(w.organizations.archive(s.target)),
    "organizations.unarchive": lambda w, s: bool(w.organizations.unarchive(s.target)),
    "organizations.history": lambda w, s: w.organizations.history(s.target)[0].version == 1,
    "imports.plan": lambda w, s: [one.id for one in _plan(w, s).directories] == [s.directory],
    "imports.apply": lambda w, s: w.imports.apply(_plan(w, s)).applied,
    "transaction": _transaction,
}
