"""L5: what replaces says the version that it is based on, and is refused where that has moved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from multibuh_core.errors import ConflictError, InvalidInputError, VersionConflictError
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.plans import a_plan
from multibuh_core.testing.outcomes import all_seen_by, refused
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE
from multibuh_core.workspace import Workspace

Replacing: TypeAlias = Callable[..., object]
CASES: dict[str, tuple[str, Callable[[Workspace, str, str, Any], object]]] = {
    "write": ("entry", lambda w, d, o, v: w.entries.write(d, o, "три", expected_version=v)),
    "write the same": ("entry", lambda w, d, o, v: w.entries.write(d, o, "два", expected_version=v)),
    "clear": ("entry", lambda w, d, o, v: w.entries.clear(d, o, expected_version=v)),
    "restore": ("entry", lambda w, d, o, v: w.entries.restore(d, o, 1, expected_version=v)),
    "update a directory": ("directory", lambda w, d, _, v: w.directories.update(d, expected_version=v, name="Третье")),
    "update an organization": (
        "organization",
        lambda w, _, o, v: w.organizations.update(o, expected_version=v, name="Третье"),
    ),
}

EACH = pytest.mark.parametrize(("what", "replace"), CASES.values(), ids=CASES.keys())


def a_place_at_version_two(workspace: Workspace) -> tuple[str, str]:
    """Return a directory and an organization which, as the entry between them, are at version 2."""
    org, guide = new_organization(workspace).id, new_directory(workspace).id
    workspace.organizations.update(org, expected_version=1, name="Второе")
    workspace.directories.update(guide, expected_version=1, name="Второе")
    workspace.entries.write(guide, org, "раз", expected_version=0)
    workspace.entries.write(guide, org, "два", expected_version=1)
    return guide, org


class L5NoLostUpdate(Kit, law="L5"):
    """Write, clear, restore, every update."""

    @EACH
    @pytest.mark.parametrize("stale", [0, 1, 3, 2**31])
    def test_l5_other_version_is_refused(self, world: World, what: str, replace: Replacing, stale: int) -> None:
        """A change based on another version is told both versions and the record, and writes nothing."""
        anna, boris = world.user("anna"), world.user("boris")
        guide, org = a_place_at_version_two(anna)
        before = all_seen_by(anna)
        writer = anna if what == "directory" else boris
        error = refused(VersionConflictError, replace, writer, guide, org, stale)
        current = {
            "entry": anna.entries.read(guide, org),
            "directory": anna.directories.get(guide),
            "organization": anna.organizations.get(org),
        }
        assert (error.expected, error.actual, error.current) == (stale, 2, current[what])
        assert all_seen_by(anna) == before

    @EACH
    @pytest.mark.parametrize("expected", [2, OVERWRITE])
    def test_l5_present_version_and_overwrite_pass(
        self, world: World, what: str, replace: Replacing, expected: object
    ) -> None:
        """A change based on the present version, or one that says OVERWRITE, is done."""
        anna = world.user("anna")
        guide, org = a_place_at_version_two(anna)
        done = replace(anna, guide, org, expected)
        if what == "entry":
            assert done == anna.entries.read(guide, org)
        else:
            assert done in (anna.directories.get(guide), anna.organizations.get(org))

    @EACH
    @pytest.mark.parametrize("unfit", [None, True, -1, "2", 2.0])
    def test_l5_what_is_no_version_is_refused(self, world: World, what: str, replace: Replacing, unfit: object) -> None:
        """Neither None nor a boolean, a negative number, a text or a float stands for a version."""
        anna = world.user("anna")
        guide, org = a_place_at_version_two(anna)
        error = refused(InvalidInputError, replace, anna, guide, org, unfit)
        assert (error.field, error.value) == ("expected_version", unfit), what


class L5WithoutVersion(Kit, law="L5"):
    """What names exactly what it changes, or acts on the present state, needs no version."""

    def test_l5_version_must_be_said(self, world: World) -> None:
        """Nothing that replaces has a default for the version that it is based on."""
        anna: Any = world.user("anna")
        calls: list[Callable[[], object]] = [
            lambda: anna.entries.write("d", "o", "текст"),
            lambda: anna.entries.clear("d", "o"),
            lambda: anna.entries.restore("d", "o", 1),
            lambda: anna.organizations.update("o"),
            lambda: anna.directories.update("d"),
        ]
        for call in calls:
            with pytest.raises(TypeError, match="expected_version"):
                call()

    def test_l5_attachments_come_and_go_beside_other_changes(self, world: World) -> None:
        """Two who attach different files, and a third who writes, lose nothing of each other's."""
        anna, boris = world.user("anna"), world.user("boris")
        org, guide = new_organization(anna).id, new_directory(anna).id
        first = anna.attachments.attach(guide, org, b"one", name="a.txt")
        second = boris.attachments.attach(guide, org, b"two", name="b.txt")
        anna.entries.write(guide, org, "текст", expected_version=2)
        entry = boris.attachments.detach(first.id)
        assert (entry.text, entry.attachments, entry.version) == ("текст", (second,), 4)

    def test_l5_plan_is_refused_where_an_entry_has_moved(self, world: World) -> None:
        """An import is based on the versions that its plan saw: where one entry has moved, nothing of it is written."""
        anna, boris = world.user("anna"), world.user("boris")
        guide = new_directory(anna).id
        orgs = [new_organization(anna, name).id for name in ("А", "Б", "В")]
        anna.entries.write(guide, orgs[1], "прежнее", expected_version=0)
        plan = a_plan(anna, guide, {"А": "из файла", "Б": "из файла", "В": "из файла"}, overwrite=True)
        boris.entries.write(guide, orgs[1], "новое", expected_version=1)
        before = all_seen_by(anna)
        refused(ConflictError, anna.imports.apply, plan)
        assert all_seen_by(anna) == before

    def test_l5_states_are_reached_from_the_present_one(self, world: World) -> None:
        """Archiving and its undoing act on the present state whatever was changed before, and twice is as once."""
        ada = world.admin("ada")
        org, guide = new_organization(ada).id, new_directory(ada).id
        ada.directories.update(guide, expected_version=1, name="Банк")
        archived = ada.directories.archive(guide)
        assert ada.directories.archive(guide) == archived
        live = ada.directories.unarchive(guide)
        assert ada.directories.unarchive(guide) == live
        assert (archived.version, live.version, live.name) == (3, 4, "Банк")
        gone = ada.organizations.archive(org)
        assert ada.organizations.archive(org) == gone
        back = ada.organizations.unarchive(org)
        assert ada.organizations.unarchive(org) == back
        assert (gone.version, back.version) == (2, 3)
